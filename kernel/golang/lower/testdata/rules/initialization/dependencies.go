// Package variables are initialized in the order of their dependencies, also through functions,
// methods, closures and method values.
package main

import "fmt"

var log []string

func trace[T any](name string, v T) T {
	log = append(log, name)
	return v
}

var a = trace("a", b+c)
var b = trace("b", f())
var c = trace("c", 3)
var d = trace("d", t.get())
var e = trace("e", T.viaGlobal(t))
var g = trace("g", func() int { return h * 2 }())
var h = trace("h", 7)
var (
	i, j = trace("i", 1), trace("j", k)
	k    = trace("k", 5)
)
var m, n = pair()
var p = trace("p", 20)
var t = trace("t", T{4})
var u = trace("u", mv())
var mv = t.get
var w = trace("w", 9)
var arr = [...]int{x, y}
var x = trace("x", y+1)
var y = trace("y", 1)
var _ = trace("blank", z)
var z = trace("z", 0)
var table = map[string]func() int{"q": q}
var r = trace("r", 2)

type T struct{ n int }

func (t T) get() int       { return t.n + w }
func (t T) viaGlobal() int { return p + t.n }
func f() int               { return c + inner() }
func inner() int           { return k }
func pair() (int, string)  { return trace("mn", p), "n" }
func q() int               { return r }

func main() {
	fmt.Println(log)
	fmt.Println(a, b, c, d, e, g, h, i, j, k, m, n, p, t, u, w, arr, x, y, z, table["q"](), r)
}
