package main

import "fmt"

type S struct{ n int }

func (s S) String() string { return fmt.Sprint("stringer ", s.n) }

func main() { panic(S{3}) }
