package main

import (
	"errors"
	"fmt"
	"io"
	"strings"
)

type T struct {
	v   int
	ok  bool
	m   map[string]int
	c   chan int
	s   []int
	err error
	in  *T
	f   func(int) (int, bool)
	any any
	b   byte
	str string
	fl  float64
	arr [3]int
}

func (t *T) get(k string) (int, bool) { v, ok := t.m[k]; return v, ok }
func (t T) val() (int, error)         { return t.v, t.err }
func (t *T) self() *T                 { return t }
func lookup(m map[string]int, k string) (v int, ok bool) {
	v, ok = m[k]
	return
}
func two() (int, string) { return 1, "s" }
func boolf(b bool) bool  { fmt.Print("b"); return b }

var g = &T{m: map[string]int{"a": 1}}
var gv, gok = g.m["a"]
var ga, gb = two()
var _, ge = io.EOF.(interface{ Timeout() bool })

func main() {
	t := &T{m: map[string]int{"a": 1}, c: make(chan int, 5), s: []int{1, 2, 3}, any: 5, str: "hello"}
	t.in = t
	t.v, t.ok = t.m["a"]
	fmt.Println(t.v, t.ok, gv, gok, ga, gb, ge)
	t.s[1], t.ok = t.m["zz"]
	t.c <- 9
	t.m["q"], t.ok = <-t.c
	fmt.Println(t.s, t.ok, t.m)
	t.arr[2], t.in.ok = t.any.(int)
	fmt.Println(t.arr, t.ok)
	_, t.ok = t.any.(string)
	fmt.Println(t.ok)
	if v, ok := t.m["a"]; ok && v > 0 {
		fmt.Println("if", v)
	} else if w, ok2 := t.m["b"]; !ok2 || w == v {
		fmt.Println(ok, w)
	}
	if _, ok := t.any.(fmt.Stringer); !ok {
		fmt.Println("no stringer")
	}
	switch v, ok := t.any.(int); {
	case ok && 5 == v:
		fmt.Println("five")
	}
	t.f = t.self().in.mfn()
	fmt.Println(t.f(3))
	fmt.Println(0 == len(t.s), 3 == len(t.s), "hello" == t.str, 4 < t.v, 'h' == t.str[0], 1.5 >= t.fl, false == t.ok, nil == t.err, nil != t.in)
	fmt.Println(!t.ok == true, !(t.v > 0) != false, -t.v+1, ^t.v, +t.v, !(t.ok || t.v == 1) && true, -(-3))
	t.v++
	t.in.v--
	t.in.in.v += 5
	t.s[0]++
	t.s[len(t.s)-1] *= 3
	t.m["a"]++
	t.m["new"] -= 2
	t.arr[1] |= 6
	t.arr[1] &^= 2
	t.arr[1] <<= 3
	t.arr[1] %= 7
	t.b -= 1
	t.b >>= 2
	t.str += "!" + t.str[:1]
	t.fl += 1.5
	t.fl /= 2
	*(&t.v) ^= 3
	(*t).v *= 2
	fmt.Println(t.v, t.s, t.m, t.arr, t.b, t.str, t.fl)
	p := &t.arr[0]
	*p = 4
	*p++
	pp := &p
	**pp += 2
	q := &t.s[1]
	*q, *p = *p, *q
	fmt.Println(t.arr, t.s, *q, p == &t.arr[0], q != p)
	for i, j, k := 0, 10, ""; i < j && len(k) < 3; i, j, k = i+1, j-2, k+"x" {
		fmt.Print(i, j, k, ";")
	}
	fmt.Println()
	fmt.Println(boolf(true) || boolf(false), boolf(false) && boolf(true), boolf(true) != boolf(false), !boolf(false) && (boolf(true) || boolf(true)))
	x := 7
	switch x := x + 1; {
	case x > 7 && boolf(true):
		fmt.Println("gt", x)
		fallthrough
	case boolf(false):
		fmt.Println("ft")
	default:
		fmt.Println("no")
	}
	switch n, s := two(); {
	case n == 1 && s == "s":
		fmt.Println("one s")
	}
	switch 5 {
	case x - 2:
		fmt.Println("x-2")
	case 5, 6:
		fmt.Println("const")
	}
	switch t.str[0] {
	case 'a', 'h':
		fmt.Println("h")
	}
	switch err := t.err; err {
	case nil:
		fmt.Println("nil err")
	case io.EOF:
	}
	t.err = fmt.Errorf("w %w", io.EOF)
	switch {
	case errors.Is(t.err, io.EOF):
		fmt.Println("eof")
	}
	switch v := t.any.(type) {
	case nil:
	case int, int64:
		fmt.Printf("%T %v\n", v, v)
	}
	if n, err := t.val(); err != nil {
		fmt.Println(n, err)
	}
	v, err := t.val()
	w, err := (*t).val()
	fmt.Println(v, w, err)
	bs := []byte(t.str)
	for i := range bs {
		if c := bs[i]; 'a' <= c && c <= 'z' {
			bs[i] -= 'a' - 'A'
		}
	}
	fmt.Println(string(bs), bs[0]-'A', int(bs[1]-'A')+1, string(rune('a'+x)), '0'+byte(x%10), "0123"[x%4], rune(t.str[1])-'a')
	var sum byte
	for _, c := range bs {
		sum += c
	}
	fmt.Println(sum, uint16(sum)<<8|uint16(bs[0]))
	digits := 0
	for n := 12345; n > 0; n /= 10 {
		digits = digits*10 + n%10
	}
	fmt.Println(digits)
	func(a int, b ...string) { fmt.Println(a, len(b), strings.Join(b, "-")) }(1, "x", "y")
	fns := []func(int) int{func(i int) int { return i + x }, func(i int) int { x++; return i * x }}
	for i, f := range fns {
		fmt.Print(f(i+1), " ")
	}
	fmt.Println(x, fns[1](2), func() int { return x }())
	mm := map[string][]int{}
	mm["a"] = append(mm["a"], 1, 2)
	mm["a"][0]++
	mp := map[string]*T{"t": t}
	mp["t"].v = 77
	mp["t"].s[0], mp["t"].v = mp["t"].v, mp["t"].s[0]
	ms := map[string]struct{ n int }{"k": {1}}
	e := ms["k"]
	e.n++
	ms["k"] = e
	fmt.Println(mm, t.v, t.s[0], ms, ms["none"].n)
	nested := map[string]map[int][]string{"a": {1: {"x"}}}
	nested["a"][1] = append(nested["a"][1], "y")
	nested["b"] = map[int][]string{}
	nested["b"][2] = nested["a"][1][:1]
	delete(nested["a"], 1)
	fmt.Println(nested, len(nested["zzz"][5]))
	var iface interface{ get(string) (int, bool) } = t
	a1, a2 := iface.get("a")
	fmt.Println(a1, a2)
	b1, b2 := lookup(t.m, "nope")
	fmt.Println(b1, b2)
	close(t.c)
	c1, c2 := <-t.c
	fmt.Println(c1, c2)
	var e1 *T
	fmt.Println(e1 == nil, e1 != nil, e1.self() == e1, (*T)(nil) == e1)
	lbl := 0
	for {
		if lbl++; lbl%2 == 0 {
			continue
		} else if lbl > 5 {
			break
		}
		fmt.Print(lbl)
	}
	fmt.Println()
}

func (t *T) mfn() func(int) (int, bool) {
	return func(n int) (r int, ok bool) {
		defer func() { r *= 2 }()
		if n > t.v {
			return n + len(t.s), n > 2
		}
		r, ok = -1, t.ok
		return
	}
}
