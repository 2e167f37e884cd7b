// Structs, embedded structs, interfaces and types with methods as keys.
package main

import (
	"fmt"
	"slices"
	"strings"
)

type point struct{ x, y int }
type line struct {
	a, b point
	name string
}
type tagged struct {
	point
	tag any
}
type shape interface{ area() int }
type sq int

func (s sq) area() int         { return int(s * s) }
func (p point) area() int      { return p.x * p.y }
func (p point) String() string { return fmt.Sprintf("<%d,%d>", p.x, p.y) }

func main() {
	m := map[point]int{{1, 2}: 3, {y: 1}: 4}
	m[point{1, 2}]++
	p := point{1, 2}
	p.x = 0
	p.y = 1
	fmt.Println(m[p], m[point{9, 9}], m)
	l := map[line]bool{{point{}, point{1, 1}, "d"}: true}
	fmt.Println(l[line{b: point{1, 1}, name: "d"}], l[line{}])
	t := map[tagged]int{{point{1, 1}, "x"}: 1, {point{1, 1}, 1}: 2, {tag: nil}: 3}
	fmt.Println(t[tagged{point{1, 1}, "x"}], t[tagged{point{1, 1}, 1}], t[tagged{}], len(t))
	s := map[shape]string{sq(2): "sq", point{2, 2}: "pt"}
	s[sq(2)] += "!"
	fmt.Println(s[sq(2)], s[point{2, 2}], s[sq(4)] == "", len(s))
	anon := map[struct{ a, b string }]int{{"x", "y"}: 1}
	anon[struct{ a, b string }{"x", "y"}]++
	type key struct{ a, b string }
	fmt.Println(anon, anon[key{"x", "y"}])
	count := map[[2]point]int{}
	for i := range 4 {
		count[[2]point{{i % 2, 0}, {0, 1}}]++
	}
	fmt.Println(count)
	visited := map[point]bool{}
	todo := []point{{}}
	for len(todo) > 0 {
		p := todo[0]
		todo = todo[1:]
		if visited[p] || p.x < 0 || p.y < 0 || p.x > 2 || p.y > 2 {
			continue
		}
		visited[p] = true
		for _, d := range []point{{1, 0}, {0, 1}, {-1, 0}} {
			todo = append(todo, point{p.x + d.x, p.y + d.y})
		}
	}
	var keys []string
	for p := range visited {
		keys = append(keys, p.String())
	}
	slices.Sort(keys)
	fmt.Println(len(visited), strings.Join(keys, ""))
	func() {
		defer func() { fmt.Println(recover()) }()
		t[tagged{tag: []int{1}}] = 1
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		var k any = func() {}
		_ = map[any]int{k: 1}
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		var k any = map[string]int{}
		fmt.Println(map[any]int{1: 1}[k])
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		var k any = tagged{tag: []point{}}
		fmt.Println(map[any]int{1: 1}[k])
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		var k any = [2]any{1, tagged{tag: func() {}}}
		fmt.Println(map[any]int{1: 1}[k])
	}()
}
