// Interfaces made of others, assignments between them, and anonymous ones.
package main

import (
	"fmt"
	"io"
	"strings"
)

type R interface{ Read() string }
type W interface{ Write(string) }
type RW interface {
	R
	W
}
type RWC interface {
	RW
	Close() error
}

type file struct{ data []string }

func (f *file) Read() string   { return strings.Join(f.data, "|") }
func (f *file) Write(s string) { f.data = append(f.data, s) }
func (f *file) Close() error   { f.data = nil; return nil }

func use(rw interface {
	R
	Write(string)
}) string {
	rw.Write("used")
	return rw.Read()
}

func main() {
	var c RWC = &file{}
	var rw RW = c
	var r R = rw
	rw.Write("a")
	fmt.Println(r.Read(), use(c))
	if w, ok := r.(W); ok {
		w.Write("w")
	}
	fmt.Println(r.Read(), r.(RWC).Close(), r == R(c), any(rw) == any(r))
	var closer io.Closer = c
	fmt.Println(closer.Close())
	_, is := closer.(RW)
	fmt.Println(is, r.(interface{ Close() error }) != nil)
}
