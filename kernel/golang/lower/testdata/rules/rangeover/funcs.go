// range over functions with none, one and two values, with break, continue and return.
package main

import (
	"fmt"
	"iter"
)

func count(n int) iter.Seq[int] {
	return func(yield func(int) bool) {
		defer fmt.Print("<done> ")
		for i := 0; i < n; i++ {
			if !yield(i) {
				return
			}
		}
	}
}

func pairs(m ...string) iter.Seq2[int, string] {
	return func(yield func(int, string) bool) {
		for i, s := range m {
			if !yield(i, s) {
				return
			}
		}
	}
}

func three(yield func() bool) {
	_ = yield() && yield() && yield()
}

func find(n int) (r int) {
	defer func() { r *= 10 }()
	for i := range count(100) {
		if i == n {
			return i
		}
	}
	return -1
}

func main() {
	for i := range count(5) {
		if i == 1 {
			continue
		}
		if i == 3 {
			break
		}
		fmt.Print(i, " ")
	}
	fmt.Println()
	for i, s := range pairs("a", "b", "c") {
		fmt.Print(i, s, " ")
	}
	for i := range pairs("a", "b") {
		fmt.Print(i, " ")
	}
	n := 0
	for range three {
		n++
	}
	for range count(2) {
		n += 10
	}
	fmt.Println(n, find(7))
	var i int
	var s string
	for i, s = range pairs("x", "y") {
	}
	fmt.Println(i, s)
}
