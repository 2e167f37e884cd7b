// Slices of one array see each other's writes until append has to move.
package main

import "fmt"

type list []int

func (l *list) push(v int) { *l = append(*l, v) }
func (l list) first(v int) { l[0] = v }
func grow(s []int) []int   { s = append(s, 1); s[0] = -1; return s }

func main() {
	base := make([]int, 3, 5)
	a := append(base, 1)
	b := append(base, 2)
	fmt.Println(a, b, base, len(a), cap(b))
	c := append(b, 3, 4)
	c[0] = 9
	fmt.Println(a, b, c, base)
	d := base[1:2]
	d = append(d, 77)
	fmt.Println(base, d, cap(d))
	e := base[:1:1]
	e = append(e, 55)
	e[0] = 1000
	fmt.Println(base, e)
	fmt.Println(grow(base[:2]), base, grow(base[:2:2]), base)
	var l list
	for i := range 3 {
		l.push(i)
	}
	l.first(8)
	l2 := l
	l2[1] = 50
	fmt.Println(l, l2, len(l))
	m := map[string][]int{}
	m["a"] = append(m["a"], 1, 2)
	x := m["a"]
	x[0] = 3
	m["a"][1]++
	fmt.Println(m, x)
	g := [][]int{base, base}
	g[0][0] = 4
	fmt.Println(g[1][0], base[0])
	st := struct{ s []int }{base}
	cp := st
	cp.s[0]++
	cp.s = append(cp.s[:1], 6)
	fmt.Println(st.s, cp.s)
	p := &base[1]
	base = append(base, 1, 2, 3, 4)
	*p = 123
	fmt.Println(base[1], st.s[1])
	full := base[2:4:5]
	fmt.Println(full, len(full), cap(full), full[:3])
	for i, v := range full {
		full = append(full, v*10)
		full[0] = i
	}
	fmt.Println(full)
}
