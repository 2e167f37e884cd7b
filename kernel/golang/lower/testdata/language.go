package main

import (
	"fmt"
	"math"
	"os"
	"sort"
	"strings"
	"sync"
	"time"
)

type p struct{ id int }

func (q *p) run(wg *sync.WaitGroup, mu *sync.Mutex, out *[]int) {
	defer wg.Done()
	mu.Lock()
	*out = append(*out, q.id)
	mu.Unlock()
}
func two(ch chan int) (error, int) { return nil, <-ch }

type Pt struct{ x, y int }

func (p Pt) add(q Pt) Pt { return Pt{p.x + q.x, p.y + q.y} }
func (p *Pt) inc()       { p.x++ }

type Base struct{ n int }

func (b *Base) Inc()    { b.n++ }
func (b Base) Get() int { return b.n }

type Der struct {
	*Base
	m map[string]Pt
}
type Tree struct {
	L, R *Tree
	V    int
}

func (t *Tree) Ins(v int) *Tree {
	if t == nil {
		return &Tree{V: v}
	}
	if v < t.V {
		t.L = t.L.Ins(v)
	} else {
		t.R = t.R.Ins(v)
	}
	return t
}
func (t *Tree) Walk(f func(int)) {
	if t != nil {
		t.L.Walk(f)
		f(t.V)
		t.R.Walk(f)
	}
}
func vsum(pre string, xs ...int) string { return fmt.Sprint(pre, len(xs), xs) }
func fwd(xs ...int) string              { return vsum("f", xs...) }
func tr(s string, v int) int            { fmt.Print(s, " "); return v }
func namedres() (x int, f func() int)   { f = func() int { x++; return x }; x = 5; return }

type Fn func(int) int

func (f Fn) Twice(x int) int { return f(f(x)) }

type Weekday uint8

const (
	A Weekday = iota + 1
	B
	_
	C
)
const Big = 1 << 100
const (
	KB = 1 << (10 * (iota + 1))
	MB
)

func main() {
	var wg sync.WaitGroup
	var mu sync.Mutex
	var out []int
	ps := []*p{{1}, {2}, {3}}
	for _, q := range ps {
		wg.Add(1)
		go q.run(&wg, &mu, &out)
	}
	for i := range ps {
		wg.Add(1)
		go ps[i].run(&wg, &mu, &out)
	}
	wg.Wait()
	sort.Ints(out)
	fmt.Println(out)
	chs := []chan int{make(chan int, 1), make(chan int, 1), make(chan int, 1)}
	for i, c := range chs {
		c <- i * 10
	}
	for _, c := range chs {
		fmt.Print(<-c, " ")
	}
	fmt.Println(chs[0] != chs[1], len(chs))
	done := make(chan struct{})
	data := make(chan int, 3)
	data <- 1
	data <- 2
	close(done)
	sum := 0
L:
	for {
		select {
		case v := <-data:
			sum += v
			continue L
		default:
			break L
		}
	}
	fmt.Println("sum", sum)
	var any1 = make(chan any, 3)
	fl := make(chan float64, 1)
	errc := make(chan error, 1)
	select {
	case any1 <- 1:
	}
	select {
	case fl <- 2:
	}
	select {
	case errc <- nil:
	}
	fmt.Println(<-any1, <-fl, <-errc)
	arr := make([]int, 3)
	mm := map[string]int{}
	data <- 7
	select {
	case arr[1] = <-data:
	}
	data <- 8
	ok := false
	select {
	case mm["k"], ok = <-data:
	}
	fmt.Println(arr, mm, ok)
	c1, c2 := make(chan int, 1000), make(chan int, 1000)
	for i := 0; i < 1000; i++ {
		c1 <- i
		c2 <- i
	}
	n1, n2 := 0, 0
	for i := 0; i < 400; i++ {
		select {
		case <-c1:
			n1++
		case <-c2:
			n2++
		}
	}
	fmt.Println("fair", n1 > 100 && n2 > 100)
	res := make([]int, 4)
	for i := 0; i < 4; i++ {
		wg.Go(func() { res[i] = i * i })
	}
	wg.Wait()
	fmt.Println(res)
	tch := make(chan int, 3)
	for i := 0; i < 3; i++ {
		time.AfterFunc(time.Millisecond, func() { tch <- i * i })
	}
	fmt.Println(<-tch + <-tch + <-tch)
	var onces [3]sync.Once
	for i := range onces {
		onces[i].Do(func() { fmt.Print("once", i, " ") })
		onces[i].Do(func() { fmt.Print("NO") })
	}
	fmt.Println()
	f1, f2 := Pt.add, (*Pt).inc
	a := f1(Pt{1, 2}, Pt{3, 4})
	f2(&a)
	fmt.Println(a)
	go func() { data <- 42 }()
	fmt.Println(two(data))
	x := []int{1, 2, 3}
	i, j := 0, 2
	x[i], x[j] = x[j], x[i]
	i, x[i] = 1, 9
	fmt.Println(x, i)
	x[tr("a", 0)], x[tr("b", 1)] = tr("c", 5), tr("d", 6)
	fmt.Println(x)
	s1 := Pt{1, 2}
	s2 := s1
	s2.x = 100
	ar1 := [3]int{1, 2, 3}
	ar2 := ar1
	ar2[0] = 9
	func(a [3]int) { a[1] = 100 }(ar1)
	pts := []Pt{{1, 1}, {2, 2}}
	for _, q := range pts {
		q.x = 50
		q.inc()
	}
	for i := range pts {
		pts[i].inc()
	}
	arrs := [2][2]int{{1, 2}, {3, 4}}
	for _, r := range arrs {
		r[0] = 77
	}
	st := struct{ a [2]int }{[2]int{1, 2}}
	st2 := st
	st2.a[0] = 5
	mp := map[string][2]int{"a": {1, 2}}
	av := mp["a"]
	av[0] = 9
	ch9 := make(chan [2]int, 1)
	ch9 <- av
	av[1] = 10
	fmt.Println(s1, s2, ar1, ar2, pts, arrs, st, st2, mp, <-ch9)
	y := 1
	{
		y := 2
		y++
		_ = y
	}
	if y := y + 1; y > 0 {
		fmt.Println("sh", y)
	}
	fmt.Println(y)
	nx, nf := namedres()
	fmt.Println(nx, nf(), nf())
	fmt.Println(A, B, C, KB, MB, Big>>98, float64(Big))
	for i, r := range "a\xffé\xe2\x82z世" {
		fmt.Print(i, ":", r, " ")
	}
	fmt.Println(len("é"), []rune("a\xff"), []byte("é"), string(rune(0x4e16)), string([]rune{65, -1}))
	var i8 int8 = 127
	i8++
	var u8 uint8
	u8--
	var i16 int16 = math.MaxInt16
	i16 += 2
	var i32 int32 = math.MaxInt32
	i32 *= 2
	var u16 uint16 = 1
	u16 <<= 15
	u16 *= 2
	var u64 uint64 = math.MaxUint64
	u64 += 2
	var i64 int64 = math.MinInt64
	i64--
	sh := uint(70)
	fmt.Println(i8, u8, i16, i32, u16, u64, i64, 1<<sh == 0, int8(-128)>>1, -7/2, -7%3, uint32(1)<<31, ^0, 6&^3, i8/-1)
	h := uint32(2166136261)
	for _, c := range []byte("hash") {
		h ^= uint32(c)
		h *= 16777619
	}
	fmt.Println(h, u8+u8, int32(math.MaxInt32)+i32)
	mps := map[Pt]string{{1, 2}: "a"}
	fmt.Println(mps[Pt{1, 2}], Pt{1, 2} == Pt{1, 2}, [2]int{1, 2} == [2]int{1, 3}, any(Pt{1, 2}) == any(Pt{1, 2}), any(1) == any(1.0))
outer:
	for i := 0; i < 3; i++ {
		for j := 0; j < 3; j++ {
			switch {
			case j == 1:
				continue outer
			case i == 2:
				break outer
			}
			fmt.Print(i, j, ";")
		}
	}
	k := 0
again:
	if k < 3 {
		k++
		goto again
	}
	switch k {
	case 3:
		fmt.Print("three ")
		fallthrough
	case 4:
		fmt.Print("four ")
	case 5:
		fmt.Print("five")
	default:
		fmt.Print("def")
	}
	fmt.Println(k)
	d := Der{&Base{1}, map[string]Pt{"a": {1, 2}}}
	d.Inc()
	g := d.Inc
	g()
	fmt.Println(d.Get(), d.n, d.m["a"].x, d.m["zz"].y)
	fmt.Println(vsum("v"), vsum("v", 1, 2), fwd(1, 2, 3), fwd())
	var t *Tree
	for _, v := range []int{5, 2, 8, 1} {
		t = t.Ins(v)
	}
	t.Walk(func(v int) { fmt.Print(v, " ") })
	fmt.Println()
	var c complex128 = complex(1, 2)
	c = c * c
	fmt.Println(c, real(c), imag(c), c == complex(-3, 4))
	fmt.Println(Fn(func(x int) int { return x * 3 }).Twice(2))
	var fs []func() int
	for i := 0; i < 3; i++ {
		fs = append(fs, func() int { i += 10; return i })
	}
	for _, f := range fs {
		fmt.Print(f(), f(), " ")
	}
	for i := 0; i < 6; i++ {
		fs = append(fs, func() int { return i })
		i++
	}
	fmt.Println(fs[3](), fs[4](), fs[5]())
	var sb strings.Builder
	fmt.Fprintf(&sb, "%03d|%-5s|%+.2e", 7, "ab", 12345.678)
	fmt.Println(sb.String(), math.Inf(1), math.NaN(), -0.0, 1e21, float32(0.1), 100000000.0)
	mat := [3][3]int{}
	for i := range mat {
		for j := range mat[i] {
			mat[i][j] = i * j
		}
	}
	pm := &mat
	pm[1][1] = 50
	fmt.Println(mat, len(pm))
	for i := range pm {
		fmt.Print(i)
	}
	sl := ar1[:]
	sl[0] = 42
	sl = append(sl, 4)
	sl[1] = 43
	fmt.Println(ar1, sl, cap(ar1[:1:2]), min(3, 1, 2), max(2.5, 1))
	var nilm map[string]int
	fmt.Println(nilm["x"], len(nilm))
	var iface any
	if v, ok := iface.(int); !ok {
		fmt.Println(v, ok)
	}
	pp := &pts[0]
	pp.x, pp.y = pp.y, pp.x
	fmt.Println(pts)
	func() {
		defer func() { fmt.Println(recover()) }()
		var arr [3]int
		idx := 3
		arr[idx%4] = 1
	}()
	fmt.Fprintln(os.Stdout, "end")
}
