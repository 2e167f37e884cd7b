// default may come first, and is taken last.
package main

import "fmt"

func f(s string) string {
	switch s {
	default:
		return "default"
	case "a", "b":
		return "ab"
	case "":
		return "empty"
	}
}

func g(n int) (r string) {
	switch {
	case n > 10:
		r = "big"
	default:
		r = "none"
	case n < 0:
		r = "neg"
	}
	return
}

func main() { fmt.Println(f("a"), f(""), f("z"), g(11), g(5), g(-1)) }
