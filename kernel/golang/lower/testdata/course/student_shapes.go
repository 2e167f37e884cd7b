// Interfaces and type switches, the classic exercise, with some detours.
package main

import (
	"errors"
	"fmt"
	"math"
	"sort"
)

type Shape interface {
	Area() float64
	Perimeter() float64
}

type Named interface {
	Shape
	fmt.Stringer
}

type Circle struct{ R float64 }
type Rect struct{ W, H float64 }
type Square struct{ Rect }
type Polygon []Point
type Point struct{ X, Y float64 }

func (c Circle) Area() float64       { return math.Pi * c.R * c.R }
func (c Circle) Perimeter() float64  { return 2 * math.Pi * c.R }
func (c Circle) String() string      { return fmt.Sprintf("circle of radius %g", c.R) }
func (r *Rect) Area() float64        { return r.W * r.H }
func (r *Rect) Perimeter() float64   { return 2 * (r.W + r.H) }
func (p Point) Dist(q Point) float64 { return math.Hypot(p.X-q.X, p.Y-q.Y) }
func (p Polygon) Perimeter() (sum float64) {
	for i := range p {
		sum += p[i].Dist(p[(i+1)%len(p)])
	}
	return
}
func (p Polygon) Area() float64 {
	s := 0.0
	for i, a := range p {
		b := p[(i+1)%len(p)]
		s += a.X*b.Y - b.X*a.Y
	}
	return math.Abs(s) / 2
}

var errNoShape = errors.New("not a shape")

func describe(v interface{}) (string, error) {
	switch s := v.(type) {
	case nil:
		return "", errNoShape
	case Named:
		return s.String(), nil
	case *Rect, *Square:
		return fmt.Sprintf("%T with area %.1f", s, s.(Shape).Area()), nil
	case Polygon:
		return fmt.Sprintf("polygon with %d points", len(s)), nil
	case int, int64:
		return "", fmt.Errorf("%w but the number %v", errNoShape, s)
	case func() Shape:
		return describe(s())
	case error:
		return "", fmt.Errorf("describe: %w", s)
	default:
		return "", fmt.Errorf("%w but %T", errNoShape, s)
	}
}

func main() {
	sq := &Square{Rect{2, 2}}
	shapes := []Shape{Circle{1}, &Rect{2, 3}, sq, Polygon{{0, 0}, {4, 0}, {4, 3}}}
	sort.Slice(shapes, func(i, j int) bool { return shapes[i].Area() < shapes[j].Area() })
	for _, s := range shapes {
		fmt.Printf("%-14T %6.2f %6.2f\n", s, s.Area(), s.Perimeter())
	}
	for _, v := range []any{shapes[0], shapes[1], sq, Polygon{}, 3, int64(4), nil, "x", func() Shape { return Circle{2} }, errNoShape, []Shape{}} {
		d, err := describe(v)
		fmt.Printf("%q %v %t\n", d, err, errors.Is(err, errNoShape))
	}
	total := 0.0
	byKind := map[string]int{}
	for _, s := range shapes {
		total += s.Area()
		byKind[fmt.Sprintf("%T", s)]++
	}
	fmt.Printf("%.3f %v\n", total, byKind)
	var s Shape
	fmt.Println(s == nil, shapes[0] == Shape(Circle{1}), shapes[3] == Shape(sq))
	_, ok := s.(Named)
	fmt.Println(ok)
	var r *Rect
	s = r
	fmt.Println(s == nil, r == nil)
	c1, c2 := Circle{3}, Circle{3}
	fmt.Println(c1 == c2, &c1 == &c2, Point{1, 2} == Point{1, 2}, any(c1) == any(c2))
}
