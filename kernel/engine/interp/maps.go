package interp

import (
	"reflect"
	"unsafe"

	"weft/kernel/engine/pipe"
	"weft/kernel/engine/rt"
	golang "weft/kernel/golang/cell"
)

// Maps. Package runtime ends the process when it sees two goroutines in one map, one of which writes. The
// interpreter's steps that use maps are guarded, so that two of them never get as far: the second one ends the
// cell with Go's words and its place. What compiled code does with a map is not seen here.

// mapSteps are the interpreter's makers of steps that use a map, and how.
var mapSteps = map[string]struct {
	use rt.MapUse
	of  func(n *nodes, node unsafe.Pointer) mapReader
}{
	"getIndexMap":  {rt.ReadMap, operandMap(0)},
	"getIndexMap2": {rt.ReadMap, operandMap(0)},
	"_delete":      {rt.WriteMap, operandMap(1)},
	"rangeMap":     {rt.RangeMap, (*nodes).rangedMap},
	"assign":       {rt.WriteMap, (*nodes).changedMap},
	"inc":          {rt.WriteMap, (*nodes).changedMap}, "dec": {rt.WriteMap, (*nodes).changedMap},
	"addAssign": {rt.WriteMap, (*nodes).changedMap}, "subAssign": {rt.WriteMap, (*nodes).changedMap},
	"mulAssign": {rt.WriteMap, (*nodes).changedMap}, "quoAssign": {rt.WriteMap, (*nodes).changedMap},
	"remAssign": {rt.WriteMap, (*nodes).changedMap}, "andAssign": {rt.WriteMap, (*nodes).changedMap},
	"orAssign": {rt.WriteMap, (*nodes).changedMap}, "xorAssign": {rt.WriteMap, (*nodes).changedMap},
	"andNotAssign": {rt.WriteMap, (*nodes).changedMap}, "shlAssign": {rt.WriteMap, (*nodes).changedMap},
	"shrAssign": {rt.WriteMap, (*nodes).changedMap},
}

// A mapReader finds the map that a step uses; nil if it uses none.
type mapReader func(frame unsafe.Pointer) unsafe.Pointer

// guard puts a node that uses a map between the guard's Enter and Leave. name is its generator's.
func (n *nodes) guard(node unsafe.Pointer, name string) {
	s, ok := mapSteps[name]
	if !ok || n.maps == nil {
		return
	}
	of := s.of(n, node)
	if of == nil {
		return
	}
	generate := *at[generator](node, n.gen)
	*at[generator](node, n.gen) = func(node unsafe.Pointer) {
		generate(node)
		run := *at[step](node, n.exec)
		if run == nil {
			return
		}
		own := n.guarded(node, run, of, s.use)
		*at[step](node, n.exec) = own
		if name == "rangeMap" { // the range's first step has been made with it and leads to it
			first := (*at[[]unsafe.Pointer](node, n.child))[0]
			if begin := *at[step](first, n.exec); begin != nil {
				*at[step](first, n.exec) = func(frame unsafe.Pointer) step {
					begin(frame)
					return own
				}
			}
		}
	}
}

func (n *nodes) guarded(node unsafe.Pointer, run step, of mapReader, use rt.MapUse) step {
	maps, place := n.maps, n.mapPlace(node)
	among := func(frame unsafe.Pointer) step {
		m := of(frame)
		if m == nil {
			return run(frame)
		}
		if c, ok := maps.Enter(m, use, place); !ok {
			n.clash(c.Text, n.lineOf(node), n.otherPlace(c.Other))
		}
		defer maps.Leave(m, use)
		return run(frame)
	}
	alone := func(frame unsafe.Pointer) step {
		defer maps.LeaveAlone()
		return run(frame)
	}
	return func(frame unsafe.Pointer) step {
		if maps.EnterAlone() {
			return alone(frame)
		}
		return among(frame)
	}
}

// operandMap is the map that is a child of the node.
func operandMap(child int) func(n *nodes, node unsafe.Pointer) mapReader {
	return func(n *nodes, node unsafe.Pointer) mapReader {
		return n.mapOf((*at[[]unsafe.Pointer](node, n.child))[child])
	}
}

// changedMap is the map of an assignment to an entry; nil for other assignments.
func (n *nodes) changedMap(node unsafe.Pointer) mapReader {
	entry := (*at[[]unsafe.Pointer](node, n.child))[0]
	if n.names[*at[uint](entry, n.kind)] != "indexExpr" || *at[int](node, n.nleft) > 1 {
		return nil // lowering assigns several entries one by one
	}
	switch n.generatorOf(entry) {
	case "getIndexMap", "nop": // the latter if the entry is not read
		return n.mapOf((*at[[]unsafe.Pointer](entry, n.child))[0])
	}
	return nil
}

// mapOf reads the map that a node stands for.
func (n *nodes) mapOf(node unsafe.Pointer) mapReader {
	get := n.getter(node)
	if get == nil {
		return nil
	}
	return func(frame unsafe.Pointer) unsafe.Pointer {
		if v := get(frame); v.Kind() == reflect.Map {
			return v.UnsafePointer()
		}
		return nil
	}
}

// rangedMap is the map of a range statement, which its iterator has: the variable can be given another one
// meanwhile. The interpreter keeps the iterator in front of the statement's first variable.
func (n *nodes) rangedMap(node unsafe.Pointer) mapReader {
	iterated, begun, ok := iteratorFields()
	index := *at[int]((*at[[]unsafe.Pointer](node, n.child))[0], n.findex) - 1
	if !ok || index < 0 {
		return nil
	}
	data := n.data
	return func(frame unsafe.Pointer) unsafe.Pointer {
		v := (*at[[]reflect.Value](frame, data))[index]
		if v.Kind() != reflect.Pointer || v.Type() != reflect.TypeFor[*reflect.MapIter]() || v.IsNil() {
			return nil
		}
		iterator := v.UnsafePointer()
		if m := *at[unsafe.Pointer](iterator, begun); m != nil {
			return m
		}
		if m := at[reflect.Value](iterator, iterated); m.Kind() == reflect.Map {
			return m.UnsafePointer()
		}
		return nil
	}
}

// iteratorFields are where a reflect.MapIter keeps the value that it iterates over and, once it has begun, the map.
func iteratorFields() (iterated, begun uintptr, ok bool) {
	t := reflect.TypeFor[reflect.MapIter]()
	m, ok1 := t.FieldByName("m")
	inner, ok2 := t.FieldByName("hiter")
	if !ok1 || !ok2 || m.Type != reflect.TypeFor[reflect.Value]() || inner.Type.Kind() != reflect.Struct {
		return 0, 0, false
	}
	started, ok := inner.Type.FieldByName("m")
	return m.Offset, inner.Offset + started.Offset, ok && started.Type.Kind() == reflect.Pointer
}

// mapPlace numbers a node for those who clash with it.
func (n *nodes) mapPlace(node unsafe.Pointer) int {
	n.mu.Lock()
	defer n.mu.Unlock()
	if len(n.mapNodes) == rt.MaxMapPlace {
		return 0
	}
	n.mapNodes = append(n.mapNodes, node)
	return len(n.mapNodes)
}

// otherPlace is the place of the node of that number; nil for 0.
func (n *nodes) otherPlace(number int) *pipe.Frame {
	if number == 0 {
		return nil
	}
	n.mu.Lock()
	node := n.mapNodes[number-1]
	n.mu.Unlock()
	return n.lineOf(node)
}

// lineOf is the line of a cell that the node was lowered from, nil if it is in none.
func (n *nodes) lineOf(node unsafe.Pointer) *pipe.Frame {
	p, ok := golang.FromToken(n.positions.Position(positionOf(*at[int](node, n.pos))))
	if !ok || p.Line == 0 {
		return nil
	}
	return &pipe.Frame{Cell: p.Cell, Line: p.Line, Exact: true}
}
