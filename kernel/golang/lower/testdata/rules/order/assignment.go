// The operands of indexes and pointers on the left, and the right sides, are evaluated before anything is assigned.
package main

import "fmt"

type node struct {
	v    int
	next *node
}

func tr[T any](name string, v T) T { fmt.Print(name, " "); return v }

func try(f func()) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Println("panic:", r)
		}
	}()
	f()
}

func main() {
	s := []int{10, 20, 30}
	i := 0
	i, s[i] = 1, 99
	fmt.Println(i, s)
	s[i], i = i, 2
	fmt.Println(i, s)
	tr("s", s)[tr("0", 0)], tr("s", s)[tr("1", 1)] = tr("x", 7), tr("y", 8)
	fmt.Println(s)
	m := map[string]int{}
	tr("m", m)[tr("k", "k")] += tr("v", 3)
	m["a"], m["b"] = len(m), len(m)
	fmt.Println(m)
	a := &node{v: 1}
	bb := &node{v: 2}
	a.next, bb.next, a = bb, a, bb
	fmt.Println(a.v, a.next.v, a.next.next.v)
	p := a
	p, p.v = p.next, 50
	fmt.Println(p.v, a.v)
	x, y, z := 1, 2, 3
	x, y, z = y, z, x
	fmt.Println(x, y, z)
	x, y = y, x+y
	x, s[x-1] = s[x-1], x
	fmt.Println(x, y, s)
	try(func() {
		var np *node
		np.v, s[0] = tr("r1", 1), tr("r2", 2)
	})
	try(func() {
		s[0], s[tr("9", 9)] = 1000, tr("v", 1)
	})
	fmt.Println(s[0])
	try(func() {
		var nm map[string]int
		s[1], nm["x"] = 2000, tr("w", 1)
	})
	fmt.Println(s[1])
	f := func() (int, int) { s[2]--; return 5, 6 }
	s[0], s[1] = f()
	fmt.Println(s)
	var arr [3]int
	j := 0
	for j, arr[j] = range []int{7, 8, 9} {
	}
	fmt.Println(j, arr)
	k, v := 0, ""
	k, v = tr("k", 1), tr("v", "q")
	k, w := k+1, k
	fmt.Println(k, v, w)
	q := []func() int{func() int { return k }}
	k, q[0] = 100, func() int { return -k }
	fmt.Println(q[0]())
	pp := &x
	pp, *pp = &y, 77
	fmt.Println(x, *pp)
}
