package main

import "fmt"

func main() {
	s := []int{1, 2, 3}
	i := len(s)
	fmt.Println(s[i])
}
