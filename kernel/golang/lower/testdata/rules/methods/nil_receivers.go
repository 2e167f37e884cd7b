// Methods with pointer receivers may be called on nil.
package main

import "fmt"

type List struct {
	v    int
	next *List
}

func (l *List) Len() int {
	if l == nil {
		return 0
	}
	return 1 + l.next.Len()
}
func (l *List) String() string {
	if l == nil {
		return "()"
	}
	return fmt.Sprintf("(%d %v)", l.v, l.next)
}

type Lener interface{ Len() int }

type M map[string]int

func (m M) Len() int { return len(m) }

func main() {
	var l *List
	fmt.Println(l.Len(), (*List)(nil).Len(), l)
	l = &List{1, &List{2, nil}}
	fmt.Println(l.Len(), l)
	var x Lener
	fmt.Println(x == nil)
	l = nil
	x = l
	fmt.Println(x == nil, x.Len(), x)
	x = M(nil)
	fmt.Println(x == nil, x.Len(), x)
}
