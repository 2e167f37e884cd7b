package main

type I interface{ M() }

func main() {
	var x any
	x.(I).M()
}
