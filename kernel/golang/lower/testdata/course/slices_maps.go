// Slices and maps: aliasing, append, copy, deletion, nested maps, sets, sorting by several keys.
package main

import (
	"fmt"
	"maps"
	"slices"
	"sort"
	"strings"
)

type Person struct {
	Name string
	Age  int
	Tags []string
}

type byAge []Person

func (p byAge) Len() int           { return len(p) }
func (p byAge) Less(i, j int) bool { return p[i].Age < p[j].Age }
func (p byAge) Swap(i, j int)      { p[i], p[j] = p[j], p[i] }

func remove(s []int, i int) []int { return append(s[:i], s[i+1:]...) }

func insert(s []string, i int, v ...string) []string {
	return append(s[:i], append(append([]string{}, v...), s[i:]...)...)
}

func chunk[T any](s []T, n int) (out [][]T) {
	for n < len(s) {
		s, out = s[n:], append(out, s[:n:n])
	}
	return append(out, s)
}

func main() {
	a := []int{1, 2, 3, 4, 5}
	b := a[1:3]
	b = append(b, 99)
	fmt.Println(a, b, len(b), cap(b))
	c := append([]int(nil), a...)
	c[0] = -1
	d := a[:2:2]
	d = append(d, 7)
	fmt.Println(a, c, d)
	fmt.Println(remove([]int{1, 2, 3, 4}, 1), insert([]string{"a", "d"}, 1, "b", "c"), chunk([]int{1, 2, 3, 4, 5}, 2))
	n := copy(a[2:], a)
	fmt.Println(n, a, copy(make([]byte, 3), "hello"))
	grid := make([][]rune, 3)
	for i := range grid {
		grid[i] = []rune(strings.Repeat(".", 4))
	}
	grid[1][2] = '#'
	row := grid[1]
	row[0] = '@'
	for _, r := range grid {
		fmt.Println(string(r))
	}
	people := []Person{{"Ann", 30, []string{"x"}}, {"Bob", 25, nil}, {"Cid", 30, nil}, {"Dee", 25, []string{"y", "z"}}}
	sort.Stable(byAge(people))
	fmt.Println(people)
	slices.SortFunc(people, func(p, q Person) int {
		if p.Age != q.Age {
			return q.Age - p.Age
		}
		return strings.Compare(q.Name, p.Name)
	})
	for _, p := range people {
		p.Age++
		p.Tags = append(p.Tags, "new")
	}
	for i := range people {
		people[i].Age *= 2
	}
	fmt.Printf("%+v\n", people)
	m := map[string]map[string]int{}
	for _, e := range []string{"go/fast", "go/fun", "c/fast", "go/fast"} {
		lang, what, _ := strings.Cut(e, "/")
		if m[lang] == nil {
			m[lang] = make(map[string]int)
		}
		m[lang][what]++
	}
	fmt.Println(m, len(m["go"]), m["none"]["x"])
	delete(m["go"], "fun")
	delete(m, "none")
	if v, ok := m["c"]["slow"]; !ok {
		fmt.Println(v, ok)
	}
	index := map[[2]int]*Person{}
	for i := range people {
		index[[2]int{i, people[i].Age}] = &people[i]
	}
	index[[2]int{0, 60}].Name = "Renamed"
	fmt.Println(people[0].Name, len(index))
	s1, s2 := map[int]bool{1: true, 2: true}, map[int]bool{2: true, 3: true}
	for k := range s1 {
		if !s2[k] {
			delete(s1, k)
		}
	}
	fmt.Println(s1, maps.Equal(s1, map[int]bool{2: true}), slices.Contains([]string{"a"}, "b"), slices.Index([]int{5, 6}, 6))
	clone := maps.Clone(s2)
	clear(s2)
	fmt.Println(len(clone), len(s2), slices.Max([]float64{1, 3, 2}))
}
