// An index that is out of range after the call on the right has the numbers in its panic.
package main

import "fmt"

func seven() int { fmt.Print("seven "); return 7 }

func try(f func()) {
	defer func() { fmt.Println(recover()) }()
	f()
}

func main() {
	s := []int{1, 2}
	i := 2
	try(func() { s[i] = seven() })
	try(func() { s[i] += seven() })
	try(func() { s[i-1] -= seven() })
	fmt.Println(s)
}
