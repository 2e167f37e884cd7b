// Scanning into variables, fields and elements.
package main

import (
	"fmt"
	"io"
	"strings"
)

type rec struct {
	name string
	age  int
	w    float64
}

func main() {
	var r rec
	n, err := fmt.Sscanf("bob 42 1.5", "%s %d %f", &r.name, &r.age, &r.w)
	fmt.Println(n, err, r)
	a := make([]int, 2)
	fmt.Sscan("7 8", &a[0], &a[1])
	fmt.Println(a)
	n, err = fmt.Sscan("x", &a[0])
	fmt.Println(n, err)
	var h uint8
	var s string
	fmt.Sscanf("ff:rest", "%x:%s", &h, &s)
	fmt.Println(h, s)
	rd := strings.NewReader("1 2\n3")
	sum := 0
	for {
		var v int
		if _, err := fmt.Fscan(rd, &v); err != nil {
			fmt.Println(err == io.EOF)
			break
		}
		sum += v
	}
	fmt.Println(sum)
}
