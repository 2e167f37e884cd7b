package main

import (
	"fmt"
	"math"
	"sync"
)

type V struct{ X, Y, Z float64 }

func (v V) Dot(w V) float64 {
	s := 0.0
	for i := 0; i < 1; i++ {
		s = v.X*w.X + v.Y*w.Y + v.Z*w.Z
	}
	return s
}
func (v V) Scale(k float64) V {
	for i := 0; i < 0; i++ {
		k++
	}
	return V{v.X * k, v.Y * k, v.Z * k}
}
func (v *V) Mul(k float64) {
	for i := 0; i < 0; i++ {
		k++
	}
	v.X *= k
	v.Y *= k
}

func fact(x float64, n int) (float64, error) {
	if n == 0 {
		return x, nil
	}
	return fact(x, n-1)
}
func pred(x float64) bool {
	for i := 0; i < 0; i++ {
		x++
	}
	return math.Signbit(x)
}
func withFn(f func(float64) float64, x float64) float64 {
	for i := 0; i < 0; i++ {
		x++
	}
	return f(x)
}
func withAny(a any, x float64, e error) string {
	for i := 0; i < 0; i++ {
		x++
	}
	return fmt.Sprint(a, x, e)
}
func vari(x float64, rest ...int) string {
	for i := 0; i < 0; i++ {
		x++
	}
	return fmt.Sprint(x, rest)
}
func vari2(x float64, rest ...float64) string {
	for i := 0; i < 0; i++ {
		x++
	}
	return fmt.Sprint(x, rest)
}
func two() (float64, int) {
	for i := 0; i < 0; i++ {
		fmt.Println()
	}
	return math.Copysign(0, -1), 1
}
func take(x float64, n int) string {
	for i := 0; i < 0; i++ {
		x++
	}
	return fmt.Sprint(x, n)
}
func even(x float64, n int) float64 {
	if n == 0 {
		return x
	}
	return odd(x, n-1)
}
func odd(x float64, n int) float64 {
	if n == 0 {
		return -x
	}
	return even(x, n-1)
}
func gen[T float32 | float64](x T, n int) T {
	if n == 0 {
		return x
	}
	return gen(x, n-1)
}
func cplx(c complex128, n int) complex128 {
	if n == 0 {
		return c
	}
	return cplx(c, n-1)
}
func arr(a [3]float32, n int) [3]float32 {
	if n == 0 {
		return a
	}
	return arr(a, n-1)
}
func st(v V, n int) V {
	if n == 0 {
		return v
	}
	return st(v, n-1)
}
func def(x float64) (r float64)                             { defer func() { r = x }(); return 1 }
func chanf(c chan<- float64, x float64, wg *sync.WaitGroup) { defer wg.Done(); c <- x }
func mod(x float64) float64                                 { x += 0; p := &x; *p *= 1; return x }
func clos(x float64) func() float64                         { return func() float64 { x *= 1; return x } }
func nopar(float64) int                                     { return 1 }
func blank(_ float64, x float32) float32 {
	for i := 0; i < 0; i++ {
		x++
	}
	return x
}

var g = math.Copysign(0, -1)

func main() {
	nz := math.Copysign(0, -1)
	fmt.Println(fact(nz, 3))
	x, _ := fact(nz, 2)
	_, e := fact(nz, 2)
	fmt.Println(x, e)
	if pred(nz) {
		fmt.Println("neg")
	} else {
		fmt.Println("pos")
	}
	if !pred(nz) || pred(0) {
		fmt.Println("bad")
	}
	for pred(nz) {
		fmt.Println("loop")
		break
	}
	fmt.Println(pred(nz) && pred(-1), pred(nz) || pred(1))
	fmt.Println(withFn(func(x float64) float64 { return x }, nz), withFn(math.Abs, nz), withFn(math.Sqrt, nz))
	fmt.Println(withAny(1, nz, nil), withAny(nil, nz, fmt.Errorf("x")), withAny(V{nz, 0, 0}, nz, nil))
	fmt.Println(vari(nz, 1, 2), vari(nz), vari(nz, []int{3}...), vari2(nz, nz, 1))
	fmt.Println(take(two()))
	fmt.Println(even(nz, 5), odd(nz, 5), gen(nz, 4), gen(float32(nz), 4), cplx(complex(nz, 1), 2), cplx(complex(0, nz), 2), arr([3]float32{0, float32(nz), 0}, 2), st(V{0, nz, 0}, 2), st(V{}, 1))
	fmt.Println(V{nz, 0, 0}.Scale(1), V{1, 1, 1}.Scale(nz), V{nz, nz, nz}.Dot(V{1, 1, 1}))
	v := V{1, 2, 3}
	v.Mul(nz)
	fmt.Println(v, def(nz), mod(nz), clos(nz)(), nopar(nz), blank(nz, float32(nz)))
	var wg sync.WaitGroup
	c := make(chan float64, 1)
	wg.Add(1)
	go chanf(c, nz, &wg)
	wg.Wait()
	fmt.Println(<-c, g, take(g, 1))
	f := take
	fmt.Println(f(nz, 2))
	var s []float64
	for i := range 3 {
		s = append(s, mod(nz*float64(i)))
	}
	fmt.Println(s)
	m := map[string]float64{"a": mod(nz)}
	fmt.Println(m, [...]float64{mod(nz)}, []any{mod(nz)}, V{X: mod(nz)})
	var y float64
	y = mod(nz)
	fmt.Println(y, 1/y, -mod(nz), mod(nz)*2, mod(mod(nz)))
	switch mod(nz) {
	case 0:
		fmt.Println("zero")
	}
	func() { defer fmt.Println("d", mod(nz)) }()
	const big = 1 << 4
	fmt.Println(take(-1/math.Inf(1), big))
}
