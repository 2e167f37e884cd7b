// os.Exit in the middle: nothing deferred runs, the status is kept.
package main

import (
	"fmt"
	"os"
	"sync"
)

type exitCode int

func run() (code exitCode) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Println("failed:", r)
			code = 4
		}
	}()
	var once sync.Once
	once.Do(func() { panic("in once") })
	return 0
}

func main() {
	defer fmt.Println("never printed")
	if c := run(); c != 0 {
		fmt.Println("exit with", c)
		os.Exit(int(c))
	}
}
