// The standard library's iterators.
package main

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

func main() {
	m := map[string]int{"one": 1, "two": 2, "three": 3}
	for _, k := range slices.Sorted(maps.Keys(m)) {
		fmt.Print(k, m[k], " ")
	}
	for i, v := range slices.Backward([]int{1, 2, 3}) {
		fmt.Print(i, v, " ")
	}
	fmt.Println(slices.Collect(slices.Values([]string{"p", "q"})))
	for c := range slices.Chunk([]int{1, 2, 3, 4, 5}, 2) {
		fmt.Print(c, len(c), cap(c), " ")
	}
	for part := range strings.SplitSeq("a,b,c", ",") {
		fmt.Print(part, ";")
	}
	for w := range strings.FieldsSeq("  x  y ") {
		fmt.Print("<", w, ">")
	}
	fmt.Println()
	for l := range strings.Lines("l1\nl2\nl3") {
		fmt.Printf("%q ", l)
	}
	fmt.Println(slices.Sorted(maps.Values(m)), slices.Max(slices.Collect(maps.Values(m))))
}
