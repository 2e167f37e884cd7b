//go:build ignore

// A program whose debugging information tells the layouts.
package main

func main() { println("ok") }
