// runtime.Goexit runs the deferred calls and is not a panic.
package main

import (
	"fmt"
	"runtime"
	"sync"
)

func main() {
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		defer func() { fmt.Println("recover:", recover()) }()
		func() {
			defer fmt.Println("inner deferred")
			runtime.Goexit()
			fmt.Println("not reached")
		}()
		fmt.Println("not reached either")
	}()
	wg.Wait()
	fmt.Println("main goes on")
}
