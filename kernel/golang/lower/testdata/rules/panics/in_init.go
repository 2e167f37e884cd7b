package main

import "fmt"

var x = compute()

func compute() int {
	fmt.Println("computing")
	var p *int
	return *p
}

func main() { fmt.Println("never", x) }
