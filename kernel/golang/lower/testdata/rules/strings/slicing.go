// Indexes and slices of strings, and what is out of range.
package main

import "fmt"

type Text string

func try(name string, f func()) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Println(name, r)
		}
	}()
	f()
}

func main() {
	s, n, neg := "hello", 9, -1
	fmt.Println(s[1:], s[:2], s[:], s[5:] == "", s[2:2] == "", s[len(s)-1:], "lit"[1:2])
	try("index", func() { fmt.Println(s[n]) })
	try("negative", func() { fmt.Println(s[neg]) })
	try("high", func() { fmt.Println(s[:n]) })
	try("low", func() { fmt.Println(s[n:]) })
	try("cross", func() { a, b := 3, 2; fmt.Println(s[a:b]) })
	try("neglow", func() { fmt.Println(s[neg:]) })
	try("named", func() { fmt.Println(Text(s)[1:n]) })
	try("const", func() { fmt.Println("abc"[n]) })
	try("empty", func() { var e string; fmt.Println(e[0]) })
	try("uint", func() { fmt.Println(s[uint8(n)]) })
	p := &s
	fmt.Println((*p)[1], (*p)[1:3], Text(s)[0], fmt.Sprintf("%T %T", s[0], Text(s)[1:]))
	words := []string{"ab", "cd"}
	fmt.Println(words[1][0], words[0][1:], string(words[1][1])+"x")
	m := map[string]string{"k": "value"}
	fmt.Println(m["k"][1:3], m["none"] == "", len(m["none"]))
	f := func() string { fmt.Print("once "); return "abcdef" }
	fmt.Println(f()[1:4], f()[2])
	i := 0
	next := func() int { i++; return i }
	fmt.Println(s[next():next()+1], i)
}
