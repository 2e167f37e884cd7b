// Map keys are printed in order: ints, strings, floats, bools, structs, arrays, interfaces.
package main

import (
	"fmt"
	"math"
)

type K struct {
	a int
	b string
}
type N int

func (n N) String() string { return "n" + fmt.Sprint(int(n)) }

func main() {
	fmt.Println(map[int]string{3: "c", -1: "a", 2: "b"}, map[string]int{"b": 1, "a": 2, "": 3})
	fmt.Println(map[float64]int{2.5: 1, -1: 2, math.Inf(1): 3, math.Inf(-1): 4}, map[bool]int{true: 1, false: 0})
	fmt.Println(map[K]int{{2, "a"}: 1, {1, "z"}: 2, {1, "b"}: 3}, map[[2]int]bool{{2, 1}: true, {1, 9}: false})
	fmt.Println(map[N]N{10: 1, 9: 2}, map[any]int{"b": 1, "a": 2, 3: 3, 1: 4, 2.5: 5, false: 6})
	fmt.Printf("%v %+v %#v\n", map[K]K{{1, "x"}: {2, "y"}}, map[K]K{{1, "x"}: {2, "y"}}, map[K]N{{1, "x"}: 5})
	var nilmap map[K]int
	fmt.Printf("%v %#v %d\n", nilmap, nilmap, len(nilmap))
	fmt.Println(map[rune]byte{'b': 'x', 'a': 'y'}, map[string][]K{"k": {{1, "q"}}, "j": nil})
}
