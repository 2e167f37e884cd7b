// Numbers: overflow, bits, constants, conversions, integer and float formats.
package main

import (
	"errors"
	"fmt"
	"math"
	"math/big"
	"math/bits"
	"strconv"
)

type Flags uint8

const (
	Read Flags = 1 << iota
	Write
	Exec
	All = Read | Write | Exec
)

func (f Flags) String() string {
	s := ""
	for i, name := range "rwx" {
		if f&(1<<i) != 0 {
			s += string(name)
		} else {
			s += "-"
		}
	}
	return s
}

const (
	_  = iota
	KB = 1 << (10 * iota)
	MB
	GB
	Big = 1 << 100
)

type Weekday int

const (
	Mon Weekday = iota + 1
	Tue
	Wed
	numDays = iota
)

func pow(b, e, m uint64) uint64 {
	r := uint64(1)
	for b %= m; e > 0; e >>= 1 {
		if e&1 == 1 {
			r = r * b % m
		}
		b = b * b % m
	}
	return r
}

func addChecked(a, b int32) (int32, error) {
	if s := int64(a) + int64(b); s > math.MaxInt32 || s < math.MinInt32 {
		return 0, errors.New("overflow of " + strconv.FormatInt(s, 10))
	}
	return a + b, nil
}

func main() {
	f := Read | Exec
	fmt.Println(f, f&^Read, f|Write == All, All, Flags(0), ^f&All)
	f ^= All
	f <<= 1
	fmt.Printf("%v %d %08b\n", f, f, f)
	fmt.Println(KB, MB, GB, Big>>98, Tue, numDays)
	var u8 uint8 = 250
	var i8, x8 int8 = 127, -128
	u8 += 10
	i8++
	fmt.Println(u8, i8, -i8, int8(x8)/-1+int8(u8), uint32(1)<<31>>30, -7/2, -7%3, 7&-7, -8>>1)
	x := 300
	fmt.Println(uint8(x), int8(x), uint16(x8), int64(math.Sqrt(15.9)), int(-2.5*2), rune('a'+1), string(rune(0x4e16)))
	fmt.Println(addChecked(1<<30, 1<<30))
	fmt.Println(addChecked(-5, 3))
	fmt.Println(bits.OnesCount(255), bits.Len(1023), bits.TrailingZeros8(8), bits.Reverse8(3), bits.RotateLeft8(129, 1))
	fmt.Println(pow(3, 200, 1000007), math.MaxInt64, uint64(math.MaxUint64), math.Pi)
	fmt.Println(math.Inf(1), -math.Inf(1), math.NaN(), math.Sqrt(2), 0.1+0.2, float32(0.1), 1e21, 1e20, 1e-7)
	var zero float64
	fmt.Println(1/zero, zero/zero == zero/zero, math.Signbit(math.Copysign(0, -1)), math.Floor(-2.5), math.Round(2.5), math.Trunc(-2.7), math.Mod(7, -3))
	n, err := strconv.ParseInt("9223372036854775808", 10, 64)
	fmt.Println(n, err)
	h, _ := strconv.ParseUint("ff", 16, 8)
	b, err := strconv.ParseBool("maybe")
	fmt.Println(h, b, err, strconv.Quote("tab\there"), strconv.FormatInt(-42, 2), strconv.Itoa(1e3))
	fact := big.NewInt(1)
	for i := int64(2); i <= 30; i++ {
		fact.Mul(fact, big.NewInt(i))
	}
	q, m := new(big.Int).DivMod(fact, big.NewInt(1_000_007), new(big.Int))
	fmt.Println(fact, m, q.BitLen(), big.NewRat(3, 6))
	fmt.Printf("%5.1f|%-8.3e|%g|%G|%x|%X|%#x|%#o|%+d|% d|%08.3f|%6d|%-6d|%c|%U\n", 3.14159, 12345.678, 1e-10, 1e21, 255, "hi", 255, 8, 5, 5, 3.14159, 42, 42, 0x1F600, 0x1F600)
	const huge = 1 << 62
	var arr [numDays + 2]int
	fmt.Println(huge>>60, len(arr), 'a' < 'b', "a" < "B", 07+0x7+0b11+0o10, 1_000)
	var c complex64 = complex(1, 2)
	c *= c
	fmt.Println(c, real(c), 2i*2i)
}
