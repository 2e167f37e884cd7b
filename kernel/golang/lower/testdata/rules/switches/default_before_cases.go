package main

import "fmt"

func tr[T any](n int, v T) T { fmt.Println("tr", n); return v }

func main() {
	x := 0
	switch {
	default:
		x = 1
	case tr(1, 4) > -tr(2, 52):
		x = 2
	case true:
		x = 3
	}
	fmt.Println(x)
	switch {
	case x > 1:
		x = 9
	default:
		x = 1
	case true:
		x = 3
	}
	fmt.Println(x)
	switch {
	case x > 10:
		x = 9
	case true:
		x = 3
		fallthrough
	default:
		x++
	case x == 8, true:
		x = 13
	}
	fmt.Println(x)
	switch {
	default:
		x++
	case x < 10:
		x = 9
	case true:
		x = 3
		fallthrough
	case x == 8, true:
		x += 13
	}
	fmt.Println(x)
	switch {
	case x < 100, false, true:
		x = 9
	case true:
		x = 3
	}
	fmt.Println(x)
	switch tr(0, "abc") {
	case "":
		fmt.Println("empty")
	default:
		fmt.Println("default")
	case tr(1, ""):
		fmt.Println(1)
	case tr(2, "abc"):
		fmt.Println(2)
	}
	switch tr(0, "b") {
	default:
		fmt.Println("default")
	case tr(1, ""):
		fmt.Println(1)
	case "a", "c":
		fmt.Println("a")
	case tr(2, "abc"):
		fmt.Println(2)
	}
	switch y := any(x).(type) {
	default:
		fmt.Println("other", y)
	case string, bool:
		fmt.Println("string", y)
	case error:
		fmt.Println("error", y)
	}
loop:
	for i := range 4 {
		switch {
		default:
			fmt.Println("more", i)
		case i == 1:
			continue
		case i == 2:
			break
		case tr(i, i) == 3:
			break loop
		}
		fmt.Println("after", i)
	}
}
