// The method of the predeclared error as a value, deferred and started.
package main

import (
	"errors"
	"fmt"
)

func main() {
	err := errors.New("e")
	text := err.Error
	err = errors.New("f")
	fmt.Println(text(), error.Error(err))
	defer err.Error()
	defer fmt.Println("deferred", err.Error())
	done := make(chan string)
	go func(f func() string) { done <- f() }(err.Error)
	fmt.Println(<-done)
}
