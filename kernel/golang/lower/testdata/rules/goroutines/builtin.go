// go with builtins and compiled functions.
package main

import (
	"fmt"
	"sync"
	"time"
)

func main() {
	c := make(chan int)
	go close(c)
	_, ok := <-c
	fmt.Println(ok)
	var mu sync.Mutex
	mu.Lock()
	go mu.Unlock()
	mu.Lock()
	fmt.Println("locked twice")
	var once sync.Once
	done := make(chan bool)
	go once.Do(func() { close(done) })
	<-done
	m := sync.Map{}
	go m.Store("k", 1)
	for {
		if v, ok := m.Load("k"); ok {
			fmt.Println(v)
			break
		}
		time.Sleep(time.Millisecond)
	}
}
