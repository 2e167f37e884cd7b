// Division truncates, by zero panics, and the least number by -1 wraps.
package main

import (
	"fmt"
	"math"
)

func try(name string, f func() any) {
	defer func() {
		if r := recover(); r != nil {
			_, isErr := r.(error)
			fmt.Println(name, r, isErr)
		}
	}()
	fmt.Println(name, f())
}

func main() {
	for _, a := range []int{7, -7} {
		for _, b := range []int{2, -2, 3} {
			fmt.Println(a/b, a%b, a/b*b+a%b == a)
		}
	}
	zero, z8, zf := 0, uint8(0), 0.0
	try("int", func() any { return 1 / zero })
	try("mod", func() any { return 1 % zero })
	try("u8", func() any { return uint8(3) / z8 })
	try("float", func() any { return 1 / zf })
	try("assign", func() any { x := 4; x /= zero; return x })
	try("assignmod", func() any { x := uint8(4); x %= z8; return x })
	min8, min64, one := int8(-128), int64(math.MinInt64), -1
	fmt.Println(min8/int8(one), min8%int8(one), min64/int64(one), min64%int64(one))
	u := uint64(math.MaxUint64)
	fmt.Println(u/10, u%10, u/(u-1), uint32(u)/7, uint8(u)%16)
	x := 100
	x /= 7
	x %= 4
	fmt.Println(x)
	var b byte = 200
	fmt.Println((b+100)/2, (int(b)+100)/2, b/3, b%7, -b/2)
	count := 0
	next := func(v int) int { count++; return v }
	fmt.Println(next(9)/next(2), next(9)%next(4), count)
}
