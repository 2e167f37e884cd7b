// os.Exit runs no deferred calls.
package main

import (
	"fmt"
	"os"
)

func main() {
	defer fmt.Println("never")
	defer func() { recover() }()
	fmt.Println("leaving")
	os.Exit(3)
}
