// iota in every position: repeated, skipped, shadowed, in local groups and in array lengths.
package main

import "fmt"

type Weekday int

const (
	Sunday Weekday = iota
	Monday
	_
	Wednesday
)

const (
	a, b = iota, iota * 10
	c, d
	_, _
	e, f
)

const (
	skip = iota
	text = "x"
	again
	late = iota
)

const (
	KB = 1 << (10 * (iota + 1))
	MB
	GB
)

const (
	bit0, mask0 = 1 << iota, 1<<iota - 1
	bit1, mask1
	_, _
	bit3, mask3
)

func (d Weekday) String() string { return fmt.Sprintf("day%d", int(d)) }

func main() {
	fmt.Println(Sunday, Monday, Wednesday, Wednesday+1)
	fmt.Println(a, b, c, d, e, f)
	fmt.Println(skip, text, again, late)
	fmt.Println(KB, MB, GB)
	fmt.Println(bit0, mask0, bit1, mask1, bit3, mask3)
	const (
		x = iota + 5
		y
	)
	fmt.Println(x, y)
	{
		const iota = 7
		const z = iota + 1
		fmt.Println(z)
	}
	const (
		p = len([iota + 3]int{})
		q = len([iota + 3]int{})
		r
	)
	fmt.Println(p, q, r)
	const (
		g = iota + 'a'
		h
		i float32 = iota / 4.0
		j
	)
	fmt.Printf("%T %v %T %v %T %v %v\n", g, g, h, h, i, i, j)
}
