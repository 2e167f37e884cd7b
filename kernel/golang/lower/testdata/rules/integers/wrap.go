// Every width wraps around, in every kind of place.
package main

import (
	"fmt"
	"math"
)

type Small int8
type Counter struct{ n uint8 }

func (c *Counter) inc(by uint8) uint8 { c.n += by; return c.n }

func add8(a, b int8) int8                       { return a + b }
func mul16(a, b int16) int16                    { return a * b }
func sub32(a, b uint32) uint32                  { return a - b }
func mul64(a, b uint64) uint64                  { return a * b }
func neg[T int8 | int16 | int32 | int64](v T) T { return -v }

func main() {
	var i8 int8 = math.MaxInt8
	var i16 int16 = math.MaxInt16
	var i32 int32 = math.MaxInt32
	var i64 int64 = math.MaxInt64
	i := math.MaxInt
	i8++
	i16++
	i32++
	i64++
	i++
	fmt.Println(i8, i16, i32, i64, i)
	i8--
	i16--
	i32--
	i64--
	i--
	fmt.Println(i8, i16, i32, i64, i)
	var u8 uint8
	var u16 uint16
	var u32 uint32
	var u64 uint64
	var u uint
	var up uintptr
	u8--
	u16--
	u32--
	u64--
	u--
	up--
	fmt.Println(u8, u16, u32, u64, u, up)
	fmt.Println(u8+2, u16*u16, u32*3, u64+u64, -u8, ^u8, u16<<1, u8+u8+u8)
	fmt.Println(add8(100, 100), mul16(300, 300), sub32(1, 2), mul64(1<<40, 1<<30+3))
	fmt.Println(neg(int8(-128)), neg(int16(-32768)), neg(int32(math.MinInt32)), neg(int64(math.MinInt64)))
	s := Small(127)
	s += 2
	fmt.Println(s, s*2, s/-1, -s)
	c := &Counter{250}
	fmt.Println(c.inc(4), c.inc(4), c.inc(255))
	arr := [3]int8{127, -128, 0}
	arr[0]++
	arr[1]--
	arr[2] -= -128
	fmt.Println(arr)
	m := map[string]uint8{"a": 255}
	m["a"]++
	m["b"]--
	m["c"] += 200
	m["c"] += 100
	fmt.Println(m)
	h := uint32(2166136261)
	for _, b := range []byte("hello") {
		h ^= uint32(b)
		h *= 16777619
	}
	fmt.Println(h)
	total := uint8(0)
	for range 300 {
		total++
	}
	fmt.Println(total, total*total, (total+200)/2, total+212 < total)
}
