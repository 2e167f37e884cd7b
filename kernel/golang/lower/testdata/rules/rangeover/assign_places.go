// range may assign to fields, elements, map entries and through pointers.
package main

import "fmt"

type rec struct {
	k int
	v string
}

func main() {
	var r rec
	for r.k, r.v = range []string{"a", "b"} {
		fmt.Print(r, " ")
	}
	arr := make([]int, 3)
	i := 0
	for arr[i] = range 3 {
		i = (i + 1) % 3
	}
	fmt.Println(arr, i)
	m := map[string]int{}
	for m["k"], m["v"] = range []int{7, 8, 9} {
	}
	fmt.Println(m)
	var x any
	p := &x
	for _, *p = range []any{1, "two", 3.5} {
		fmt.Printf("%T ", x)
	}
	var f float64
	for _, f = range [2]float64{1.5, 2.5} {
		fmt.Print(f, " ")
	}
	fmt.Println()
}
