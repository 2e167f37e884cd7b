// How floats and complex numbers print.
package main

import (
	"fmt"
	"math"
	"strconv"
)

type Deg float64
type Pair struct {
	A float32
	B float64
	C complex64
}

func main() {
	for _, f := range []float64{0, 1, -1, 0.1, 1.0 / 3, 1e20, 1e21, 123456789, 1e-4, 1e-5, 100000, 2.5e6, math.Pi, math.MaxFloat64, 5e-324} {
		fmt.Println(f, float32(f))
		fmt.Printf("%v %g %e %f %.2f %8.3f|%-9.1f|%+.1f|%06.1f|%G\n", f, f, f, f, f, f, f, f, f, f)
	}
	fmt.Printf("%v %.3g %T %6.2f\n", Deg(36.6), Deg(36.66666), Deg(1), Deg(2))
	fmt.Printf("%v %+v %#v\n", Pair{0.1, 0.1, 1 + 2i}, Pair{1, 2, 3i}, Pair{1e9, 1e21, -1i})
	fmt.Println([]float32{0.1, 1e10}, map[float64]string{2.5: "b", -1: "a"}, [2]float64{1, 1.5})
	fmt.Printf("%#v %#v %#v %x %b\n", 1.0, float32(2.5), []float64{1, 2.5}, 1.5, 1.5)
	fmt.Println(strconv.FormatFloat(1.0/3, 'g', 5, 64), strconv.FormatFloat(100, 'e', -1, 32))
	f, err := strconv.ParseFloat("1e400", 64)
	fmt.Println(f, err)
	fmt.Printf("%5v|%-5v|%05v|%+v|%5.1f%%\n", math.Inf(1), math.NaN(), math.Inf(-1), math.Inf(1), 99.55)
	fmt.Printf("%d %s %t\n", 1.5, 2.5, 3.5)
	fmt.Println(complex(1, -2), complex64(3), 1i*1i, real(2+3i), imag(complex64(2+3i)))
	fmt.Printf("%.1f %v %8.2f\n", 1+2i, complex(math.Inf(1), math.NaN()), 3-4i)
}
