package main

type N int16

func main() { panic(N(-5)) }
