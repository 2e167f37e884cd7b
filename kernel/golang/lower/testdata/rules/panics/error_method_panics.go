package main

type Bad struct{ n int }

func (b Bad) Error() string { panic("in Error") }

func f()    { panic(Bad{1}) }
func g()    { f() }
func main() { g() }
