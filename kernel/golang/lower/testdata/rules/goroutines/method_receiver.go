// go v.m() copies a value receiver now and keeps a pointer receiver's address.
package main

import "fmt"

type counter struct {
	n    int
	done chan string
}

func (c counter) value()    { c.done <- fmt.Sprint("value ", c.n) }
func (c *counter) pointer() { c.done <- fmt.Sprint("pointer ", c.n) }

type runner interface{ pointer() }

func main() {
	c := counter{1, make(chan string, 8)}
	gate := make(chan bool)
	go func() { <-gate; c.value() }()
	c.n = 2
	close(gate)
	fmt.Println(<-c.done)
	go c.value()
	fmt.Println(<-c.done)
	go c.pointer()
	fmt.Println(<-c.done)
	p := &c
	go p.value()
	fmt.Println(<-c.done)
	var r runner = p
	go r.pointer()
	fmt.Println(<-c.done)
	list := []counter{{10, c.done}, {20, c.done}, {30, c.done}}
	sum := 0
	for _, e := range list {
		go e.pointer()
	}
	for range list {
		var n int
		fmt.Sscanf(<-c.done, "pointer %d", &n)
		sum += n
	}
	fmt.Println(sum)
}
