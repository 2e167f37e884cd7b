package main

import "fmt"

type P struct {
	X, Y int
	name string
}

func (p P) Sum() int       { return p.X + p.Y }
func (p *P) Move(d int)    { p.X += d; p.Y += d }
func (p P) String() string { return fmt.Sprintf("P(%d,%d)", p.X, p.Y) }

type Shape interface{ Area() float64 }
type Sq struct{ s float64 }
type Rect struct{ w, h float64 }

func (s Sq) Area() float64    { return s.s * s.s }
func (r *Rect) Area() float64 { return r.w * r.h }

var total = add(1, 2)

func add(a, b int) int { return a + b }

func main() {
	p := P{1, 2, "a"}
	p.Move(3)
	fmt.Println("hello", p, &p, p.Sum(), total)
	fmt.Printf("%v %+v %T %d\n", p, p, p, p)
	var shapes []Shape
	shapes = append(shapes, Sq{2}, &Rect{2, 3})
	for i, s := range shapes {
		fmt.Println(i, s.Area())
		switch v := s.(type) {
		case Sq:
			fmt.Println("square", v.s)
		case *Rect:
			fmt.Println("rect", v.w)
		}
	}
	fmt.Printf("%v %+v %#v\n", shapes[0], shapes[0], shapes[0])
	m := map[string]P{"a": {1, 2, "x"}}
	fmt.Println(m, len(m))
	f := p.Sum
	p.X = 100
	fmt.Println(f(), P.Sum(p), (*P).Sum(&p))
}
