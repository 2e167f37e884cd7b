package main

type BadS struct{ n int }

func (b BadS) String() string { panic("in String") }

func f()    { panic(BadS{1}) }
func main() { f() }
