// delete, make with sizes, new and composite pointers.
package main

import "fmt"

type node struct {
	kids map[string]*node
	tags []string
}

func main() {
	n := new(node)
	fmt.Println(n.kids == nil, n.tags == nil, len(n.kids["x"].safe()))
	n.kids = make(map[string]*node, 10)
	n.kids["a"] = &node{tags: []string{"t"}}
	delete(n.kids, "nope")
	fmt.Println(len(n.kids), n.kids["a"].tags)
	delete(n.kids, "a")
	var nilmap map[int]bool
	delete(nilmap, 3)
	fmt.Println(len(n.kids))
	size := uint8(3)
	s := make([]string, size, size*2)
	fmt.Printf("%q %d\n", s, cap(s))
	i := new(int)
	*i += 5
	pp := &i
	**pp *= 2
	fmt.Println(*i)
	x := new(float64(2.5))
	*x++
	fmt.Println(*x)
}

func (n *node) safe() []string {
	if n == nil {
		return nil
	}
	return n.tags
}
