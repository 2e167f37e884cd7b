// NaN, infinities and negative zero, in variables, structs, interfaces, channels and maps.
package main

import (
	"fmt"
	"math"
)

func div(a, b float64) float64 { return a / b }
func id(f float64) float64     { return f }
func id32(f float32) float32   { return f }

type point struct{ x, y float64 }

func neg(f float64) float64 { return -f }

func main() {
	zero := 0.0
	nan, inf := zero/zero, 1/zero
	fmt.Println(nan, inf, -inf, div(-1, zero))
	fmt.Println(nan == nan, nan != nan, nan < 1, nan > 1, !(nan >= 1), inf == inf, inf > math.MaxFloat64)
	nz := neg(zero)
	fmt.Println(nz, math.Signbit(nz), 1/nz, nz == 0)
	z32 := -id32(0)
	fmt.Println(z32, 1/z32)
	p := point{nz, zero}
	fmt.Println(p, p == point{}, 1/p.x)
	q := p
	fmt.Println(1/q.x, q)
	s := []float64{nz, math.Copysign(0, -1)}
	fmt.Println(s, 1/s[0])
	var a any = nz
	fmt.Println(a, a == any(0.0), a.(float64))
	ch := make(chan float64, 1)
	ch <- nz
	fmt.Println(1 / <-ch)
	f := func(v float64) float64 { return 1 / v }
	fmt.Println(f(nz), f(zero))
	fmt.Println(any(nan) == any(nan), [1]float64{nan} == [1]float64{nan}, point{nan, 1} == point{nan, 1})
	m := map[float64]int{nz: 1}
	m[0]++
	fmt.Println(len(m), m[zero])
	fmt.Println(math.Max(nz, zero), math.Min(zero, nz), max(nz, zero), min(zero, nz), max(nan, 1), min(1, nan))
	fmt.Println(inf-inf, inf*zero, math.Sqrt(-1), math.IsInf(-inf, -1), math.Mod(5, inf))
	for i := range 2 {
		v := float64(i) * -1
		fmt.Println(v, 1/v)
	}
}
