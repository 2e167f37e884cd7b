// A range function that goes on after its loop has ended panics.
package main

import "fmt"

func bad(yield func(int) bool) {
	yield(1)
	yield(2)
}

func late(keep *func(int) bool) func(func(int) bool) {
	return func(yield func(int) bool) { *keep = yield }
}

func main() {
	func() {
		defer func() { fmt.Println("caught:", recover()) }()
		for i := range bad {
			fmt.Println("got", i)
			break
		}
	}()
	var y func(int) bool
	for range late(&y) {
	}
	defer func() { fmt.Println("caught:", recover()) }()
	y(1)
}
