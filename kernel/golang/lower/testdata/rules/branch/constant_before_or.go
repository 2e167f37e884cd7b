package main

import "fmt"

type B bool

func yes(v bool) bool { return v }

func main() {
	var x B
	n := -42
	if x == (B((false || (n != (-52))))) {
		fmt.Println("wrong 1")
	}
	if x == (B((false || yes(n != (-52))))) {
		fmt.Println("wrong 2")
	}
	if x == B(n != -52) {
		fmt.Println("wrong 3")
	}
	if bool(x) == (false || n != -52) {
		fmt.Println("wrong 4")
	}
	if bool(x) == (n == -52 || n != -52) {
		fmt.Println("wrong 5")
	}
	if x == (B((n == 7 || (n != (-52))))) {
		fmt.Println("wrong 6")
	}
	y := x == (B((false || (n != (-52)))))
	fmt.Println(y)
	if yes(false || (n != -52)) {
		fmt.Println("right 7")
	}
	if !(false || (n != -52)) {
		fmt.Println("wrong 8")
	}
	if x == (B((true && (n != (-52))))) {
		fmt.Println("wrong 9")
	}
	for x == B(false || n < 100) {
		fmt.Println("wrong 10")
		break
	}
	switch {
	case x == B(false || n < 100):
		fmt.Println("wrong 11")
	}
	fmt.Println(x == B(false || n < 100), B(false || n < 100) != x)
}
