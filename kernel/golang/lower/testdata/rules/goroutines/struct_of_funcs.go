// go on a function kept in a field, a map or a slice takes the function that is there now.
package main

import "fmt"

type ops struct{ run func(int) }

func main() {
	out := make(chan int)
	o := ops{func(n int) { out <- n }}
	go o.run(1)
	fmt.Println(<-out)
	m := map[string]func(int){"x": func(n int) { out <- n * 10 }}
	go m["x"](2)
	delete(m, "x")
	fmt.Println(<-out)
	s := []func(int){func(n int) { out <- n * 100 }}
	for i := range s {
		go s[i](3)
		s[i] = nil
	}
	fmt.Println(<-out)
	go (func(n int) { out <- -n })(4)
	fmt.Println(<-out)
}
