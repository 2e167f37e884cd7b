// init order, package variables that depend on each other, constants, Stringers of everything.
package main

import (
	"fmt"
	"os"
	"strings"
)

var (
	total  = first + second
	first  = compute("first", 1)
	second = compute("second", first*10)
	order  []string
	table  = map[string]func(float64, float64) float64{
		"+": func(a, b float64) float64 { return a + b },
		"-": func(a, b float64) float64 { return a - b },
		"*": func(a, b float64) float64 { return a * b },
	}
	_ = register("blank")
)

func compute(name string, v int) int {
	order = append(order, name)
	return v
}

func register(name string) bool {
	order = append(order, name)
	return true
}

func init() { order = append(order, "init1") }

func init() {
	order = append(order, "init2")
	table["/"] = func(a, b float64) float64 {
		if b == 0 {
			panic("division by zero")
		}
		return a / b
	}
}

type stack []float64

func (s *stack) push(v float64) { *s = append(*s, v) }
func (s *stack) pop() float64 {
	old := *s
	if len(old) == 0 {
		panic(fmt.Errorf("stack is empty"))
	}
	v := old[len(old)-1]
	*s = old[:len(old)-1]
	return v
}

func rpn(src string) (result float64, err error) {
	defer func() {
		switch r := recover().(type) {
		case nil:
		case error:
			err = fmt.Errorf("%q: %w", src, r)
		case string:
			err = fmt.Errorf("%q: %s", src, r)
		default:
			panic(r)
		}
	}()
	var s stack
	for _, tok := range strings.Fields(src) {
		if f, ok := table[tok]; ok {
			b, a := s.pop(), s.pop()
			s.push(f(a, b))
			continue
		}
		var v float64
		if _, err := fmt.Sscanf(tok, "%g", &v); err != nil {
			return 0, fmt.Errorf("%q: bad token %q", src, tok)
		}
		s.push(v)
	}
	result = s.pop()
	if len(s) > 0 {
		return result, fmt.Errorf("%q: %d left over", src, len(s))
	}
	return result, nil
}

func main() {
	fmt.Println(total, first, second, order)
	for _, src := range []string{"1 2 +", "3 4 2 * 1 5 - / +", "1 +", "1 0 /", "1 2", "x", "2 3 4 * -"} {
		fmt.Println(rpn(src))
	}
	if len(os.Args) > 0 {
		fmt.Println("arguments:", len(os.Args[1:]))
	}
}
