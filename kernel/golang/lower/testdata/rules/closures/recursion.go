// Closures that call themselves and each other through variables, fields and maps.
package main

import (
	"fmt"
	"slices"
)

type visitor struct{ visit func(n int) []int }

func memo(f func(func(int) int, int) int) func(int) int {
	seen := map[int]int{}
	var self func(int) int
	self = func(n int) int {
		if v, ok := seen[n]; ok {
			return v
		}
		seen[n] = f(self, n)
		return seen[n]
	}
	return self
}

type fix func(fix, int) int

var odd func(int) bool

func even(n int) bool { return n == 0 || odd(n-1) }

func init() { odd = func(n int) bool { return n != 0 && even(n-1) } }

func main() {
	var fact func(int) int
	fact = func(n int) int {
		if n < 2 {
			return 1
		}
		return n * fact(n-1)
	}
	old := fact
	fact = func(n int) int { return -old(n) }
	fmt.Println(fact(5), old(3))
	fmt.Println(memo(func(self func(int) int, n int) int {
		if n < 2 {
			return n
		}
		return self(n-1) + self(n-2)
	})(50))
	f := fix(func(self fix, n int) int {
		if n == 0 {
			return 0
		}
		return n + self(self, n-1)
	})
	fmt.Println(f(f, 10), even(10), odd(7), even(3))
	v := &visitor{}
	v.visit = func(n int) []int {
		if n == 0 {
			return nil
		}
		return append(v.visit(n/2), n%2)
	}
	fmt.Println(v.visit(10))
	parse := map[rune]func([]rune) (int, []rune){}
	parse['n'] = func(s []rune) (int, []rune) { return int(s[0] - '0'), s[1:] }
	parse['e'] = func(s []rune) (int, []rune) {
		if s[0] == '(' {
			a, rest := parse['e'](s[1:])
			op := rest[0]
			b, rest := parse['e'](rest[1:])
			if op == '*' {
				return a * b, rest[1:]
			}
			return a + b, rest[1:]
		}
		return parse['n'](s)
	}
	r, rest := parse['e']([]rune("((1+2)*(3+4))"))
	fmt.Println(r, len(rest))
	var perms func([]string, []string)
	var all []string
	perms = func(done, left []string) {
		if len(left) == 0 {
			all = append(all, fmt.Sprint(done))
		}
		for i, s := range left {
			perms(append(slices.Clone(done), s), slices.Delete(slices.Clone(left), i, i+1))
		}
	}
	perms(nil, []string{"a", "b", "c"})
	fmt.Println(all)
	var ack func(m, n int) int
	ack = func(m, n int) int {
		switch {
		case m == 0:
			return n + 1
		case n == 0:
			return ack(m-1, 1)
		}
		return ack(m-1, ack(m, n-1))
	}
	fmt.Println(ack(2, 3))
}
