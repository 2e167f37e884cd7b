package main

import (
	"errors"
	"fmt"
)

func main() {
	var err error
	c := make(chan int)
	var m map[string]int
	for range 2 {
		switch {
		case err == nil:
			fmt.Println("nil err")
		case err != nil:
			fmt.Println("err", err)
		}
		switch {
		case c == nil && m == nil:
			fmt.Println("both")
		case m != nil:
			fmt.Println("m")
		default:
			fmt.Println("c")
		}
		switch c {
		case nil:
			fmt.Println("c nil")
		case c:
			fmt.Println("c c")
		}
		switch err {
		case nil:
			fmt.Println("e nil")
		default:
			fmt.Println("e")
		}
		var p *int
		switch p {
		case nil:
			fmt.Println("p nil")
		}
		switch nil == p {
		case true:
			fmt.Println("p nil")
		}
		err = errors.New("x")
		c = nil
		m = map[string]int{}
	}
	switch (*int)(nil) {
	case nil:
		fmt.Println("A")
	default:
		fmt.Println("B")
	}
	switch x := [2]int{1, 2}; x {
	case [2]int{1, 2}:
		fmt.Println("arr")
	}
	b := m == nil || c == nil
	ok := err != nil
	var i interface{} = c == nil
	fmt.Println(b, ok, i, m != nil, func() bool { return c == nil }())
}
