// Labels on loops, switches and selects inside each other; break leaves exactly the named one.
package main

import "fmt"

func f(n int) string {
	s := "a"
sw:
	switch {
	default:
		if n == 1 {
			break sw
		}
		s += "b"
	once:
		for {
			if n > 2 {
				s += "c"
				if n > 3 {
					break once
				}
				break sw
			}
			s += "d"
		sel:
			select {
			default:
				for i := range 3 {
					if i == 1 {
						break sel
					}
					s += "e"
				}
			}
			break
		}
		s += "f"
	}
	return s + "z"
}

func main() {
	for n := range 6 {
		fmt.Print(f(n), " ")
	}
	fmt.Println()
}
