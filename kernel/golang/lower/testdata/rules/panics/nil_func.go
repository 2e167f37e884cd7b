package main

var handler func(string)

func main() { handler("x") }
