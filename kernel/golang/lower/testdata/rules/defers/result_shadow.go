// Results shadowed inside blocks, bare returns, and deferred closures over them.
package main

import "fmt"

func f(n int) (x int, err error) {
	defer func() {
		if err != nil {
			x = -x
		}
	}()
	if n > 0 {
		x := n * 2
		_, err := fmt.Sscan("zz", &x)
		if err != nil {
			return x, err
		}
	}
	x = 7
	return
}

func g() (ok bool) {
	for i := range 3 {
		ok := i == 1
		if ok {
			return ok
		}
	}
	return
}

func h() (fs []func() int, total int) {
	for i := range 3 {
		fs = append(fs, func() int { total += i; return total })
	}
	total = 100
	return fs, 1000
}

func main() {
	fmt.Println(f(0))
	fmt.Println(f(3))
	fmt.Println(g())
	fs, t := h()
	fmt.Println(fs[1](), fs[2](), t)
}
