// init functions run in order after all variables, and can defer, recover and start goroutines.
package main

import (
	"errors"
	"fmt"
)

var steps = []string{"var"}
var ready = make(chan int, 1)
var errFirst = errors.New("first")
var registry = map[string]func(int) int{}

func init() {
	steps = append(steps, "init1", fmt.Sprint(late))
	register("double", func(n int) int { return n * 2 })
}

func register(name string, f func(int) int) { registry[name] = f }

func init() {
	defer func() {
		if r := recover(); r != nil {
			steps = append(steps, fmt.Sprint("recovered ", r, errors.Is(r.(error), errFirst)))
		}
	}()
	steps = append(steps, "init2")
	panic(errFirst)
}

var late = len("late") * counter()

func counter() int { count++; return count }

var count int = 10

func init() {
	go func() { ready <- late }()
	for i := range 2 {
		steps = append(steps, fmt.Sprint("i", i))
	}
	if init := 5; init > 4 {
		return
	}
	steps = append(steps, "never")
}

func main() {
	fmt.Println(steps)
	fmt.Println(<-ready, registry["double"](21), count)
}
