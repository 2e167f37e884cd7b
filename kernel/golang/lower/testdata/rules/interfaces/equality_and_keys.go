// Interface values compare by dynamic type and value; they are map keys.
package main

import "fmt"

type id int
type pt struct{ x, y int }
type named interface{ Name() string }

func (i id) Name() string  { return fmt.Sprint("id", int(i)) }
func (p *pt) Name() string { return fmt.Sprint("pt", p.x) }

func main() {
	p, q := &pt{1, 2}, &pt{1, 2}
	var a, b named = p, q
	fmt.Println(a == b, a == named(p), *p == *q, a != nil)
	m := map[named]int{id(1): 1, id(2): 2, p: 3, q: 4}
	fmt.Println(m[id(1)], m[p], m[q], m[id(3)], len(m))
	delete(m, p)
	m[id(1)]++
	fmt.Println(len(m), m[id(1)])
	any1, any2 := any(pt{1, 2}), any(pt{1, 2})
	fmt.Println(any1 == any2, any1 == any(p), any(1) == any(1.0), any("a") == any("a"))
	s := []any{1, id(1), "1", nil, pt{}, [2]id{1, 2}}
	for i, x := range s {
		for j, y := range s {
			if (x == y) != (i == j) {
				fmt.Println("wrong", i, j)
			}
		}
	}
	set := map[any]bool{[2]id{1, 2}: true, struct{ a any }{id(5)}: true}
	fmt.Println(set[[2]id{1, 2}], set[[2]int{1, 2}], set[struct{ a any }{id(5)}], set[struct{ a any }{5}])
	fmt.Println(a == any(p), id(1) == a)
}
