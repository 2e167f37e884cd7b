package main

import "fmt"

type T struct{}
type U struct{}

func main() {
	var x any = T{}
	fmt.Println(x.(U))
}
