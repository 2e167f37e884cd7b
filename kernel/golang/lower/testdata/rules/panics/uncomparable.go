package main

import "fmt"

func main() {
	var a, b any = map[string]int{}, map[string]int{}
	fmt.Println(a == b)
}
