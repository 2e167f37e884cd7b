// range over integers of every kind, counts, and variables that outlive it.
package main

import "fmt"

type small int8

func main() {
	for range 3 {
		fmt.Print(".")
	}
	for i := range 3 {
		fmt.Print(i)
	}
	for i := range small(3) {
		fmt.Printf("%T%v ", i, i)
	}
	for i := range uint8(2) {
		fmt.Printf("%T%v ", i, i)
	}
	n := 4
	for i := range n {
		n = 100
		i *= 2
		fmt.Print(i, " ")
	}
	for range -2 {
		fmt.Print("never")
	}
	var k int
	for k = range 5 {
	}
	fmt.Println(k, n)
	const c = 3
	for i := range c {
		defer fmt.Print("d", i)
	}
	var fs []func() int
	for i := range 3 {
		fs = append(fs, func() int { i++; return i })
	}
	fmt.Println(fs[0](), fs[0](), fs[2]())
	var u16 uint16
	for u16 = range 10 {
	}
	fmt.Println(u16)
	for range len("four") {
		fmt.Print("-")
	}
	fmt.Println()
}
