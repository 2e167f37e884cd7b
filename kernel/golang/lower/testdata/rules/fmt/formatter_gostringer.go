// Formatter and GoStringer, directly and inside other values.
package main

import "fmt"

type F struct{ n int }

func (f F) Format(s fmt.State, verb rune) {
	w, okw := s.Width()
	p, okp := s.Precision()
	fmt.Fprintf(s, "<%c %d %v%v %v%v %v%v%v>", verb, f.n, w, okw, p, okp, s.Flag('+'), s.Flag('#'), s.Flag('-'))
}

type G struct{ n int }

func (g G) GoString() string { return fmt.Sprintf("G!%d", g.n) }

type H struct {
	F F
	G G
	f F
	g G
}

func main() {
	fmt.Printf("%v|%+v|%#v|%-8.3d|%s\n", F{1}, F{2}, F{3}, F{4}, F{5})
	fmt.Println(F{6}, []F{{7}}, map[string]F{"k": {8}})
	fmt.Printf("%#v %v %#v %#v\n", G{1}, G{2}, []G{{3}}, map[string]G{"a": {4}})
	fmt.Printf("%v %+v\n", H{F{1}, G{2}, F{3}, G{4}}, H{F{5}, G{6}, F{7}, G{8}})
	fmt.Printf("%#v\n", H{F{1}, G{2}, F{3}, G{4}})
}
