package main

import "fmt"

var calls int

func ptr(p *int) *int { calls++; return p }

func next(a []int) int { calls++; return calls % len(a) }

func pairs(yield func(int, string) bool) {
	_ = yield(1, "a") && yield(2, "b") && yield(3, "c")
}

type box struct{ n int }

func (b *box) at() *int { calls++; return &b.n }

// The operands of the left sides are evaluated in each round.
func main() {
	var i, v int
	for *ptr(&i), *ptr(&v) = range [2]int{1, 2} {
	}
	fmt.Println(calls, i, v)
	calls = 0
	a := make([]int, 3)
	for a[next(a)] = range 5 {
	}
	fmt.Println(calls, a)
	calls = 0
	var s string
	b := &box{}
	for *b.at(), s = range pairs {
		fmt.Print(b.n, s, " ")
	}
	fmt.Println(calls)
	calls = 0
	m := map[int]rune{}
	for *ptr(&i), m[calls] = range "xyz" {
	}
	fmt.Println(calls, len(m))
	k := 0
	for a[k] = range []string{"p", "q", "r"} {
		k = a[k] + 1
		if k == len(a) {
			break
		}
	}
	fmt.Println(a)
	defer func() { fmt.Println(recover()) }()
	for a[k] = range 4 {
	}
}
