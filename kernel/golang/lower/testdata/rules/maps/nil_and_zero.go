// A nil map reads as empty and panics on a write; missing keys give zero values.
package main

import (
	"fmt"
	"maps"
	"slices"
)

type T struct {
	n int
	s []string
}

func try(f func()) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Println(r)
		}
	}()
	f()
}

func main() {
	var m map[string]int
	v, ok := m["x"]
	fmt.Println(m == nil, len(m), m["x"], v, ok, m)
	delete(m, "x")
	clear(m)
	for range m {
		fmt.Println("never")
	}
	try(func() { m["a"] = 1 })
	try(func() { m["a"]++ })
	try(func() { var g map[string]map[string]int; fmt.Println(g["a"]["b"]); g["a"]["b"] = 1 })
	try(func() { h := map[string]map[string]int{}; h["a"]["b"]++ })
	fmt.Printf("%#v %#v %T\n", m, map[string]int{}, m)
	mt := map[int]T{}
	mt[1] = T{n: mt[1].n + 1, s: append(mt[1].s, "x")}
	fmt.Println(mt, mt[2].s == nil, mt[2].n)
	mp := map[string]*T{}
	fmt.Println(mp["x"] == nil)
	try(func() { mp["x"].n++ })
	mf := map[string]func(int) int{"dbl": func(i int) int { return i * 2 }}
	fmt.Println(mf["dbl"](4), mf["none"] == nil)
	try(func() { mf["none"](1) })
	mi := map[string]any{"nil": nil}
	a, ok1 := mi["nil"]
	b, ok2 := mi["none"]
	fmt.Println(a, ok1, b, ok2, len(mi))
	n, isInt := mi["none"].(int)
	fmt.Println(n, isInt)
	mm := map[string]map[string][]int{}
	add := func(a, b string, v int) {
		if mm[a] == nil {
			mm[a] = map[string][]int{}
		}
		mm[a][b] = append(mm[a][b], v)
	}
	add("x", "y", 1)
	add("x", "y", 2)
	add("z", "", 3)
	fmt.Println(mm, len(mm["x"]["y"]), mm["q"]["r"] == nil)
	set := map[rune]struct{}{}
	for _, r := range "mississippi" {
		set[r] = struct{}{}
	}
	_, has := set['s']
	fmt.Println(len(set), has, slices.Sorted(maps.Keys(set)))
}
