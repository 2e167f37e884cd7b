package main

import (
	"fmt"
	"os"
	"strings"
)

type V struct{ X, Y int }
type Line struct {
	A, B V
	Tags [2]string
	P    *V
}
type Grid [3][3]rune

func (g *Grid) Set(r, c int, v rune) { g[r][c] = v }
func (g Grid) String() string {
	var b strings.Builder
	for _, row := range g {
		for _, c := range row {
			if c == 0 {
				c = '.'
			}
			b.WriteRune(c)
		}
		b.WriteByte('|')
	}
	return b.String()
}
func mod(l Line) Line     { l.A.X = 99; l.Tags[0] = "m"; return l }
func modp(l *Line)        { l.A.X = 77; l.Tags[1] = "p" }
func arr(a [3]int) [3]int { a[0] = 100; return a }
func variadic(pre string, xs ...int) (n int) {
	for _, x := range xs {
		n += x
	}
	if len(xs) > 0 {
		xs[0] = -1
	}
	return
}
func multi() (a, b int, s string)    { return 1, 2, "x" }
func take(a, b int, s string) string { return fmt.Sprint(a, b, s) }

type Animal interface {
	Name() string
	Sound() string
}
type Base struct{ name string }

func (b *Base) Name() string    { return b.name }
func (b *Base) Rename(n string) { b.name = n }
func (b Base) Sound() string    { return "..." }

type Dog struct {
	*Base
	tricks []string
}

func (d Dog) Sound() string { return "woof" }

type Puppy struct {
	Dog
	age int
}
type Temp float64
type Temps []Temp

func (t Temps) Max() (m Temp) {
	for i, v := range t {
		if i == 0 || v > m {
			m = v
		}
	}
	return
}

const (
	A = iota * 10
	B
	C = "c"
	D = len(C) + B
)
const big = 1 << 62

type Flags uint8

const (
	F1 Flags = 1 << iota
	F2
	F3
)

func (f Flags) Has(x Flags) bool { return f&x != 0 }

func order(s string, v int) int { fmt.Print(s, " "); return v }

var global = func() int { return 42 }()

func init() { global++ }

func main() {
	l := Line{A: V{1, 2}, P: &V{5, 6}}
	m := l
	m.A.X = 10
	m.P.X = 50
	m.Tags[0] = "t"
	fmt.Println(l.A, m.A, l.P.X, l.Tags, m.Tags)
	n := mod(l)
	modp(&l)
	fmt.Println(l.A, n.A, l.Tags, n.Tags)
	a := [3]int{1, 2, 3}
	b := a
	pa := &a
	pa[1] = 20
	c := arr(a)
	fmt.Println(a, b, c, *pa == a, a != b)
	aa := [2][2]int{{1, 2}, {3, 4}}
	bb := aa
	bb[0][0] = 9
	row := aa[1]
	row[0] = 7
	fmt.Println(aa, bb, row)
	for i, v := range a {
		a[2] = 1000
		fmt.Print(i, v, " ")
	}
	fmt.Println()
	sl := []V{{1, 1}, {2, 2}}
	for _, v := range sl {
		v.X = 100
	}
	for i := range sl {
		sl[i].Y *= 10
	}
	v0 := sl[0]
	sl[0].X = 55
	fmt.Println(sl, v0)
	mp := map[string]V{"a": {1, 2}}
	mv := mp["a"]
	mv.X = 9
	fmt.Println(mp, mv)
	mpp := map[V]*Line{{1, 2}: &l}
	mpp[V{1, 2}].A.Y++
	fmt.Println(l.A, len(mpp), mpp[V{0, 0}] == nil)
	ms := map[string][]int{}
	ms["x"] = append(ms["x"], 1, 2)
	ms["x"][0]++
	fmt.Println(ms)
	mm := map[string]map[string]int{"o": {}}
	mm["o"]["i"] += 5
	if _, ok := mm["z"]; !ok {
		fmt.Println("no z", mm)
	}
	var g Grid
	g.Set(1, 2, 'x')
	h := g
	h.Set(0, 0, 'y')
	fmt.Println(g, h, g == h)
	xs := []int{1, 2, 3}
	fmt.Println(variadic("a"), variadic("b", 1, 2), variadic("c", xs...), xs)
	fmt.Println(take(multi()))
	d := Dog{&Base{"rex"}, nil}
	p := Puppy{d, 1}
	p.Rename("max")
	var an Animal = p
	fmt.Println(d.Name(), an.Name(), an.Sound(), p.Base.Sound(), p.Dog.Base.name)
	if x, ok := an.(Puppy); ok {
		x.age++
		fmt.Println(x.age, p.age)
	}
	an = &p
	an.(*Puppy).age = 8
	fmt.Println(p.age, Temps{3, 7.5, 2}.Max())
	fmt.Println(A, B, C, D, big, F1|F3, (F1 | F3).Has(F2), Flags(127)<<1, ^F1)
	fmt.Println(order("a", 1)+order("b", 2)*order("c", 3), order("d", 0) == 0 || order("e", 1) == 1)
	arrp := [3]func() int{}
	for i := range arrp {
		arrp[i] = func() int { return i * i }
	}
	fmt.Println(arrp[0](), arrp[2](), global)
	s := "héllo, 世界"
	fmt.Println(len(s), []rune(s)[1], string([]rune(s)[7:]), s[1:3], []byte("ab"), strings.ToUpper(s))
	for i, r := range "a世" {
		fmt.Print(i, " ", string(r), " ", r, ";")
	}
	fmt.Println()
	i, j := 0, 1
	i, j = j, i
	xs[i], i = 7, 2
	fmt.Println(i, j, xs)
	var iface interface{} = V{1, 2}
	switch t := iface.(type) {
	case V:
		t.X = 5
		fmt.Println(t, iface)
	}
	fmt.Println(iface == V{1, 2}, iface != nil)
	var e1, e2 interface{} = []int{1}, 2
	func() {
		defer func() { fmt.Println(recover()) }()
		fmt.Println(e1 == e2)
		fmt.Println(e1 == e1)
	}()
	x := 10
	if x := 5; x < 10 {
		x++
		fmt.Println(x)
	}
	{
		x := x + 1
		x *= 2
		fmt.Println(x)
	}
	fmt.Println(x)
	k := 0
loop:
	if k < 3 {
		k++
		goto loop
	}
	fmt.Println(k)
	type pt struct{ a, b int }
	pts := map[pt]string{{1, 2}: "q"}
	pts[pt{3, 4}] = "r"
	fmt.Println(len(pts), pts[pt{1, 2}])
	anon := []struct {
		in   string
		want int
	}{{"a", 1}, {"bb", 2}}
	for _, tt := range anon {
		fmt.Print(tt.in, len(tt.in) == tt.want, " ")
	}
	fmt.Println()
	defer fmt.Println("deferred not run by Exit")
	func() {
		for i := range 3 {
			defer func(n int) { fmt.Print("d", n, i, " ") }(i * 2)
		}
	}()
	fmt.Println()
	q := new(V)
	q.X, q.Y = 3, 4
	*q = V{q.Y, q.X}
	qq := *q
	q.X = 0
	fmt.Println(*q, qq)
	bits := uint32(0xF0F0F0F0)
	fmt.Printf("%x %x %d %d\n", bits>>4&0xff, bits<<8, int8(bits)/3, uint8(bits)+100)
	fmt.Println(7.0/2, 7/2.0, float32(0.1), 1e3, complex(1, 2)*complex(0, 1))
	os.Exit(3)
}
