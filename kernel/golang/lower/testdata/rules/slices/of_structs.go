// Elements that are structs, pointers, maps, functions and slices.
package main

import (
	"fmt"
	"slices"
	"sort"
)

type item struct {
	name string
	n    int
	tags []string
}

func (i *item) inc()         { i.n++ }
func (i item) copyInc() item { i.n++; return i }

func main() {
	s := []item{{"a", 1, nil}, {name: "b"}}
	for i := range s {
		s[i].inc()
	}
	for _, v := range s {
		v.inc()
	}
	s[0].tags = append(s[0].tags, "t")
	cp := slices.Clone(s)
	cp[0].tags[0] = "shared"
	cp[1].n = 100
	fmt.Println(s, cp, s[0].copyInc().n, s[0].n)
	ps := []*item{&s[0], &s[1], {name: "c"}}
	for _, p := range ps {
		p.inc()
	}
	fmt.Println(s[0].n, s[1].n, *ps[2])
	p := &s[0]
	s = append(s, item{})
	p.n = -1
	fmt.Println(s[0].n, p.n, ps[0].n)
	sort.Slice(s, func(i, j int) bool { return s[i].name < s[j].name })
	fmt.Println(s[0].name == "", s[1].name)
	slices.SortFunc(ps, func(a, b *item) int { return b.n - a.n })
	for _, p := range ps {
		fmt.Print(p.name, p.n, " ")
	}
	fmt.Println()
	fs := []func(int) int{}
	for i := range 3 {
		fs = append(fs, func(x int) int { return x * i })
	}
	fmt.Println(fs[0](5), fs[1](5), fs[2](5))
	ms := make([]map[string]int, 2)
	ms[0] = map[string]int{}
	ms[0]["x"]++
	fmt.Println(ms, ms[1]["y"])
	tri := [][]int{}
	for i := range 4 {
		row := make([]int, i+1)
		row[0], row[i] = 1, 1
		for j := 1; j < i; j++ {
			row[j] = tri[i-1][j-1] + tri[i-1][j]
		}
		tri = append(tri, row)
	}
	fmt.Println(tri)
	idx, found := slices.BinarySearchFunc([]item{{name: "a"}, {name: "c"}}, "b", func(i item, k string) int { return int(i.name[0]) - int(k[0]) })
	fmt.Println(idx, found, slices.IndexFunc(s, func(i item) bool { return i.n < 0 }))
	anon := []struct {
		k string
		v any
	}{{"x", 1}, {"y", []int{2}}}
	for _, a := range anon {
		fmt.Print(a.k, a.v, " ")
	}
	anon[0].v = anon
	fmt.Println(len(anon[0].v.([]struct {
		k string
		v any
	})))
}
