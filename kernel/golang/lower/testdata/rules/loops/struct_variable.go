// Loop variables that are structs and arrays are copied per iteration too.
package main

import "fmt"

type pos struct{ x, y int }

func (p *pos) move(d int) { p.x += d }
func (p pos) sum() int    { return p.x + p.y }

func main() {
	var keep []*pos
	var sums []func() int
	for p := (pos{0, 5}); p.x < 6; p.move(2) {
		keep = append(keep, &p)
		sums = append(sums, p.sum)
	}
	for i, p := range keep {
		fmt.Print(*p, sums[i](), " ")
	}
	fmt.Println()
	var arrays []*[2]int
	for a := [2]int{}; a[0] < 3; a[0]++ {
		a[1] += a[0]
		arrays = append(arrays, &a)
	}
	for _, a := range arrays {
		fmt.Print(*a, " ")
	}
	fmt.Println()
	var parts [][]int
	for a := [2]int{}; a[0] < 2; a[0]++ {
		parts = append(parts, a[:])
	}
	fmt.Println(parts)
}
