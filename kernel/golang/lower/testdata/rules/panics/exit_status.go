package main

import (
	"fmt"
	"os"
)

func main() {
	fmt.Println("out")
	os.Exit(17)
}
