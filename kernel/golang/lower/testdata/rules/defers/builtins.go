// Deferred clear and copy take their operands when they are deferred.
package main

import "fmt"

func reset[S ~[]T, T any](s S) (r S) {
	defer func() { fmt.Println("reset", s, r) }()
	defer clear(s)
	r = make(S, 2)
	defer copy(r, s)
	return
}

func main() {
	m := map[string]int{"a": 1}
	s, d := []byte("abc"), make([]byte, 2)
	defer func() { fmt.Println(m, s, d) }()
	defer clear(m)
	defer clear(s[:1])
	defer copy(s[2:], "x")
	for i := range 3 {
		defer copy(d, s[i:])
	}
	s[0] = 'z'
	m["b"] = 2
	m = map[string]int{"kept": 3}
	reset([]int{1, 2})
}
