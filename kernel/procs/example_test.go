//go:build linux || darwin

package procs

import (
	"errors"
	"fmt"
	"log"
)

// A pool calls a function in processes of their own. In a notebook, and in a program that imports weft/procs, the function
// is any declared one; here it is one that this package's tests serve.
func ExampleMap() {
	pool := NewPool(2)
	defer pool.Close()
	squares, err := Map(pool, square, []int{1, 2, 3, 4})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(squares)
	// Output:
	// [1 4 9 16]
}

// A process that ends in the middle of a call is an error of that call alone.
func ExampleApply() {
	pool := NewPool(1)
	defer pool.Close()
	_, err := Apply(pool, fails, "exit")
	var crash *CrashError
	fmt.Println("crashed:", errors.As(err, &crash))
	n, err := Apply(pool, square, 12)
	fmt.Println(n, err)
	// Output:
	// crashed: true
	// 144 <nil>
}
