// Constraints with methods; pointer-receiver constraint; embedded constraints.
package main

import "fmt"

type Setter[T any] interface {
	*T
	Set(string)
}

type Port int

func (p *Port) Set(s string) { *p = Port(len(s)) }

type Host struct{ name string }

func (h *Host) Set(s string) { h.name = s }

func parse[T any, P Setter[T]](ss []string) []T {
	out := make([]T, len(ss))
	for i, s := range ss {
		P(&out[i]).Set(s)
	}
	return out
}

type StringableInt interface {
	~int
	fmt.Stringer
}

type Level int

func (l Level) String() string { return [...]string{"low", "mid", "high"}[l] }

func describe[T StringableInt](xs ...T) (s string) {
	for _, x := range xs {
		s += x.String() + fmt.Sprint(int(x)) + " "
	}
	return
}

type Shape interface{ Area() float64 }
type Sq float64

func (s Sq) Area() float64 { return float64(s * s) }

func total[S Shape](ss []S) (t float64) {
	for _, s := range ss {
		t += s.Area()
	}
	return
}

func main() {
	fmt.Println(parse[Port]([]string{"a", "bbb"}), parse[Host]([]string{"x"}))
	fmt.Println(describe(Level(0), Level(2)))
	fmt.Println(total([]Sq{1, 2}), total([]Shape{Sq(3), Sq(4)}))
}
