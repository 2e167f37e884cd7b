// Conversions cut off bits, extend signs and truncate fractions.
package main

import (
	"fmt"
	"math"
)

type ID uint16

func main() {
	for _, v := range []int{0, 127, 128, 255, 256, -1, -129, 65536, math.MaxInt32 + 1, math.MinInt64} {
		fmt.Println(int8(v), uint8(v), int16(v), uint16(v), int32(v), uint32(v), int64(v), uint64(v), ID(v))
	}
	i8 := int8(-1)
	fmt.Println(uint8(i8), uint16(i8), uint32(uint8(i8)), uint64(i8), int64(uint8(i8)))
	u := uint32(0xdeadbeef)
	fmt.Println(int32(u), int16(u), byte(u), byte(u>>8), rune(u&0x7f), uint64(u)<<32|uint64(u))
	f := 3.99
	fmt.Println(int(f), int(-f), uint8(f*10), int64(f*1e15), int32(-f))
	fmt.Println(float32(1<<24+1), float64(int64(1<<53+1)), float32(math.MaxInt64), float64(uint64(math.MaxUint64)))
	big := 16777217
	big2 := int64(9007199254740993)
	fmt.Println(float32(big), float64(big2), int64(float64(big2)), int(float32(big)))
	var d ID = 65535
	d++
	fmt.Println(d, ID(70000&0xffff), int(d)-1, d-1)
	var r rune = 'é'
	fmt.Println(byte(r), int8(r), string(r), string(rune(65+d)))
	var a any = uint8(200)
	fmt.Println(int8(a.(uint8)), a.(uint8)+100)
	n := 300
	p := struct{ b byte }{byte(n)}
	s := []int8{int8(n), int8(n + 100)}
	fmt.Println(p, s, map[uint8]bool{uint8(n): true})
}
