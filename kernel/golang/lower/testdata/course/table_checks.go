// Table-driven checks, as tests are written before package testing is known.
package main

import (
	"errors"
	"fmt"
	"math"
	"reflect"
	"strconv"
	"strings"
)

type check struct {
	name string
	got  func() any
	want any
}

func Roman(n int) (string, error) {
	if n <= 0 || n >= 4000 {
		return "", fmt.Errorf("roman: %d is out of range", n)
	}
	var b strings.Builder
	for _, d := range []struct {
		v int
		s string
	}{{1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"}, {90, "XC"}, {50, "L"}, {40, "XL"}, {10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"}} {
		for n >= d.v {
			b.WriteString(d.s)
			n -= d.v
		}
	}
	return b.String(), nil
}

func Reverse(s string) string {
	rs := []rune(s)
	for i, j := 0, len(rs)-1; i < j; i, j = i+1, j-1 {
		rs[i], rs[j] = rs[j], rs[i]
	}
	return string(rs)
}

func IsPalindrome(s string) bool {
	var clean []rune
	for _, r := range strings.ToLower(s) {
		if r >= 'a' && r <= 'z' {
			clean = append(clean, r)
		}
	}
	return string(clean) == Reverse(string(clean))
}

func Divide(a, b float64) (q float64, err error) {
	if b == 0 {
		err = errors.New("division by zero")
		return
	}
	return a / b, nil
}

func Gcd(a, b int) int {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}

func Collatz(n int) (steps []int) {
	for steps = append(steps, n); n != 1; steps = append(steps, n) {
		if n%2 == 0 {
			n /= 2
		} else {
			n = 3*n + 1
		}
	}
	return
}

func main() {
	roman := func(n int) func() any { return func() any { s, err := Roman(n); return fmt.Sprint(s, err) } }
	checks := []check{
		{"roman 4", roman(4), "IV<nil>"},
		{"roman 1994", roman(1994), "MCMXCIV<nil>"},
		{"roman 0", roman(0), "roman: 0 is out of range"},
		{"reverse", func() any { return Reverse("Grüße, 世界") }, "界世 ,eßürG"},
		{"palindrome", func() any { return IsPalindrome("A man, a plan, a canal: Panama!") }, true},
		{"gcd", func() any { return Gcd(1071, 462) }, 21},
		{"collatz", func() any { return Collatz(6) }, []int{6, 3, 10, 5, 16, 8, 4, 2, 1}},
		{"divide", func() any { q, _ := Divide(1, 8); return q }, 0.125},
		{"map", func() any { return map[string][]int{"a": {1}, "b": nil} }, map[string][]int{"a": {1}, "b": nil}},
		{"nan", func() any { return math.IsNaN(math.Log(-1)) }, true},
		{"fails", func() any { return 1 }, 2},
		{"type", func() any { return int64(1) }, 1},
		{"panics", func() any { n, _ := strconv.Atoi("zero"); return 10 / n }, 0},
	}
	passed := 0
	for _, c := range checks {
		func() {
			defer func() {
				if r := recover(); r != nil {
					fmt.Printf("PANIC %s: %v\n", c.name, r)
				}
			}()
			if got := c.got(); !reflect.DeepEqual(got, c.want) {
				fmt.Printf("FAIL %s: got %v (%T), want %v (%T)\n", c.name, got, got, c.want, c.want)
				return
			}
			passed++
		}()
	}
	fmt.Printf("%d of %d passed\n", passed, len(checks))
	if _, err := Divide(1, 0); err != nil {
		fmt.Println("error:", err)
	}
}
