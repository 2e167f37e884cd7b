// Receiving into elements, map entries, fields, pointers, with and without ok.
package main

import "fmt"

type rec struct {
	v  string
	ok bool
}

func main() {
	c := make(chan string, 9)
	for _, s := range []string{"a", "b", "c", "d", "e"} {
		c <- s
	}
	close(c)
	var arr [2]string
	m := map[string]string{}
	oks := map[int]bool{}
	var r rec
	p := &r
	i := 0
	idx := func() int { i++; return i - 1 }
	select {
	case arr[idx()] = <-c:
	}
	select {
	case m["k"+arr[0]], oks[1] = <-c:
	}
	select {
	case r.v, r.ok = <-c:
	}
	fmt.Println(arr, m, oks, r)
	var any1 any
	select {
	case p.v = <-c:
	}
	select {
	case any1 = <-c:
	}
	select {
	case (*p).v, p.ok = <-c:
	}
	fmt.Printf("%v %v %q %d\n", r, any1, arr, i)
	select {
	case _, ok := <-c:
		fmt.Println(ok)
	}
	select {
	case _ = <-c:
		fmt.Println("blank")
	}
}
