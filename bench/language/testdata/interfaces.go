package main

type shape interface{ area() int }

type square struct{ side int }
type rectangle struct{ a, b int }

func (s square) area() int     { return s.side * s.side }
func (r *rectangle) area() int { return r.a * r.b }

func work() int {
	shapes := []shape{square{2}, &rectangle{3, 4}, square{5}}
	sum := 0
	for i := 0; i < 3000; i++ {
		for _, s := range shapes {
			sum += s.area()
		}
	}
	return sum
}
