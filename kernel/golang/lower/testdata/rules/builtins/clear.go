// clear of maps and slices, also shared, of nil and through named types.
package main

import (
	"fmt"
	"math"
)

type set map[string]bool
type row []int

func wipe[T ~[]E, E any](s T) { clear(s) }

func main() {
	m := map[string]int{"a": 1}
	n := m
	clear(m)
	fmt.Println(len(n), n)
	s := []int{1, 2, 3, 4}
	clear(s[1:3])
	fmt.Println(s)
	st := set{"x": true}
	clear(st)
	r := row{1, 2}
	clear(r)
	fmt.Println(st, r)
	var nilm map[int]int
	var nils []string
	clear(nilm)
	clear(nils)
	nan := math.NaN()
	fm := map[float64]int{nan: 1, 1: 2}
	delete(fm, nan)
	fmt.Println(len(fm))
	clear(fm)
	fmt.Println(len(fm))
	ss := []struct{ a *int }{{new(int)}}
	wipe(ss)
	fmt.Println(ss)
}
