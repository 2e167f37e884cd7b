// Maps: deletion during iteration, keys of several kinds, the order does not matter here.
package main

import (
	"fmt"
	"sort"
)

type key struct {
	a int
	b string
}

func main() {
	m := map[string]int{"a": 1, "b": 2, "c": 3}
	sum, n := 0, 0
	for k, v := range m {
		delete(m, k)
		sum += v
		n++
	}
	fmt.Println(sum, n, len(m))
	ks := map[key]bool{{1, "x"}: true, {2, "y"}: false}
	var list []string
	for k, ok := range ks {
		list = append(list, fmt.Sprint(k, ok))
	}
	sort.Strings(list)
	fmt.Println(list)
	var nilmap map[int]int
	for range nilmap {
		fmt.Println("never")
	}
	big := map[int]int{1: 1}
	count := 0
	for k := range big {
		delete(big, k)
		count++
	}
	fmt.Println(count, big)
	im := map[any]string{1: "int", "1": "string", 1.0: "float", key{1, "k"}: "key", [2]int{1, 2}: "array"}
	list = nil
	for k, v := range im {
		list = append(list, fmt.Sprintf("%T=%s", k, v))
	}
	sort.Strings(list)
	fmt.Println(list)
	var k string
	for k = range map[string]bool{"only": true} {
	}
	fmt.Println(k)
}
