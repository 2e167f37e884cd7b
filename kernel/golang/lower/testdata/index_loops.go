package main

import "fmt"

func try(what string, f func()) {
	defer func() { fmt.Println(what+":", recover()) }()
	f()
}

func effect(n int) int { fmt.Println("effect", n); return n }

func main() {
	s, b := []int{1, 2, 3}, [3]int{}
	try("up", func() {
		for i := 0; i < 5; i++ {
			s[i]++
		}
	})
	try("down", func() {
		for i := len(s) - 1; ; i-- {
			s[i]++
		}
	})
	try("body", func() {
		for i := 0; ; i++ {
			s[i] = 0
			i -= 2
		}
	})
	try("step", func() {
		step := -2
		for i := 1; ; i += step {
			b[i] = 4
		}
	})
	try("range", func() {
		for i := range 4 {
			b[i] = s[0]
		}
	})
	try("range changed", func() {
		for i := range s {
			i -= 1
			fmt.Println(s[i])
		}
	})
	try("channel", func() {
		c := make(chan int, 1)
		c <- -4
		for i := range c {
			fmt.Println(s[i])
		}
	})
	try("function", func() {
		for i := range func(yield func(int) bool) { yield(-5) } {
			fmt.Println(s[i])
		}
	})
	try("closure", func() {
		for i := 0; ; i++ {
			dec := func() { i -= 2 }
			s[i] = 7
			dec()
		}
	})
	try("pointer", func() {
		for i := 0; ; i++ {
			p := &i
			*p -= 3
			s[i] = 7
		}
	})
	try("shrinks", func() {
		for i := 0; i < len(s); i++ {
			s = s[:1]
			fmt.Println(s[i+1])
		}
	})
	s = []int{1, 2, 3}
	i, x := 4, 0
	try("pair", func() { s[i], x = effect(1), effect(2) })
	try("swap", func() { s[0], s[i] = s[1], s[0] })
	try("update", func() { s[i%8] += effect(3) })
	try("assign", func() { s[i%8] = effect(4) })
	fmt.Println(s, b, x)
}
