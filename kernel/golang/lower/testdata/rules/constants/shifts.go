// Shifts: untyped left sides, counts over the width, negative counts.
package main

import "fmt"

func main() {
	s := uint(33)
	var i = 1 << s
	var j int32 = 1 << s
	var k = uint64(1 << s)
	var m = uint32(1)<<s == 2<<s
	var w int64 = 1.0 << s
	var n = 1.0<<3 == 8
	fmt.Println(i, j, k, m, w, n)
	var b = make([]byte, 1<<(s-31))
	fmt.Println(len(b))
	var u8 uint8 = 0xff
	fmt.Println(u8<<1, u8>>1, u8<<8, u8>>8, u8<<7>>7, u8>>7<<7, int8(u8>>1)<<1)
	x := int8(-128)
	fmt.Println(x>>1, x>>7, x>>100, x<<1, uint8(x)>>7)
	big := uint64(1) << 63
	fmt.Println(big, big<<1, big>>63, int64(big), int64(big)>>63)
	for _, c := range []int{0, 1, 31, 32, 63, 64, 65, 1000} {
		fmt.Print(1<<c, " ", -1>>c, " ", uint32(1)<<c, " ", int32(-5)>>c, "; ")
	}
	fmt.Println()
	func() {
		defer func() { fmt.Println(recover()) }()
		neg := -1
		fmt.Println(1 << neg)
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		var neg int8 = -100
		v := uint16(8)
		v >>= neg
		fmt.Println(v)
	}()
	arr := [4]int{10, 20, 30, 40}
	one := 1
	fmt.Println(arr[1<<one], arr[2>>one])
	v := 1
	v <<= 3
	v |= 1 << one
	v &^= 1 << 3
	v ^= -1
	fmt.Println(v)
	var t uint16 = 0x8000
	t <<= 1
	fmt.Println(t, ^t, -t, t-1)
}
