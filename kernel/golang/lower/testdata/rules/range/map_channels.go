package main

import "fmt"

func main() {
	subs := map[string]<-chan int{"a": make(chan int, 1), "b": make(chan int, 2)}
	fmt.Println("made")
	for name := range subs {
		_ = name
	}
	fmt.Println("names")
	for name, ch := range subs {
		defer fmt.Println(len(name), cap(ch) > 0)
	}
}
func init() {
	m := map[string]chan int{"a": make(chan int, 1), "b": make(chan int, 2)}
	for _, c := range m {
		c <- 1
	}
	for k, c := range m {
		if k == "a" {
			delete(m, k)
			continue
		}
		fmt.Println(k, len(c))
	}
	type T struct{ c map[int]<-chan string }
	for i, c := range (T{map[int]<-chan string{1: nil}}).c {
		fmt.Println(i, c == nil)
	}
	var k string
	var c chan int
	for k, c = range m {
	}
	fmt.Println(k, cap(c))
}
