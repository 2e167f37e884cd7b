package main

import "fmt"

func main() {
	i5 := 5
	switch i5 {
	default:
		fmt.Println("fail")
	case 5:
		fmt.Println("good")
	}
	switch i5 {
	default:
		fmt.Println("def")
	case 6:
		fmt.Println("six")
	}
	switch {
	case i5 == 1:
		fmt.Println("one")
	default:
		fmt.Println("mid")
		fallthrough
	case i5 == 7:
		fmt.Println("seven")
	}
	switch x := any(i5).(type) {
	default:
		fmt.Println("def", x)
	case int:
		fmt.Println("int", x)
	}
}
