// Panics of make and of conversions from slices to arrays, and results that nobody uses.
package main

import "fmt"

func try(name string, f func()) {
	defer func() { fmt.Println(name, recover()) }()
	f()
}

func main() {
	huge, minus := int(1)<<60, -1
	small := uint8(3)
	var wide uint64 = 1 << 63
	try("len", func() { _ = make([]int, huge) })
	try("minus", func() { _ = make([]int, minus) })
	try("wide", func() { _ = make([]byte, wide) })
	try("cap", func() { _ = make([]int, 0, huge) })
	try("cap minus", func() { _ = make([]int, 0, minus) })
	try("cap wide", func() { _ = make([]int, 0, wide) })
	try("both", func() { _ = make([]int, huge, huge+1) })
	try("less", func() { _ = make([]int, 5, small) })
	try("small", func() { fmt.Println(cap(make([]string, 0, small)), len(make([]string, small, int64(small)))) })
	try("chan", func() { _ = make(chan int, minus) })
	try("map", func() { _ = make(map[int]int, small) })

	s := make([]byte, 3)
	var none *[]byte
	try("array", func() { _ = [4]byte(s) })
	try("pointer", func() { _ = (*[4]byte)(s) })
	try("empty", func() { fmt.Println([0]byte(s), (*[0]byte)(s) != nil, (*[0]byte)(nil) == nil) })
	try("empty nil", func() { _ = [0]byte(*none) })
	try("load", func() { var p *int; _ = *p })
	try("index", func() { var a []int; _ = a[small] })
	try("index wide", func() { _ = s[wide] })
	try("index int8", func() { i := int8(minus); _ = s[i] })
	try("index conversion", func() { _ = s[int(small)] })
	try("assert", func() { var x any = "s"; _ = x.(int) })
	try("divide", func() { var zero int; _ = 1 / zero })
	try("field", func() { var p *struct{ x int }; _ = p.x })
	try("call", func() { var f func(); f() })
}
