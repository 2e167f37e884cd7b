// Constant arithmetic is exact beyond every type, and rounds only when it gets one.
package main

import (
	"fmt"
	"math"
)

const (
	huge  = 1 << 200
	small = huge >> 198
	third = 1.0 / 3
	exact = third * 3
	bigF  = 1e400
	back  = bigF / 1e399
	mod   = (1<<100 + 7) % 1000
	neg   = -huge / (1 << 190)
)

func main() {
	fmt.Println(small, exact == 1, back, mod, neg)
	fmt.Println(huge/(huge-1), (huge-1)/huge)
	var u uint64 = math.MaxUint64
	fmt.Println(u, uint64(math.MaxUint64)-1, math.MaxInt64, math.MinInt64)
	fmt.Println(math.MaxUint32*math.MaxUint32/math.MaxUint32 == math.MaxUint32)
	var f float32 = 0.1
	fmt.Println(f, float64(f), 0.1+0.2, float32(0.1)+float32(0.2))
	x, y := 0.1, 0.2
	fmt.Println(x+y, x+y == 0.3, 0.1+0.2 == 0.3)
	const pi100 = math.Pi * 100
	fmt.Println(int(pi100*100/100-pi100), pi100, float32(pi100))
	fmt.Println(math.SmallestNonzeroFloat64, math.MaxFloat64, math.SmallestNonzeroFloat32/1, math.MaxFloat32)
	const c = (1 + 2i) * (3 - 1i)
	fmt.Println(c, real(c), imag(c), c == 5+5i)
	const r = 'a' + 1.0
	fmt.Printf("%T %v %T %v\n", r, r, 'a'*2i, 'a'*2i)
	const whole = 5.0
	var arr [whole]int
	fmt.Println(len(arr), 7/2, 7/2.0, -7/2, -7%3, 7%-3)
	var i8 int8 = -1 << 7
	fmt.Println(i8, -i8, ^uint8(0x0f), ^0x0f, uint16(0xffff)&^0xf0)
}
