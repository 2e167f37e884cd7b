// min and max of integers, floats with NaN and zeros, strings, and constants.
package main

import (
	"fmt"
	"math"
)

type level int8

func main() {
	a, b := 3, 7
	fmt.Println(min(a, b), max(a, b, 5), min(a), max("b", "a", "c"))
	nan, neg := math.NaN(), math.Copysign(0, -1)
	fmt.Println(min(1, nan), max(nan, 1), min(0.0, neg), max(neg, 0.0), 1/min(0.0, neg), 1/max(neg, 0))
	const k = max(1, 2.5, 'a')
	fmt.Printf("%T %v\n", k, k)
	fmt.Println(min(level(3), -4), max(2.5, float64(a)), min(a, 2.0))
	calls := ""
	f := func(n int) int { calls += fmt.Sprint(n); return n }
	fmt.Println(max(f(1), f(3), f(2)), calls)
	var u uint8 = 200
	fmt.Println(max(u, 100), min(u+100, 50))
	s := min("x", "y"[:0])
	fmt.Printf("%q\n", s)
	inf := math.Inf(1)
	fmt.Println(min(inf, 1e308), max(-inf, -1))
}
