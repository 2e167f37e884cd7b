package main

import "os"

func main() {
	defer panic("never")
	os.Exit(0)
}
