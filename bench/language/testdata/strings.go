package main

import (
	"fmt"
	"strings"
)

func work() int {
	var b strings.Builder
	for i := 0; i < 5000; i++ {
		b.WriteString("word")
		b.WriteByte(' ')
		fmt.Fprintf(&b, "%d,", i)
	}
	n := 0
	for _, f := range strings.Split(b.String(), ",") {
		n += len(strings.TrimSpace(f))
	}
	s := ""
	for i := 0; i < 500; i++ {
		s += "x"
	}
	return n + len(s)
}
