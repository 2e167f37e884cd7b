package main

import "fmt"

// What is compared is evaluated once, also where one side is the call of a small method whose argument
// calls something.

var trace []int

func next(n, v int) int {
	trace = append(trace, n)
	return v
}

type account struct {
	balance int
	link    *account
	out     chan int
}

func (a account) plus(n int) int         { return a.balance + n }
func (a *account) at(n int) *account     { return a.link }
func (a account) channel(n int) chan int { return a.out }

func counted() func() int {
	n := 0
	return func() int { n++; return n }
}

func main() {
	a := account{balance: 10, out: make(chan int)}
	p := &account{balance: 5}
	p.link = p
	for i := range 3 {
		if i != a.plus(next(1, i)) {
			fmt.Print("ne ")
		}
		if a.plus(next(2, i)) == i+10 {
			fmt.Print("eq ")
		}
		if p.at(next(3, i)) == nil || nil != p.at(next(4, i)) {
			fmt.Print("at ")
		}
		switch i + 10 {
		case a.plus(next(5, i)):
			fmt.Print("case ")
		}
		var r <-chan int = a.out
		if a.channel(next(6, i)) == r && r == a.channel(next(7, i)) {
			fmt.Print("chan ")
		}
		switch r {
		case a.channel(next(8, i)):
			fmt.Print("same ")
		}
		fmt.Println()
	}
	fmt.Println(trace)
	f := counted()
	fmt.Println(f() == a.plus(f()-11), f() != a.plus(f()), f())
	var e any = 1
	fmt.Println(e == any(a.plus(f()-15)), p == p.at(f()), f())
}
