// Goto in and out of bodies of loops over functions.
package main

import (
	"fmt"
	"slices"
)

func within(xs []int) (n int) {
	for x := range slices.Values(xs) {
		i := 0
	again:
		n += x
		i++
		if i < 3 {
			goto again
		}
		if x == 2 {
			goto next
		}
		n += 100
	next:
	}
	return n
}

func out(xs []int) string {
	tries := 0
retry:
	tries++
	for i, x := range slices.All(xs) {
		for y := range slices.Values(xs) {
			switch {
			case x+y == 5 && tries < 3:
				goto retry
			case x+y == 6:
				goto found
			case i > 3:
				goto end
			}
		}
	}
end:
	return fmt.Sprint("end ", tries)
found:
	return fmt.Sprint("found ", tries)
}

func deferred(xs []int) {
	for x := range slices.Values(xs) {
		defer fmt.Println("deferred", x)
		if x > 1 {
			goto done
		}
	}
done:
	fmt.Println("done")
}

func main() {
	fmt.Println(within([]int{1, 2, 3}))
	fmt.Println(out([]int{1, 2, 3}), out([]int{1}), out([]int{9, 9, 9, 9, 9, 9}), out([]int{3, 3}))
	deferred([]int{1, 2, 3})
}
