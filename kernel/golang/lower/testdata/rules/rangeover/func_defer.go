// defer in the body of a range over a function belongs to the enclosing function.
package main

import (
	"fmt"
	"iter"
)

func seq(ws ...string) iter.Seq[string] {
	return func(yield func(string) bool) {
		defer fmt.Print("end ")
		for _, w := range ws {
			if !yield(w) {
				break
			}
		}
	}
}

func work() (out string) {
	defer func() { out += "!" }()
	for w := range seq("a", "b", "c") {
		defer func() { out += w }()
		if w == "b" {
			return "ret:"
		}
	}
	return "never"
}

func guarded() (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("caught %v", r)
		}
	}()
	for w := range seq("x", "y") {
		if w == "y" {
			panic("at " + w)
		}
	}
	return nil
}

func main() {
	fmt.Println(work())
	fmt.Println(guarded())
}
