package main

import (
	"fmt"
	"math"
)

type F float64
type P struct{ X, Y float64 }

func (p P) Neg() P                   { return P{-p.X, -p.Y} }
func (p *P) Set(x float64)           { p.X = x }
func (p P) With(x float64) P         { p.X = x; return p }
func show(tag string, x float64)     { fmt.Println(tag, x, math.Signbit(x), 1/x) }
func show32(tag string, x float32)   { fmt.Println(tag, x, 1/x) }
func showc(tag string, x complex128) { fmt.Println(tag, x) }
func ret() float64                   { z := 0.0; return -z }
func ret2() (float64, float32, complex64) {
	z := 0.0
	return -z, float32(math.Copysign(0, -1)), complex(float32(-z), float32(-z))
}
func id(x float64) float64 { return x }
func idf(x F) F            { return x }
func gen[T any](x T) T     { return x }
func variad(xs ...float64) {
	for _, x := range xs {
		fmt.Print(x, " ")
	}
	fmt.Println()
}
func named() (r float64) { r = math.Copysign(0, -1); return }

type I interface{ Get() float64 }
type G struct{ v float64 }

func (g G) Get() float64 { return g.v }

func main() {
	nz := math.Copysign(0, -1)
	show("arg", nz)
	z := 0.0
	show("neg", -z)
	show("mul", -1*z)
	show32("f32", float32(nz))
	show32("f32b", -float32(z))
	showc("c", complex(nz, nz))
	showc("c2", complex(nz, 0))
	show("ret", ret())
	a, b, c := ret2()
	fmt.Println(a, b, c)
	show("id", id(nz))
	show("idf", float64(idf(F(nz))))
	show("gen", gen(nz))
	variad(nz, 1, nz)
	variad([]float64{nz, nz}...)
	show("named", named())
	f := func(x float64) { fmt.Println("closure", x) }
	f(nz)
	g := func(x float64) float64 { return x }
	show("closure ret", g(nz))
	p := P{nz, 0}
	show("field", p.X)
	q := p.Neg()
	show("m", q.X)
	show("m", q.Y)
	p.Set(nz)
	show("set", p.X)
	show("with", P{}.With(nz).X)
	ch := make(chan float64, 2)
	ch <- nz
	show("chan", <-ch)
	ch <- nz
	select {
	case v := <-ch:
		show("select", v)
	}
	var x any = nz
	fmt.Println("any", x)
	show("assert", x.(float64))
	var i I = G{nz}
	show("iface", i.Get())
	var xf any = F(nz)
	fmt.Println("F", xf, xf.(F))
	m := map[string]float64{"a": nz}
	show("map", m["a"])
	s := []float64{nz}
	show("slice", s[0])
	s = append(s, nz)
	show("append", s[1])
	arr := [2]float64{nz, nz}
	show("arr", arr[1])
	go func(x float64) { ch <- x }(nz)
	show("go", <-ch)
	func() {
		defer func(x float64) { show("defer", x) }(nz)
	}()
	h := p.Set
	h(nz)
	show("mv", p.X)
	show("mexpr", P.With(p, nz).X)
	pf := &nz
	show("ptr", *pf)
	y := nz
	show("copy", y)
	var w float64 = nz
	y, w = w, y
	show("swap", y)
	fmt.Println(math.Max(nz, nz), math.Min(0, nz), min(nz, 0), max(nz, nz), math.Abs(nz))
	type T struct {
		a float32
		b complex64
	}
	t := T{float32(nz), complex(float32(nz), 0)}
	fmt.Println(t, []T{t})
	u := t
	fmt.Println(u)
	ps := []P{p, {nz, nz}}
	for _, p := range ps {
		fmt.Println(p, p.X)
	}
	func(p P) { fmt.Println(p) }(P{nz, nz})
	func(p *P) { fmt.Println(*p) }(&P{nz, nz})
	func(a [2]float64) { fmt.Println(a) }([2]float64{nz, nz})
	fmt.Println(math.Float64bits(nz), math.Signbit(-z))
	show("expr", nz*1)
	show("expr2", 0*-1.0*z)
	fmt.Println(math.Round(-0.3), math.Trunc(-0.5), math.Ceil(-0.2), real(complex(nz, 1)))
	sw := func(x any) {
		switch v := x.(type) {
		case float64:
			show("sw", v)
		case F:
			show("swF", float64(v))
		}
	}
	sw(nz)
	sw(F(nz))
	fs := map[string]func(float64) float64{"id": func(x float64) float64 { return x }}
	show("mapfn", fs["id"](nz))
	show("nest", id(id(g(nz))))
	var e interface{ Get() float64 } = &G{nz}
	show("e", e.Get())
	show("ce", i.(G).v)
	mm := G.Get
	show("mm", mm(G{nz}))
	r := func() (float64, error) { return nz, nil }
	v1, _ := r()
	show("r", v1)
	show("div", -1/math.Inf(1))
}
