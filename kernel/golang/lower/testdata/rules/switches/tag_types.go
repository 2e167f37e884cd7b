// Switch tags of every comparable kind; cases compared in order.
package main

import (
	"fmt"
	"io"
)

type color uint8

const (
	red color = iota
	green
)

type pt struct{ x, y int }

func (c color) name() string {
	switch c {
	case red:
		return "red"
	case green:
		return "green"
	}
	return fmt.Sprint("color", uint8(c))
}

func main() {
	fmt.Println(red.name(), green.name(), color(9).name())
	switch p := (pt{1, 2}); p {
	case pt{2, 1}:
		fmt.Println("wrong")
	case pt{1, 2}:
		fmt.Println("struct")
	}
	switch [2]int{1, 2} {
	case [2]int{1, 2}:
		fmt.Println("array")
	}
	var e error = io.EOF
	switch e {
	case nil:
		fmt.Println("nil")
	case io.ErrUnexpectedEOF, io.EOF:
		fmt.Println("eof")
	}
	var v any = 3
	switch v {
	case "3", 3.0:
		fmt.Println("wrong")
	case 3:
		fmt.Println("int 3")
	}
	x := 1
	switch p := &x; p {
	case nil:
	case &x:
		fmt.Println("pointer")
	}
	switch f := 0.5; f {
	case 1 / 2.0:
		fmt.Println("half")
	}
	switch c := make(chan int); c {
	default:
		fmt.Println("channel")
	}
}
