// NaN is never found again, 0 and -0 are one key, and keys of several types live in one map of any.
package main

import (
	"fmt"
	"math"
)

type F float64
type K struct{ f float64 }

func main() {
	nan := math.NaN()
	m := map[float64]int{}
	m[nan] = 1
	m[nan] = 2
	m[nan]++
	_, ok := m[nan]
	fmt.Println(len(m), ok, m[nan])
	delete(m, nan)
	sum := 0
	for k, v := range m {
		sum += v
		if k == k {
			fmt.Println("not NaN")
		}
	}
	fmt.Println(len(m), sum)
	clear(m)
	fmt.Println(len(m))
	zero := 0.0
	m[zero] = 1
	m[-zero]++
	m[math.Copysign(0, -1)]++
	fmt.Println(len(m), m)
	s := map[K]int{{nan}: 1, {1}: 2}
	s[K{nan}] = 3
	fmt.Println(len(s), s[K{1}], s[K{nan}])
	i := map[any]string{1: "int", int8(1): "int8", 1.0: "float", '1': "rune", F(1): "F", "1": "string", nil: "nil", true: "bool", [1]int{1}: "array", K{1}: "struct"}
	fmt.Println(len(i), i[1], i[int8(1)], i[1.0], i['1'], i[F(1)], i["1"], i[nil], i[1 == 1], i[[1]int{1}], i[K{1}], i[uint(1)])
	i[nan] = "x"
	i[nan] = "y"
	fmt.Println(len(i), i[nan] == "")
	c := map[complex128]int{1 + 2i: 1, complex(nan, 0): 2}
	c[1+2i]++
	c[complex(nan, 0)]++
	fmt.Println(len(c), c[1+2i])
	p1, p2 := new(int), new(int)
	pm := map[*int]string{p1: "one", p2: "two"}
	*p1 = 5
	fmt.Println(pm[p1], pm[p2], len(pm), pm[nil] == "")
	ch := make(chan int)
	cm := map[chan int]int{ch: 1, nil: 2}
	cm[ch]++
	fmt.Println(cm[ch], cm[nil], len(cm))
}
