package main

import (
	"errors"
	"fmt"
)

type node struct {
	name string
	kids []*node
}

func (n *node) walk(depth int) int {
	sum := depth
	for _, kid := range n.kids {
		sum += kid.walk(depth + 1)
	}
	return sum
}

type point struct{ x, y int }

func (p *point) move()   { p.x++ }
func (p point) sum() int { return p.x + p.y }

func main() {
	tree := &node{"a", []*node{{"b", nil}, {"c", []*node{{"d", nil}}}}}
	fmt.Println(tree.walk(0))

	// The length is that of the beginning, the elements are those of now.
	xs := []int{1, 2, 3}
	for i, x := range xs {
		xs = append(xs, x*10)
		if i == 0 {
			xs[1] = 20
		}
	}
	fmt.Println(xs)
	ys := []int{1, 2, 3}
	for i, y := range ys {
		ys[2] = 7
		ys = nil
		fmt.Println(i, y, len(ys))
		ys = []int{9, 9, 9}
	}

	// Values are copies.
	ps := []point{{1, 2}, {3, 4}}
	for i, p := range ps {
		ps[i].x = 100
		fmt.Println(p.x, p.sum(), ps[i].x)
	}
	for _, p := range ps {
		p.move()
		p.y = 5
		fmt.Println(p)
	}
	fmt.Println(ps)
	var kept []*point
	for _, p := range ps {
		kept = append(kept, &p)
	}
	fmt.Println(*kept[0], *kept[1])
	var copies []point
	for _, p := range ps {
		copies = append(copies, p)
	}
	ps[0].x = -1
	fmt.Println(copies)

	// The variables of an iteration are its own.
	var fs []func() int
	for i, x := range []int{5, 6} {
		fs = append(fs, func() int { return i*10 + x })
	}
	for i := range 3 {
		fs = append(fs, func() int { return i })
	}
	for _, f := range fs {
		fmt.Print(f(), " ")
	}
	fmt.Println()
	for i := range 4 {
		i *= 2
		fmt.Print(i, " ")
	}
	for i := range int8(3) {
		fmt.Printf("%T%d ", i, i)
	}
	n := 3
	for i := range n {
		n = 0
		fmt.Print(i, " ")
	}
	fmt.Println(n)

	for _, e := range []error{errors.New("one"), nil} {
		fmt.Println(e)
	}
	for i, v := range []any{1, "two", nil, point{1, 2}} {
		fmt.Println(i, v)
	}
	for _, c := range []chan int{make(chan int, 1), nil} {
		fmt.Println(cap(c))
	}
	for _, f := range []func() string{func() string { return "f" }} {
		fmt.Println(f())
	}
	for _, row := range [][]string{{"a", "b"}, {}, {"c"}} {
		for j, s := range row {
			if s == "b" {
				continue
			}
			fmt.Print(j, s, ";")
		}
	}
	fmt.Println()
outer:
	for i, row := range [][]int{{1, 2}, {3, 4}, {5}} {
		for _, v := range row {
			if v == 2 {
				continue outer
			}
			if v == 5 {
				break outer
			}
			fmt.Print(i, v, ";")
		}
	}
	fmt.Println()
	m := map[string]int{"a": 1, "b": 2}
	total, keys := 0, 0
	for k, v := range m {
		total += v
		keys += len(k)
		delete(m, k)
	}
	fmt.Println(total, keys, len(m))
	mp := map[point]*node{{1, 2}: tree}
	for p, t := range mp {
		fmt.Println(p, t.name)
	}
	for range xs {
		n++
	}
	for i := range xs {
		n += i
	}
	var empty []string
	for i, s := range empty {
		fmt.Println(i, s)
	}
	fmt.Println(n)
	for i, x := range xs {
		if x == 30 {
			fmt.Println(xs[i+5])
		}
	}
}
