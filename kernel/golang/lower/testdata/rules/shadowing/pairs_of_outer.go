package main

import "fmt"

func main() {
	a, b := 1, 2
	{
		a, b := b, a
		fmt.Println(a, b)
		if a, b := b+10, a+20; a > 0 {
			fmt.Println(a, b)
		}
		for a, b := b, a; a < 3; a, b = a+1, b+a {
			fmt.Println(a, b)
		}
		switch a, b := b, a; {
		case a < b:
			fmt.Println("lt", a, b)
		}
		func() {
			a, b := b, len(fmt.Sprint(a))
			fmt.Println(a, b)
		}()
		var a2, b2 = b, a
		fmt.Println(a2, b2)
		{
			var a, b = b, a
			fmt.Println(a, b)
		}
		s, t := "a", "b"
		{
			s, t := t+"1", s+"2"
			s, n := s+t, len(s)
			fmt.Println(s, t, n)
		}
	}
	fmt.Println(a, b)
}
