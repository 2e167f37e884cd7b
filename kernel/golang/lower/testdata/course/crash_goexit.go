// The main goroutine leaves by runtime.Goexit: the others go on, and then nothing is left.
package main

import (
	"fmt"
	"runtime"
	"time"
)

func main() {
	left := make(chan bool)
	go func() { <-left; time.Sleep(50 * time.Millisecond); fmt.Println("worker ends") }()
	defer close(left)
	defer fmt.Println("deferred")
	runtime.Goexit()
}
