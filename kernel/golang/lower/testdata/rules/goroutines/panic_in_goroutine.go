// A panic in a goroutine that nobody recovers ends the program with status 2.
package main

import (
	"fmt"
	"os"
)

func main() {
	fmt.Println("before")
	os.Stdout.Sync()
	never := make(chan int)
	go func() { panic(fmt.Sprintf("in %s", "goroutine")) }()
	<-never
}
