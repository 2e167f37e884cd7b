// Concatenation: order of operands, += through every kind of place, named types.
package main

import (
	"fmt"
	"strings"
)

type Path string

func (p Path) Join(q Path) Path { return p + "/" + q }

type node struct {
	name string
	next *node
}

func trace(s string) string { fmt.Print("<", s, ">"); return s }

func main() {
	fmt.Println(trace("a") + trace("b") + trace("c"))
	var p Path = "usr"
	p += "/local"
	fmt.Println(p.Join("bin").Join(Path("x"+"y")), len(p))
	s := []string{"x", "y"}
	i := 0
	idx := func() int { i++; return i - 1 }
	s[idx()] += trace("1")
	s[idx()] += s[0]
	fmt.Println(s, i)
	n := &node{"n", &node{name: "m"}}
	n.next.name += n.name + n.next.name
	fmt.Println(n.next.name)
	m := map[string]string{}
	m["a"] += "1"
	m["a"] += m["a"] + "2"
	fmt.Println(m)
	var sb []string
	acc := ""
	for i := 'a'; i < 'f'; i++ {
		acc = string(i) + acc
		sb = append(sb, acc)
	}
	fmt.Println(acc, strings.Join(sb, " "))
	var e string
	e += e + "" + e
	fmt.Printf("%q %v\n", e, e == "")
	ps := &e
	*ps += "tail"
	fmt.Println(e, "a"+fmt.Sprint(1)+"b", "x"+string('y')+string(rune(122)))
}
