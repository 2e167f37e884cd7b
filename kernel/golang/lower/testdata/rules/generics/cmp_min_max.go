// min, max and cmp on parameters of ordered types.
package main

import (
	"cmp"
	"fmt"
)

type size uint16

func clamp[T cmp.Ordered](v, lo, hi T) T { return max(lo, min(v, hi)) }

func best[T any, O cmp.Ordered](s []T, key func(T) O) (b T) {
	for i, v := range s {
		if i == 0 || cmp.Less(key(b), key(v)) {
			b = v
		}
	}
	return
}

func main() {
	fmt.Println(clamp(5, 1, 3), clamp("m", "a", "k"), clamp(2.5, 0, 10), clamp(size(9), 10, 20))
	fmt.Println(best([]string{"a", "ccc", "bb"}, func(s string) int { return len(s) }))
	fmt.Println(cmp.Compare(1, 2), cmp.Compare("b", "a"), cmp.Or(0, 0, 7), cmp.Or("", "x"))
}
