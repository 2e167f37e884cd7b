package main

import (
	"cmp"
	"container/heap"
	"container/list"
	"container/ring"
	"fmt"
	"maps"
	"slices"
	"sort"
	"strings"
)

type P struct {
	Name string
	Age  int
}
type ByAge []P

func (a ByAge) Len() int           { return len(a) }
func (a ByAge) Less(i, j int) bool { return a[i].Age < a[j].Age }
func (a ByAge) Swap(i, j int)      { a[i], a[j] = a[j], a[i] }

type Item struct {
	v       string
	pr, idx int
}
type PQ []*Item

func (q PQ) Len() int           { return len(q) }
func (q PQ) Less(i, j int) bool { return q[i].pr > q[j].pr }
func (q PQ) Swap(i, j int)      { q[i], q[j] = q[j], q[i]; q[i].idx = i; q[j].idx = j }
func (q *PQ) Push(x any)        { it := x.(*Item); it.idx = len(*q); *q = append(*q, it) }
func (q *PQ) Pop() any          { o := *q; n := len(o); it := o[n-1]; *q = o[:n-1]; return it }

type IntHeap []int

func (h IntHeap) Len() int           { return len(h) }
func (h IntHeap) Less(i, j int) bool { return h[i] < h[j] }
func (h IntHeap) Swap(i, j int)      { h[i], h[j] = h[j], h[i] }
func (h *IntHeap) Push(x any)        { *h = append(*h, x.(int)) }
func (h *IntHeap) Pop() any          { o := *h; x := o[len(o)-1]; *h = o[:len(o)-1]; return x }

type By func(a, b *P) bool
type sorter struct {
	ps []P
	by By
}

func (s *sorter) Len() int           { return len(s.ps) }
func (s *sorter) Less(i, j int) bool { return s.by(&s.ps[i], &s.ps[j]) }
func (s *sorter) Swap(i, j int)      { s.ps[i], s.ps[j] = s.ps[j], s.ps[i] }
func (b By) Sort(ps []P)             { sort.Sort(&sorter{ps, b}) }

type rev struct{ sort.Interface }

func (r rev) Less(i, j int) bool { return r.Interface.Less(j, i) }

type Level int

func main() {
	ps := []P{{"a", 30}, {"b", 20}, {"c", 25}, {"d", 20}}
	sort.Sort(ByAge(ps))
	fmt.Println(ps[0].Age, sort.IsSorted(ByAge(ps)))
	sort.Stable(sort.Reverse(ByAge(ps)))
	fmt.Println(ps)
	sort.Sort(rev{ByAge(ps)})
	fmt.Println(ps[3].Age)
	sort.Slice(ps, func(i, j int) bool { return ps[i].Name < ps[j].Name })
	fmt.Println(ps)
	By(func(a, b *P) bool { return a.Name > b.Name }).Sort(ps)
	fmt.Println(ps)
	slices.SortFunc(ps, func(a, b P) int { return cmp.Or(cmp.Compare(a.Age, b.Age), strings.Compare(a.Name, b.Name)) })
	fmt.Println(ps)
	i, ok := slices.BinarySearchFunc(ps, 25, func(p P, n int) int { return cmp.Compare(p.Age, n) })
	fmt.Println(i, ok)
	fmt.Println(slices.IndexFunc(ps, func(p P) bool { return p.Name == "c" }), slices.Contains(ps, P{"a", 30}), slices.MaxFunc(ps, func(a, b P) int { return a.Age - b.Age }))
	q := &PQ{}
	heap.Init(q)
	for i, w := range []string{"x", "y", "z"} {
		heap.Push(q, &Item{v: w, pr: (i * 7) % 5})
	}
	it := (*q)[2]
	it.pr = 100
	heap.Fix(q, it.idx)
	for q.Len() > 0 {
		it := heap.Pop(q).(*Item)
		fmt.Print(it.v, it.pr, " ")
	}
	fmt.Println()
	h := &IntHeap{5, 2, 8}
	heap.Init(h)
	heap.Push(h, 3)
	heap.Remove(h, 1)
	for h.Len() > 0 {
		fmt.Print(heap.Pop(h), " ")
	}
	fmt.Println()
	l := list.New()
	l.PushBack(P{"l", 1})
	l.PushFront(P{"f", 2})
	for e := l.Front(); e != nil; e = e.Next() {
		p := e.Value.(P)
		fmt.Print(p.Name, " ")
	}
	fmt.Println(l.Len())
	r := ring.New(3)
	for i := range 3 {
		r.Value = P{fmt.Sprint(i), i}
		r = r.Next()
	}
	r.Do(func(x any) { fmt.Print(x.(P).Name) })
	fmt.Println()
	m := map[Level][]P{2: {{"q", 1}}, 1: nil}
	keys := slices.Sorted(maps.Keys(m))
	fmt.Println(keys)
	ls := []Level{3, 1, 2}
	slices.Sort(ls)
	fmt.Println(ls, slices.Max(ls))
	sort.Sort(sort.Reverse(sort.IntSlice([]int{1})))
	k := sort.Search(len(ps), func(i int) bool { return ps[i].Age >= 25 })
	fmt.Println(k)
	groups := slices.Collect(slices.Chunk(ps, 3))
	fmt.Println(groups)
	slices.Reverse(ps)
	fmt.Println(slices.EqualFunc(ps, ps, func(a, b P) bool { return a == b }), slices.Compact(ls))
	fmt.Println(strings.Map(func(r rune) rune {
		if r == 'a' {
			return -1
		}
		return r + 1
	}, "banana"), strings.FieldsFunc("a1b2c", func(r rune) bool { return r >= '0' && r <= '9' }), strings.IndexFunc("abc", func(r rune) bool { return r == 'c' }))
	defer func() { fmt.Println("rec:", recover()) }()
	sort.Slice(ps, func(i, j int) bool { var m map[string]int; m["x"]++; return false })
}
