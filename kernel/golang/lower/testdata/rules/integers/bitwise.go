// Bit operators, their precedence, and hashes and generators that rely on wrapping.
package main

import (
	"fmt"
	"math/bits"
)

type Set uint16

const (
	A Set = 1 << iota
	B
	C
)

func (s Set) Has(o Set) bool { return s&o == o }
func (s *Set) Add(o Set)     { *s |= o }
func (s *Set) Del(o Set)     { *s &^= o }

func rot(x uint32, k int) uint32 { return x<<k | x>>(32-k) }

func main() {
	var s Set
	s.Add(A | C)
	fmt.Println(s, s.Has(A), s.Has(B), s.Has(A|C), ^s, s^B)
	s.Del(A)
	fmt.Printf("%b %03b %x %#o\n", s, ^A&7, ^s, s)
	x, y := 0b1100, 0b1010
	fmt.Println(x&y, x|y, x^y, x&^y, ^x, -x&x, x&-x)
	fmt.Println(1|2^3&4, 1+2<<3, 1<<2+3, 7&3<<1, 6&^2|1)
	fmt.Println(rot(0x80000001, 4), bits.OnesCount(255), bits.LeadingZeros8(1), bits.Reverse8(6), bits.Len(1023))
	hi, lo := bits.Mul64(1<<63, 6)
	fmt.Println(hi, lo)
	sum, carry := bits.Add64(1<<63, 1<<63, 1)
	fmt.Println(sum, carry)
	var state uint64 = 42
	for range 5 {
		state ^= state << 13
		state ^= state >> 7
		state ^= state << 17
	}
	fmt.Println(state)
	lcg := uint32(1)
	for range 5 {
		lcg = lcg*1664525 + 1013904223
	}
	fmt.Println(lcg, int32(lcg))
	var i16 int16 = 0x7fff
	fmt.Println(i16^-1, ^i16, i16&0xff, i16|-0x8000, i16<<1|1)
	var b byte = 0xf0
	fmt.Println(^b, b>>4|b<<4, b&^0x30, +b, ^-b)
}
