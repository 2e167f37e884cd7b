// The standard library's generic functions on session types.
package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

type emp struct {
	name string
	age  int
}

func main() {
	es := []emp{{"bo", 30}, {"al", 25}, {"cy", 30}}
	slices.SortFunc(es, func(a, b emp) int {
		return cmp.Or(-cmp.Compare(a.age, b.age), strings.Compare(a.name, b.name))
	})
	fmt.Println(es)
	i, ok := slices.BinarySearchFunc(es, 25, func(e emp, age int) int { return -cmp.Compare(e.age, age) })
	fmt.Println(i, ok, slices.Contains(es, emp{"bo", 30}), slices.Index(es, emp{"cy", 30}))
	fmt.Println(slices.IndexFunc(es, func(e emp) bool { return e.age < 30 }))
	es = slices.Insert(es, 1, emp{"dd", 1}, emp{"ee", 2})
	es = slices.Delete(es, 0, 1)
	fmt.Println(es, slices.Equal(es, slices.Clone(es)))
	ns := []int{3, 1, 2, 3, 1}
	slices.Sort(ns)
	fmt.Println(ns, slices.Compact(ns), slices.Max([]float64{1, 2.5}))
}
