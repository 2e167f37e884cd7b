package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Every function of package slices, on basic types and on types of the program.

type ship struct {
	name   string
	length int
}

func byLength(a, b ship) int { return cmp.Compare(a.length, b.length) }
func byName(a, b ship) int   { return strings.Compare(a.name, b.name) }
func (s ship) String() string {
	return fmt.Sprintf("%s(%d)", s.name, s.length)
}

type fleet []ship

func main() {
	search()
	compare()
	edit()
	order()
	iterate()
	size()
	panics()
}

func search() {
	xs := []int{3, 1, 4, 1, 5, 9, 2, 6}
	fmt.Println(slices.Index(xs, 4), slices.Index(xs, 7), slices.Contains(xs, 9), slices.Contains(xs, 8))
	fmt.Println(slices.IndexFunc(xs, func(x int) bool { return x > 4 }), slices.ContainsFunc(xs, func(x int) bool { return x < 0 }))
	sorted := []string{"a", "c", "e"}
	fmt.Println(slices.BinarySearch(sorted, "c"))
	fmt.Println(slices.BinarySearch(sorted, "d"))
	ships := fleet{{"tug", 20}, {"ferry", 90}}
	at, found := slices.BinarySearchFunc(ships, 90, func(s ship, n int) int { return cmp.Compare(s.length, n) })
	fmt.Println(at, found, slices.Max(xs), slices.Min(xs), slices.Max([]float64{1.5, -2}), slices.Min([]string{"b", "a"}))
	fmt.Println(slices.MaxFunc(ships, byLength), slices.MinFunc(ships, byName))
	fmt.Println(slices.Index([]ship{{"a", 1}, {"b", 2}}, ship{"b", 2}), slices.Contains(ships, ship{"tug", 21}))
}

func compare() {
	fmt.Println(slices.Equal([]int{1, 2}, []int{1, 2}), slices.Equal([]string{"a"}, nil), slices.Equal([]int(nil), []int{}))
	fmt.Println(slices.EqualFunc([]int{1, 2}, []string{"1", "2"}, func(a int, b string) bool { return fmt.Sprint(a) == b }))
	fmt.Println(slices.Compare([]int{1, 2}, []int{1, 3}), slices.Compare([]int{1, 2}, []int{1}), slices.Compare([]string{"a"}, []string{"a"}))
	fmt.Println(slices.CompareFunc(fleet{{"a", 1}}, fleet{{"a", 2}}, byLength))
}

func edit() {
	xs := []int{1, 2, 3, 4}
	xs = slices.Insert(xs, 1, 10, 11)
	fmt.Println(xs, len(xs))
	xs = slices.Delete(xs, 0, 2)
	fmt.Println(xs)
	xs = slices.Replace(xs, 1, 3, 7, 8, 9)
	fmt.Println(xs)
	xs = slices.DeleteFunc(xs, func(x int) bool { return x%2 == 0 })
	fmt.Println(xs)
	old := []*int{new(int), new(int)}
	rest := slices.Delete(old, 0, 1)
	fmt.Println(len(rest), old[1] == nil)
	ys := slices.Clone(xs)
	ys[0] = -1
	fmt.Println(xs, ys, slices.Clone([]int(nil)) == nil, slices.Clone([]int{}) == nil)
	fmt.Println(slices.Compact([]string{"a", "a", "b", "a"}))
	fmt.Println(slices.CompactFunc([]string{"a", "A", "b"}, strings.EqualFold))
	fmt.Println(slices.Concat([]int{1}, nil, []int{2, 3}), slices.Repeat([]string{"x", "y"}, 2))
	slices.Reverse(xs)
	fmt.Println(xs)
	ships := fleet{{"tug", 20}}
	ships = slices.Insert(ships, 0, ship{"ferry", 90})
	fmt.Println(ships, slices.Concat(ships, fleet{{"x", 1}}))
}

func order() {
	xs := []int{3, 1, 2}
	slices.Sort(xs)
	fmt.Println(xs, slices.IsSorted(xs))
	floats := []float64{2, 0.5}
	slices.Sort(floats)
	words := strings.Fields("the tide turns at noon")
	slices.Sort(words)
	fmt.Println(floats, words)
	ships := fleet{{"tug", 20}, {"ferry", 90}, {"barge", 20}, {"yacht", 12}}
	slices.SortFunc(ships, byName)
	fmt.Println(ships, slices.IsSortedFunc(ships, byLength))
	slices.SortStableFunc(ships, byLength)
	fmt.Println(ships, slices.IsSortedFunc(ships, byLength))
	calls := 0
	slices.SortFunc(ships, func(a, b ship) int { calls++; return -byLength(a, b) })
	fmt.Println(ships[0], calls > 2)
	big := make([]int, 500)
	for i := range big {
		big[i] = (i * 7919) % 503
	}
	slices.Sort(big)
	fmt.Println(slices.IsSorted(big), big[0], big[499])
}

func iterate() {
	xs := []string{"a", "b", "c"}
	for i, x := range slices.All(xs) {
		fmt.Print(i, x, " ")
	}
	for i, x := range slices.Backward(xs) {
		if i == 0 {
			break
		}
		fmt.Print(i, x, " ")
	}
	for x := range slices.Values(xs) {
		fmt.Print(x)
	}
	fmt.Println()
	fmt.Println(slices.Collect(slices.Values(xs)), slices.AppendSeq([]string{"z"}, slices.Values(xs)))
	for c := range slices.Chunk([]int{1, 2, 3, 4, 5}, 2) {
		fmt.Print(c, cap(c), " ")
	}
	fmt.Println()
	fmt.Println(slices.Sorted(slices.Values([]int{2, 1})), slices.SortedFunc(slices.Values(fleet{{"b", 1}, {"a", 2}}), byName))
	fmt.Println(slices.SortedStableFunc(slices.Values(fleet{{"b", 1}, {"a", 1}}), byLength))
	fmt.Println(slices.Collect(slices.Values([]int{})) == nil)
}

func size() {
	xs := make([]int, 2, 10)
	fmt.Println(cap(slices.Clip(xs)), cap(slices.Grow(xs, 20)) >= 22, len(slices.Grow(xs, 3)))
}

func panics() {
	try := func(what string, f func()) {
		defer func() { fmt.Println(what, recover()) }()
		f()
	}
	try("max", func() { slices.Max([]int{}) })
	try("min", func() { slices.MinFunc([]ship{}, byName) })
	try("insert", func() { slices.Insert([]int{1}, 5, 1) })
	try("delete", func() { slices.Delete([]int{1}, 0, 2) })
	try("chunk", func() { slices.Chunk([]int{1}, 0) })
	try("grow", func() { slices.Grow([]int{1}, -1) })
	try("repeat", func() { slices.Repeat([]int{1}, -1) })
	try("in the callback", func() { slices.SortFunc([]int{2, 1}, func(a, b int) int { panic("no order") }) })
}
