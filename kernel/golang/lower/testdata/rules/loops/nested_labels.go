// break and continue with labels out of nested loops of different forms.
package main

import "fmt"

func main() {
	s := ""
rows:
	for r := 0; r < 4; r++ {
	cols:
		for c := range 5 {
			for _, k := range []int{1, 2, 3} {
				switch {
				case k == 2 && c == 1:
					continue cols
				case c == 3:
					continue rows
				case r == 2 && k == 3:
					break rows
				case r == 1:
					break cols
				}
				s += fmt.Sprint(r, c, k, ";")
			}
		}
		s += "|"
	}
	fmt.Println(s)
}
