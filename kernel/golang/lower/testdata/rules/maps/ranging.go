// Deleting, adding and clearing while ranging; a map is a reference.
package main

import (
	"fmt"
	"maps"
	"slices"
)

func fill(n int) map[int]int {
	m := map[int]int{}
	for i := range n {
		m[i] = i * i
	}
	return m
}

func drop(m map[int]int, k int) map[int]int { delete(m, k); return m }

func main() {
	m := fill(20)
	seen := 0
	for k := range m {
		seen++
		for j := range 20 {
			if j != k {
				delete(m, j)
			}
		}
	}
	fmt.Println(seen, len(m))
	m = fill(10)
	for k := range m {
		if k%2 == 0 {
			delete(m, k)
		}
	}
	fmt.Println(m)
	seen = 0
	for range m {
		seen++
		clear(m)
	}
	fmt.Println(seen, len(m))
	m = fill(5)
	for k := range m {
		m[k] = -k
		m[k+100*(k/100+1)] = 0
		if len(m) > 50 {
			break
		}
	}
	fmt.Println(m[1], m[4], len(m) >= 10)
	a := fill(3)
	b := a
	b[7] = 7
	drop(a, 0)
	fmt.Println(a, b, len(drop(b, 1)))
	m = fill(4)
	for k, v := range m {
		m = nil
		_ = k + v
	}
	fmt.Println(m == nil)
	total := 0
	for _, v := range fill(6) {
		total += v
	}
	var k, v int
	for k, v = range map[int]int{3: 4} {
	}
	fmt.Println(total, k, v)
	type s struct{ k, v int }
	var last s
	for last.k, last.v = range map[int]int{5: 6} {
	}
	arr := [2]int{}
	for arr[0], arr[1] = range map[int]int{7: 8} {
	}
	fmt.Println(last, arr)
	c := maps.Clone(a)
	c[2] = 0
	fmt.Println(a, c, maps.Equal(a, c), slices.Sorted(maps.Values(a)))
	maps.DeleteFunc(c, func(k, v int) bool { return v > 0 })
	fmt.Println(c)
	var fs []func() int
	for k := range fill(3) {
		fs = append(fs, func() int { return k })
	}
	x := 0
	for _, f := range fs {
		x |= 1 << f()
	}
	fmt.Println(x)
}
