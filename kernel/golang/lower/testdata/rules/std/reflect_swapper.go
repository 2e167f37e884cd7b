// reflect.Swapper swaps elements of a declared type.
package main

import (
	"fmt"
	"reflect"
)

type point struct{ x, y int }

type level uint8

func (l level) String() string { return fmt.Sprint("L", uint8(l)) }

func main() {
	points, levels, numbers := []point{{1, 2}, {3, 4}}, []level{1, 2, 3}, []int{1, 2}
	reflect.Swapper(points)(0, 1)
	reflect.Swapper(levels)(0, 2)
	reflect.Swapper(numbers)(0, 1)
	fmt.Println(points, levels, numbers)
}
