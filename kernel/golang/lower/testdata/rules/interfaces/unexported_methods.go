// Unexported methods seal an interface.
package main

import "fmt"

type expr interface {
	eval() int
	isExpr()
}

type num int
type add struct{ l, r expr }
type neg struct{ e expr }

func (num) isExpr()      {}
func (add) isExpr()      {}
func (*neg) isExpr()     {}
func (n num) eval() int  { return int(n) }
func (a add) eval() int  { return a.l.eval() + a.r.eval() }
func (n *neg) eval() int { return -n.e.eval() }

func show(e expr) string {
	switch e := e.(type) {
	case num:
		return fmt.Sprint(int(e))
	case add:
		return "(" + show(e.l) + "+" + show(e.r) + ")"
	case *neg:
		return "-" + show(e.e)
	}
	return "?"
}

func main() {
	var e expr = add{num(1), &neg{add{num(2), num(3)}}}
	fmt.Println(show(e), e.eval())
	_, ok := any(neg{}).(expr)
	fmt.Println(ok)
}
