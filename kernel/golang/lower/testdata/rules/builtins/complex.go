// complex numbers: parts, arithmetic, comparison, formatting.
package main

import (
	"fmt"
	"math/cmplx"
)

func main() {
	c := complex(1, 2)
	d := 3 - 4i
	fmt.Println(c+d, c*d, c/d, -c, real(c), imag(d))
	var f complex64 = complex(float32(0.5), -1)
	fmt.Printf("%v %.2f %T %T %T\n", f, c, c, f, real(f))
	fmt.Println(c == complex(1, 2), c != d, cmplx.Abs(d), 2*c+1)
	z := complex128(f)
	z *= 1i
	z += 2
	fmt.Println(z, real(z*z))
	const k = 1 + 2i
	fmt.Println(k*k, real(k), imag(k*k))
	m := map[complex128]string{1i: "i", 1: "one"}
	fmt.Println(m[complex(0, 1)], m[1+0i])
	fmt.Println(cmplx.Sqrt(-1), cmplx.Inf())
}
