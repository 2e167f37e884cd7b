package main

import "fmt"

type I interface{ M() }

func main() {
	var x any = "text"
	fmt.Println(x.(int))
}
