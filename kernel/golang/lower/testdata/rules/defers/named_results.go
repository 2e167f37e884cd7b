// Deferred functions change named results, after return has set them.
package main

import (
	"errors"
	"fmt"
)

func a() (n int) { defer func() { n++ }(); return 5 }
func b() (n int) { n = 1; defer func(v int) { n += v }(n); n = 10; return n * 2 }
func c() (s string, e error) {
	defer func() {
		if r := recover(); r != nil {
			e = fmt.Errorf("%s: %v", s, r)
		}
	}()
	s = "working"
	panic("broken")
}
func d() (x, y int) {
	defer func() { x, y = y, x }()
	return 1, 2
}
func e() int {
	n := 1
	defer func() { n = 100 }()
	return n
}
func f() (_ int, err error) {
	defer func() { err = errors.New("set") }()
	return 3, nil
}
func g() (r []int) {
	for i := range 3 {
		defer func() { r = append(r, i) }()
	}
	return []int{9}
}

func main() {
	fmt.Println(a(), b())
	fmt.Println(c())
	fmt.Println(d())
	fmt.Println(e())
	fmt.Println(f())
	fmt.Println(g())
}
