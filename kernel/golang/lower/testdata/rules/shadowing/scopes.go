// Inner variables hide outer ones: in ifs, switches, loops, literals, parameters and methods.
package main

import (
	"errors"
	"fmt"
	"strconv"
)

var x = "global"
var err = errors.New("global")

type T struct{ x int }

func (x T) get() int       { return x.x }
func (t T) both(x int) int { return t.x*10 + x }
func param(x int) (y int) {
	{
		x := x * 2
		y := x
		_ = y
	}
	if x := x + 1; x > 2 {
		y += x
	}
	return y + x
}
func redeclare() (n int, err error) {
	n, err = strconv.Atoi("1")
	m, err := strconv.Atoi("z")
	if n, err := strconv.Atoi("5"); err == nil {
		m += n
	}
	return n + m, err
}

func main() {
	fmt.Println(x, param(1), param(5), T{3}.get(), T{3}.both(4))
	fmt.Println(redeclare())
	x := x + "-local"
	fmt.Println(x)
	{
		x := x + "-block"
		x += "!"
		fmt.Println(x)
	}
	if x := 1; x > 1 {
		fmt.Println("no")
	} else if x := x + 1; x > 5 {
		fmt.Println("no")
	} else {
		x := x * 10
		fmt.Println(x)
	}
	switch x := any(x).(type) {
	case string:
		x += "?"
		fmt.Println(x)
	}
	switch x := 3; x {
	case 3:
		x := "case"
		fmt.Println(x)
	}
	for x := 0; x < 2; x++ {
		x := x * 7
		fmt.Print(x, " ")
	}
	for x, y := range []string{"a"} {
		x, y := y, x
		fmt.Print(x, y, " ")
	}
	ch := make(chan int, 1)
	ch <- 8
	select {
	case x := <-ch:
		x++
		fmt.Println(x)
	}
	f := func(x int) func() int { return func() int { x++; return x } }(10)
	f()
	fmt.Println(f(), x)
	a, b := 1, 2
	b, c := 3, 4
	{
		a, c := c, a
		b = a + c
	}
	fmt.Println(a, b, c, err)
	type T struct{ y string }
	fmt.Println(T{"inner"}, x)
	fmt := fmt.Sprint("no package")
	println := func(string) {}
	println(fmt)
	main := func() int { return len(fmt) }
	if main() != 10 {
		panic("wrong")
	}
}
