package interp

import (
	"unsafe"

	"weft/kernel/golang/lower"
)

// renew generates the steps of function literals again: the interpreter has done that already when it
// compiled them, and for nothing else.
func (n *nodes) renew(root unsafe.Pointer) {
	var firsts []unsafe.Pointer
	seen := map[unsafe.Pointer]bool{}
	n.walk(root, func(node unsafe.Pointer) {
		children := *at[[]unsafe.Pointer](node, n.child)
		if n.kinds[*at[uint](node, n.kind)] == lower.MarkFunc && len(children) == 4 && *at[string](children[1], n.ident) == "" {
			n.forget(children[3], seen)
			firsts = append(firsts, *at[unsafe.Pointer](children[3], n.start))
		}
	})
	for _, first := range firsts {
		n.generate(first, map[unsafe.Pointer]bool{})
	}
}

// forget takes the steps away from a node, those below it and those that it leads to.
func (n *nodes) forget(node unsafe.Pointer, seen map[unsafe.Pointer]bool) {
	if node == nil || seen[node] {
		return
	}
	seen[node] = true
	*at[step](node, n.exec) = nil
	for _, field := range []uintptr{n.start, n.tnext, n.fnext} {
		n.forget(*at[unsafe.Pointer](node, field), seen)
	}
	for _, c := range *at[[]unsafe.Pointer](node, n.child) {
		n.forget(c, seen)
	}
}

// generate makes the steps of a node and of those that it leads to, as the interpreter does: those of its
// successors first, because the node's own step holds them. In a loop that is a step which finds the
// other one when it runs.
func (n *nodes) generate(node unsafe.Pointer, begun map[unsafe.Pointer]bool) {
	if node == nil || *at[step](node, n.exec) != nil {
		return
	}
	begun[node] = true
	for _, field := range []uintptr{n.tnext, n.fnext} {
		next := *at[unsafe.Pointer](node, field)
		switch {
		case next == nil || *at[step](next, n.exec) != nil:
		case begun[next]:
			exec := n.exec
			*at[step](next, exec) = func(frame unsafe.Pointer) step { return (*at[step](next, exec))(frame) }
		default:
			n.generate(next, begun)
		}
	}
	if generate := *at[generator](node, n.gen); generate != nil {
		generate(node)
	}
}
