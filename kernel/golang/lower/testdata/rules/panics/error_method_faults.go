package main

import "fmt"

type Bad struct{ n int }

func (b *Bad) Error() string { return fmt.Sprint("n is ", b.n) }

func f()    { panic((*Bad)(nil)) }
func g()    { f() }
func main() { g() }
