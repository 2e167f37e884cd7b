// Swaps, rotations, stacks, queues and filters in place.
package main

import "fmt"

func reverse[T any](s []T) {
	for i, j := 0, len(s)-1; i < j; i, j = i+1, j-1 {
		s[i], s[j] = s[j], s[i]
	}
}

func filter(s []int, keep func(int) bool) []int {
	out := s[:0]
	for _, v := range s {
		if keep(v) {
			out = append(out, v)
		}
	}
	return out
}

func quick(s []int) {
	if len(s) < 2 {
		return
	}
	p, i := s[len(s)-1], 0
	for j := range s {
		if s[j] < p {
			s[i], s[j] = s[j], s[i]
			i++
		}
	}
	s[i], s[len(s)-1] = s[len(s)-1], s[i]
	quick(s[:i])
	quick(s[i+1:])
}

func perms(s []int, k int, out *[][]int) {
	if k == len(s) {
		*out = append(*out, append([]int(nil), s...))
		return
	}
	for i := k; i < len(s); i++ {
		s[k], s[i] = s[i], s[k]
		perms(s, k+1, out)
		s[k], s[i] = s[i], s[k]
	}
}

func main() {
	s := []int{5, 2, 9, 1, 7, 3}
	reverse(s[1:5])
	fmt.Println(s)
	even := filter(s, func(v int) bool { return v%2 == 1 })
	fmt.Println(even, s)
	quick(s)
	fmt.Println(s)
	var out [][]int
	perms([]int{1, 2, 3}, 0, &out)
	fmt.Println(out)
	i := 0
	i, s[i] = 2, -1
	fmt.Println(i, s)
	s[i], i = i, 0
	fmt.Println(i, s)
	s[0], s[1], s[2] = s[2], s[0], s[1]
	fmt.Println(s)
	a, b := []int{1}, []int{2}
	a, b = b, a
	a[0], b[0] = b[0], a[0]
	fmt.Println(a, b)
	var stack []string
	for _, tok := range []string{"x", "y", "pop", "z", "pop", "pop"} {
		if tok != "pop" {
			stack = append(stack, tok)
			continue
		}
		var top string
		top, stack = stack[len(stack)-1], stack[:len(stack)-1]
		fmt.Print(top, len(stack), " ")
	}
	queue := []int{1}
	for len(queue) > 0 && len(queue) < 6 {
		h := queue[0]
		queue = queue[1:]
		queue = append(queue, h*2, h*2+1)
		fmt.Print(h, " ")
	}
	fmt.Println(queue)
	d := []int{0, 1, 2, 3, 4}
	d = append(d[:1], d[2:]...)
	d = append(d[:2:2], append([]int{88}, d[2:]...)...)
	fmt.Println(d, d[:len(d)/2], d[len(d)/2:])
}
