// Deferred calls in a loop see their own iteration's variable and run backwards.
package main

import "fmt"

func run() (s string) {
	for i := 0; i < 3; i++ {
		defer func() { s += fmt.Sprint("c", i) }()
		defer func(k int) { s += fmt.Sprint("a", k) }(i * 10)
	}
	for i := range 3 {
		defer func() { s += fmt.Sprint("r", i) }()
	}
	for _, w := range []string{"x", "y"} {
		defer func() { s += w }()
	}
	return "start:"
}

func main() { fmt.Println(run()) }
