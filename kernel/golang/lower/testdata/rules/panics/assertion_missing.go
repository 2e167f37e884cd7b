package main

type I interface{ M() }
type T struct{}

func main() {
	var x any = T{}
	x.(I).M()
}
