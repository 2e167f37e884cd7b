// A loop made with goto has no variables of its own; a block's are new each time.
package main

import "fmt"

func main() {
	i := 0
	var fs []func() int
again:
	if i < 3 {
		j := i * i
		fs = append(fs, func() int { j++; return i*100 + j })
		i++
		goto again
	}
	for _, f := range fs {
		fmt.Print(f(), " ")
	}
	fmt.Println()
	n := 0
	goto middle
top:
	n += 10
middle:
	n++
	if n < 30 {
		goto top
	}
	fmt.Println(n)
}
