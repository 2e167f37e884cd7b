// A range function that recovers the panic of its loop's body must not return.
package main

import "fmt"

func swallow(yield func(int) bool) {
	defer func() { fmt.Println("recovered:", recover()) }()
	yield(1)
}

func nested() (n int) {
	defer func() { fmt.Println("caught:", recover(), n) }()
	for x := range swallow {
		for y := range swallow {
			n = x + y
			panic("inner")
		}
		n = 100
	}
	return 7
}

func main() {
	nested()
	for x := range swallow {
		panic(fmt.Sprint("body ", x))
	}
	fmt.Println("not reached")
}
