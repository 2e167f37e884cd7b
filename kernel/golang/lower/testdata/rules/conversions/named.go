// Conversions between named types keep the value and change methods, also of slices, maps, functions and channels.
package main

import (
	"fmt"
	"net/url"
	"sort"
	"time"
)

type A []int
type B []int
type M map[string]int
type F func(int) int
type C chan int
type R <-chan int
type P *int
type S struct{ X, Y int }
type S2 S
type E int
type I interface{ Do() string }

func (a A) Do() string { return fmt.Sprint("A", len(a)) }
func (b B) Do() string { return fmt.Sprint("B", len(b)) }
func (f F) Do() string { return fmt.Sprint("F", f(2)) }
func (m M) Do() string { m["n"]++; return fmt.Sprint("M", m["n"]) }
func (e E) Do() string { return "E" }
func (s S) Do() string { return fmt.Sprint("S", s.X) }

func triple(n int) int { return n * 3 }

func main() {
	raw := []int{1, 2}
	a := A(raw)
	b := B(a)
	b[0] = 10
	fmt.Println(raw, a.Do(), b.Do(), A(b).Do())
	var i I = F(triple)
	fmt.Println(i.Do(), F(func(n int) int { return -n }).Do())
	m := map[string]int{}
	fmt.Println(M(m).Do(), M(m).Do(), m)
	c := make(C, 1)
	var r R = R((chan int)(c))
	chan1 := (chan int)(c)
	chan1 <- 5
	fmt.Println(<-r)
	n := 4
	p := P(&n)
	*p = 6
	fmt.Println(n, *(*int)(p))
	s := S{1, 2}
	t := S2(s)
	t.X = 9
	fmt.Println(s, S(t).Do(), (*S)(&t).Y, struct{ X, Y int }(t))
	fmt.Println(E(3).Do(), int(E(3))+1, float64(E(7))/2, E('a'), string(rune(E('a'))))
	ints := sort.IntSlice([]int{3, 1, 2})
	sort.Sort(sort.Reverse(ints))
	fmt.Println(ints, []int(ints)[0], time.Duration(1500)*time.Microsecond, time.Month(3), url.Values(map[string][]string{"k": {"v"}}).Encode())
	is := []I{a, b, E(1), s, M(m), I(F(triple))}
	for _, v := range is {
		fmt.Print(v.Do(), " ")
	}
	fmt.Println()
	fmt.Printf("%T %T %T %T %T %v\n", a, i, t, p, r, []any{E(1), t})
	type local E
	fmt.Println(local(5), E(local(5)).Do(), any(local(1)) == any(E(1)))
}
