// math, math/bits, math/big.
package main

import (
	"fmt"
	"math"
	"math/big"
	"math/bits"
)

func main() {
	f := big.NewInt(1)
	for i := int64(1); i <= 25; i++ {
		f.Mul(f, big.NewInt(i))
	}
	fmt.Println(f, f.BitLen(), new(big.Int).Exp(big.NewInt(2), big.NewInt(100), nil))
	fmt.Println(big.NewRat(3, 6), new(big.Rat).Add(big.NewRat(1, 3), big.NewRat(1, 6)))
	fmt.Println(bits.OnesCount(255), bits.LeadingZeros8(1), bits.Reverse8(3), bits.Len(1023), bits.TrailingZeros(8))
	hi, lo := bits.Mul64(math.MaxUint64, 2)
	fmt.Println(hi, lo, math.MaxInt64, uint64(math.MaxUint64), math.MinInt64)
	fmt.Println(math.Sqrt(2), math.Floor(-1.5), math.Trunc(-1.5), math.Round(2.5), math.Mod(7, -3), math.Hypot(3, 4), math.Pi)
	fmt.Printf("%.4f %v %v %v\n", math.Sin(1), math.Inf(-1), math.NaN(), math.IsNaN(math.Log(-1)))
	fr, ex := math.Frexp(8.5)
	fmt.Println(fr, ex, math.Float64bits(1.5), math.Float32bits(1.5), math.Signbit(-0.0))
}
