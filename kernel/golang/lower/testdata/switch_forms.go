package main

import "fmt"

type mybool bool

func main() {
	for _, i := range []interface{}{true, false, mybool(true), mybool(false), 3, "x", nil} {
		switch i {
		case 3, "x":
			fmt.Println("3x")
		case true, mybool(false):
			fmt.Println("A")
		case false, mybool(true):
			fmt.Println("B")
		default:
			fmt.Println("C")
		}
		switch x := i.(type) {
		case bool, mybool:
			fmt.Println("bools", x)
		case int, string:
			fmt.Println("is", x)
		}
		n := 3
		switch n {
		case 1, 2:
			fmt.Println("12")
		case 3, 4:
			fmt.Println("34")
			fallthrough
		case 7:
			fmt.Println("7")
		}
	}
}
