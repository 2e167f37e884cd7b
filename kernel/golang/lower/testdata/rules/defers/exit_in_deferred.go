// os.Exit in a deferred function while panicking.
package main

import (
	"fmt"
	"os"
)

func main() {
	defer fmt.Println("not printed")
	defer func() {
		fmt.Println("got", recover())
		os.Exit(4)
	}()
	panic("x")
}
