// A crash whose text tells a story: a panic in a deferred function during another panic.
package main

import (
	"errors"
	"fmt"
)

type Conn struct{ open bool }

var errClosed = errors.New("connection is closed")

func (c *Conn) Close() {
	if !c.open {
		panic(fmt.Errorf("close: %w", errClosed))
	}
	c.open = false
}

func use(c *Conn) {
	defer c.Close()
	defer fmt.Println("leaving use")
	c.Close()
	var sizes []int
	fmt.Println(sizes[3])
}

func main() {
	func() {
		defer func() {
			err, ok := recover().(error)
			fmt.Println("first time:", err, ok, errors.Is(err, errClosed))
		}()
		use(&Conn{open: true})
	}()
	use(&Conn{open: true})
}
