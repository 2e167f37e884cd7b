// The slice of a range is evaluated once, its length is fixed; elements are read as the loop goes.
package main

import "fmt"

type item struct{ n int }

func main() {
	s := []int{1, 2, 3}
	for i, v := range s {
		s = append(s, v*10)
		s[2] = 99
		fmt.Print(i, v, " ")
	}
	fmt.Println(s)
	items := []item{{1}, {2}, {3}}
	for i, it := range items {
		it.n = 100
		items[i].n++
		if i+1 < len(items) {
			items[i+1].n *= 2
		}
		fmt.Print(it, " ")
	}
	fmt.Println(items)
	for i := range items {
		p := &items[i]
		p.n = i
	}
	fmt.Println(items)
	var none []string
	for range none {
		fmt.Println("never")
	}
	for i, row := range [][]int{{1, 2}, nil, {3}} {
		for j := range row {
			row[j] += i
		}
		fmt.Print(row, row == nil, " ")
	}
	fmt.Println()
	calls := 0
	get := func() []int { calls++; return []int{7, 8} }
	for _, v := range get() {
		fmt.Print(v, " ")
	}
	fmt.Println(calls)
}
