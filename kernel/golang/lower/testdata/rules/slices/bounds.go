// What is out of range says so in Go's words, for 2 and 3 indexes.
package main

import "fmt"

func try(name string, f func()) {
	defer func() {
		if r := recover(); r != nil {
			_, ok := r.(interface{ RuntimeError() })
			fmt.Println(name, r, ok)
		}
	}()
	f()
	fmt.Println(name, "fine")
}

func main() {
	s := make([]int, 3, 6)
	a := [4]int{}
	n, neg, two := 7, -1, 2
	try("index", func() { s[3] = 1 })
	try("index n", func() { _ = s[n] })
	try("index neg", func() { s[neg]++ })
	try("high", func() { _ = s[:n] })
	try("to cap", func() { _ = s[:6] })
	try("low", func() { _ = s[4:] })
	try("low over len under cap", func() { _ = s[4:6] })
	try("crossed", func() { _ = s[two:1] })
	try("three high", func() { _ = s[0:two:n] })
	try("three crossed", func() { _ = s[0:3:two] })
	try("three low", func() { _ = s[3:two:5] })
	try("neg high", func() { _ = s[:neg] })
	try("array index", func() { a[n-3] = 1 })
	try("array slice", func() { _ = a[two:n] })
	try("array ptr", func() { p := &a; _ = p[n] })
	try("string conv", func() { _ = [4]int(s) })
	try("make neg", func() { _ = make([]int, neg) })
	try("make cap", func() { _ = make([]int, two, 1+two-two) })
	try("uint8", func() { var u uint8 = 200; _ = s[u] })
	try("big", func() { var u uint64 = 1 << 63; _ = s[u] })
	try("nested", func() { g := [][]int{{1}}; g[0][1]++ })
	try("op", func() { s[n] += 2 })
	try("address", func() { p := &s[n]; *p = 1 })
	try("range body", func() {
		for i := range s {
			s = s[:len(s)-1]
			s[i] = i
		}
	})
	fmt.Println(s, len(s))
}
