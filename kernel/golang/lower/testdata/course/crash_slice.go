// An off-by-one error in a loop condition, as students make it.
package main

import "fmt"

func find(xs []string, want string) int {
	i := 0
	for i <= len(xs) && xs[i] != want {
		i++
	}
	return i
}

func window(xs []int, n int) (sums []int) {
	for i := 0; i+n <= len(xs); i++ {
		s := 0
		for _, x := range xs[i : i+n] {
			s += x
		}
		sums = append(sums, s)
	}
	return
}

func main() {
	names := []string{"ann", "bob", "cid"}
	fmt.Println(find(names, "bob"), find(names, "cid"))
	fmt.Println(window([]int{1, 2, 3, 4}, 2), window([]int{1}, 2))
	fmt.Println(find(names, "zoe"))
}
