// Unlocking a mutex that is not locked cannot be recovered.
package main

import (
	"fmt"
	"sync"
)

func main() {
	defer func() { recover() }()
	var mu sync.Mutex
	fmt.Println("unlocking")
	mu.Unlock()
}
