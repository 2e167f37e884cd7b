package main

import "fmt"

func collect(xs []int) (out []int) {
	for _, x := range xs {
		out = append(out, x*2)
	}
	return out
}

var a, b = 1, 2

func swapped() (int, int) { return b, a }

func counted() (n int) {
	n++
	return
}

func fails(x *int) (n int, err error) {
	n = 100
	if *x == n {
		return *x, nil
	}
	return 0, fmt.Errorf("x is %d", *x)
}

func main() {
	got := collect([]int{1, 2})
	got = collect([]int{3, 4})
	fmt.Println(got)
	a, b = swapped()
	fmt.Println(a, b)
	n := 5
	n = counted()
	n = counted()
	fmt.Println(n)
	var err error
	x := 7
	x, err = fails(&x)
	fmt.Println(x, err)
}
