package main

import "fmt"

type T struct{ n int }

func (t T) Get() int { return t.n }

type G interface{ Get() int }

func main() {
	var p *T
	var g G = p
	fmt.Println(g != nil)
	fmt.Println(g.Get())
}
