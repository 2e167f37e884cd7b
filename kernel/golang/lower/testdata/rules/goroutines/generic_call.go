// go with an instance of a generic function and a method of a generic type.
package main

import "fmt"

type box[T any] struct{ v T }

func (b *box[T]) send(c chan<- T) { c <- b.v }

func send[T any](c chan<- T, v T) { c <- v }

func main() {
	ci, cs := make(chan int), make(chan string)
	go send(ci, 7)
	go send[string](cs, "s")
	fmt.Println(<-ci, <-cs)
	b := &box[string]{"boxed"}
	go b.send(cs)
	fmt.Println(<-cs)
	f := send[int]
	go f(ci, 8)
	fmt.Println(<-ci)
	g := b.send
	b.v = "changed"
	go g(cs)
	fmt.Println(<-cs)
}
