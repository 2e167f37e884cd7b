// Run-time panics are runtime.Errors with the compiler's texts.
package main

import (
	"fmt"
	"runtime"
)

func try(f func()) {
	defer func() {
		r := recover()
		e, ok := r.(runtime.Error)
		_, isErr := r.(error)
		fmt.Println(ok, isErr, e)
	}()
	f()
}

type t struct{ x int }

func main() {
	zero, five, neg := 0, 5, -1
	s := []int{1, 2, 3}
	var p *t
	var m map[string]int
	var e any = "str"
	var arr [4]int
	var fn func()
	var err error
	try(func() { fmt.Println(1 / zero) })
	try(func() { fmt.Println(1 % zero) })
	try(func() { fmt.Println(s[five]) })
	try(func() { fmt.Println(s[neg]) })
	try(func() { fmt.Println(arr[five]) })
	try(func() { fmt.Println(s[five:]) })
	try(func() { fmt.Println(s[2 : 1+zero]) })
	try(func() { fmt.Println(s[:five]) })
	try(func() { fmt.Println("abc"[five]) })
	try(func() { fmt.Println("abc"[neg+zero:]) })
	try(func() { fmt.Println(p.x) })
	try(func() { p.x = 1 })
	try(func() { m["a"]++ })
	try(func() { fmt.Println(e.(int)) })
	try(func() { fmt.Println(e.(fmt.Stringer)) })
	try(func() { fn() })
	try(func() { fmt.Println(err.Error()) })
	try(func() { fmt.Println(make([]int, neg)) })
	try(func() { _ = [2]int(s[:1]) })
	try(func() { fmt.Println(1 << neg) })
	try(func() { var c chan int; close(c) })
	try(func() { c := make(chan int); close(c); close(c) })
	try(func() { c := make(chan int, 1); close(c); c <- 1 })
	try(func() { var x, y any = []int{1}, []int{1}; fmt.Println(x == y) })
	try(func() { m := map[any]int{}; m[func() {}] = 1 })
}
