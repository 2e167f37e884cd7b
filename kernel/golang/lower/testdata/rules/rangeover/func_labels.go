// Labels across nested range-over-func loops.
package main

import (
	"fmt"
	"iter"
)

func upto(n int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := range n {
			if !yield(i) {
				fmt.Print("(stop", n, ")")
				return
			}
		}
	}
}

func search() (int, int, bool) {
	for a := range upto(10) {
		for b := range upto(10) {
			if a*b == 42 {
				return a, b, true
			}
		}
	}
	return 0, 0, false
}

func main() {
outer:
	for i := range upto(4) {
		for j := range upto(4) {
			for k := range 3 {
				switch {
				case k == 1 && j == 1:
					continue outer
				case i == 2:
					break outer
				}
			}
			fmt.Print(i, j, " ")
		}
	}
	fmt.Println()
	for i := range 3 {
	inner:
		for j := range upto(5) {
			select {
			default:
				if j == i {
					break inner
				}
				if j > 0 {
					continue inner
				}
			}
			fmt.Print("[", i, j, "]")
		}
	}
	fmt.Println()
	fmt.Println(search())
}
