// Methods on named slices, maps, functions, channels, basic types and arrays.
package main

import "fmt"

type Ints []int

func (s Ints) Sum() (t int) {
	for _, v := range s {
		t += v
	}
	return
}
func (s *Ints) Push(v int) { *s = append(*s, v) }

type Set map[string]struct{}

func (s Set) Add(k string) Set  { s[k] = struct{}{}; return s }
func (s Set) Has(k string) bool { _, ok := s[k]; return ok }

type Fn func(int) int

func (f Fn) Twice(n int) int { return f(f(n)) }
func (f Fn) Then(g Fn) Fn    { return func(n int) int { return g(f(n)) } }

type Q chan int

func (q Q) Put(v int) Q { q <- v; return q }

type Bits uint8

func (b Bits) Has(i uint) bool { return b&(1<<i) != 0 }
func (b *Bits) Set(i uint)     { *b |= 1 << i }

type Grid [2][2]int

func (g Grid) Flip() Grid       { g[0], g[1] = g[1], g[0]; return g }
func (g *Grid) Put(i, j, v int) { g[i][j] = v }

func main() {
	var s Ints
	s.Push(1)
	s.Push(2)
	fmt.Println(s.Sum(), Ints{4, 5}.Sum(), s)
	fmt.Println(Set{}.Add("a").Has("a"), len(Set{}.Add("x").Add("y")))
	f := Fn(func(n int) int { return n * 3 })
	fmt.Println(f.Twice(2), f.Then(func(n int) int { return n + 1 }).Twice(1))
	q := make(Q, 2)
	fmt.Println(<-q.Put(5).Put(6), len(q))
	var b Bits
	b.Set(3)
	b.Set(0)
	fmt.Println(b, b.Has(3), b.Has(1))
	var g Grid
	g.Put(0, 1, 7)
	fmt.Println(g.Flip(), g)
}
