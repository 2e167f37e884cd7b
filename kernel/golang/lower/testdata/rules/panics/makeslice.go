package main

import "fmt"

func main() {
	n := -1
	fmt.Println(len(make([]byte, n)))
}
