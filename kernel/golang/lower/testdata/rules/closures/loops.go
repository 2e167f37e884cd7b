// Every iteration has its own loop variable; what is declared outside is shared.
package main

import "fmt"

func main() {
	var fs []func() int
	for i := 0; i < 3; i++ {
		fs = append(fs, func() int { i += 10; return i })
	}
	for _, f := range fs {
		fmt.Print(f(), f(), " ")
	}
	fmt.Println()
	fs = nil
	for i := 0; i < 6; i++ {
		inc := func() { i++ }
		inc()
		fs = append(fs, func() int { return i })
	}
	for _, f := range fs {
		fmt.Print(f(), " ")
	}
	fmt.Println(len(fs))
	var ps []*int
	for i, j := 0, 10; i < j; i, j = i+1, j-2 {
		if i == 2 {
			continue
		}
		ps = append(ps, &i, &j)
	}
	for _, p := range ps {
		fmt.Print(*p, " ")
	}
	fmt.Println()
	var shared int
	fs = nil
	for shared = 0; shared < 3; shared++ {
		fs = append(fs, func() int { return shared })
	}
	for shared = range 2 {
		fs = append(fs, func() int { return shared * 100 })
	}
	fmt.Println(fs[0](), fs[3]())
	var late func()
	for i := 0; i < 3; i++ {
		if late != nil {
			late()
		}
		late = func() { i += 100; fmt.Print("late", i, " ") }
		defer func() { fmt.Print("defer", i, " ") }()
	}
	late()
	fmt.Println()
	for k, v := range map[string]int{"only": 1} {
		defer func() { v++; fmt.Print(k, v, " ") }()
	}
	for i, c := range "hé" {
		defer func() { fmt.Print(i, string(c), " ") }()
	}
	done := make(chan int, 3)
	for i := range 3 {
		go func() { done <- i * i }()
	}
	fmt.Println(<-done + <-done + <-done)
	i := 0
	for i < 3 {
		n := i
		fs[i] = func() int { n++; return n*10 + i }
		i++
	}
	fmt.Println(fs[0](), fs[1](), fs[0]())
outer:
	for a := range 3 {
		for b := range 3 {
			fs = append(fs, func() int { return a*10 + b })
			if b > a {
				continue outer
			}
		}
	}
	for _, f := range fs[5:] {
		fmt.Print(f(), " ")
	}
	fmt.Println()
}
