// Each operation rounds to its type, float32 too.
package main

import (
	"fmt"
	"math"
)

type Meters float32

func mean[F float32 | float64](xs ...F) F {
	var s F
	for _, x := range xs {
		s += x
	}
	return s / F(len(xs))
}

func sum32(n int) float32 {
	var s float32
	for range n {
		s += 0.1
	}
	return s
}

func main() {
	fmt.Println(sum32(10), sum32(1000))
	s := 0.0
	for range 10 {
		s += 0.1
	}
	fmt.Println(s, s == 1, float32(s) == 1)
	a, b := float32(16777216), float32(1)
	fmt.Println(a+b, a+b == a, float64(a)+float64(b), a*a*a*a*a*a)
	x := float32(0.1)
	y := 0.1
	fmt.Println(float64(x) == y, x == float32(y), x*x, float64(x)*float64(x), y*y)
	fmt.Println(mean[float32](1, 2, 4), mean(1.0, 2, 4), mean(0.1, 0.2))
	m := Meters(3)
	m /= 7
	m *= 7
	m++
	fmt.Println(m, m == 4, -m)
	var big float32 = math.MaxFloat32
	big *= 2
	fmt.Println(big, -big, float32(math.MaxFloat64/1e300))
	tiny := math.SmallestNonzeroFloat64
	tiny /= 2
	fmt.Println(tiny, tiny == 0)
	i, j := 7, 2
	fmt.Println(i/j, float64(i)/float64(j), float64(i/j), 7/2*2.0, 7/2.0*2)
	c := complex(3, 4)
	c *= c
	c /= 2
	fmt.Println(c, -c, c == complex(-3.5, 12), real(c), complex64(c)*2)
	fmt.Println(math.Floor(-1.5), math.Round(2.5), math.RoundToEven(2.5), math.Trunc(-2.7), math.Hypot(3, 4))
	f := 10.0
	f++
	f -= 0.5
	f--
	fmt.Println(f, f/3, math.Float64bits(f/3), math.Float32bits(float32(f)/3))
}
