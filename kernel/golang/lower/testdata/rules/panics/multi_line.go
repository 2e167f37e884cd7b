// Every line of a panic's text after the first is indented.
package main

func main() { panic("first\nsecond\n\nlast") }
