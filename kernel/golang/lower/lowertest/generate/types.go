package generate

import (
	"fmt"
	"strings"
)

type kind int

const (
	integer kind = iota
	float
	text
	boolean
	structure
	pointer
	slice
	array
	mapping
	function // func(int) int
	anything
	failure // error
	iface
)

// typ is a type of a generated program.
type typ struct {
	kind      kind
	name      string // as it is written
	bits      int    // of an integer
	unsigned  bool
	elem, key *typ
	n         int // length of an array
	fields    []member
}

type member struct {
	name string
	typ  *typ
}

var (
	intType    = &typ{kind: integer, name: "int", bits: 64}
	stringType = &typ{kind: text, name: "string"}
	boolType   = &typ{kind: boolean, name: "bool"}
	floatType  = &typ{kind: float, name: "float64"}
	anyType    = &typ{kind: anything, name: "any"}
	errorType  = &typ{kind: failure, name: "error"}
	funcType   = &typ{kind: function, name: "func(int) int"}

	basicTypes = []*typ{
		intType, intType, stringType, boolType, floatType,
		{kind: integer, name: "int8", bits: 8}, {kind: integer, name: "uint8", bits: 8, unsigned: true},
		{kind: integer, name: "int16", bits: 16}, {kind: integer, name: "uint32", bits: 32, unsigned: true},
		{kind: integer, name: "int64", bits: 64}, {kind: integer, name: "uint64", bits: 64, unsigned: true},
		{kind: integer, name: "rune", bits: 32}, {kind: float, name: "float32"},
	}
)

func sliceOf(e *typ) *typ   { return &typ{kind: slice, name: "[]" + e.name, elem: e} }
func pointerTo(e *typ) *typ { return &typ{kind: pointer, name: "*" + e.name, elem: e} }
func arrayOf(n int, e *typ) *typ {
	return &typ{kind: array, name: fmt.Sprintf("[%d]%s", n, e.name), elem: e, n: n}
}
func mapOf(k, e *typ) *typ {
	return &typ{kind: mapping, name: "map[" + k.name + "]" + e.name, key: k, elem: e}
}

// comparable reports whether values of t have ==.
func (t *typ) comparable() bool {
	switch t.kind {
	case slice, mapping, function, anything: // one in an interface panics
		return false
	case array:
		return t.elem.comparable()
	case structure:
		for _, f := range t.fields {
			if !f.typ.comparable() {
				return false
			}
		}
	}
	return true
}

// printable reports whether a value prints the same in every run: it holds no pointers or functions.
func (t *typ) printable() bool {
	switch t.kind {
	case pointer, function, iface:
		return false
	case slice, array, mapping:
		return t.elem.printable()
	case structure:
		for _, f := range t.fields {
			if !f.typ.printable() {
				return false
			}
		}
	}
	return true
}

// holds reports whether a value of t may have one of kind k inside.
func (t *typ) holds(k kind) bool {
	switch t.kind {
	case k:
		return true
	case slice, array, mapping:
		return t.elem.holds(k)
	case structure:
		for _, f := range t.fields {
			if f.typ.holds(k) {
				return true
			}
		}
	}
	return false
}

func newWorld(seed uint64) *world {
	w := &world{seed: seed}
	s := newSource(seed, 0)
	for i := range 3 {
		t := *pick(s, basicTypes)
		t.name = fmt.Sprintf("B%d", i)
		w.basics = append(w.basics, &t)
	}
	w.iface = &typ{kind: iface, name: "Shape"}
	for i := range 3 {
		t := &typ{kind: structure, name: fmt.Sprintf("S%d", i)}
		if i > 0 {
			in := w.shapes[s.IntN(i)]
			if s.chance(3) {
				t.fields = append(t.fields, member{in.name, in}, member{"Ptr", pointerTo(in)})
			} else {
				t.fields = append(t.fields, member{in.name, in})
			}
		}
		for j := range 1 + s.IntN(4) {
			t.fields = append(t.fields, member{fmt.Sprintf("%s%d%d", pick(s, []string{"a", "b", "C", "D"}), i, j), w.fieldType(s)})
		}
		t.fields = append(t.fields, member{fmt.Sprint("n", i), intType})
		w.shapes = append(w.shapes, t)
	}
	return w
}

func (w *world) fieldType(s source) *typ {
	switch s.IntN(8) {
	case 0:
		return sliceOf(pick(s, basicTypes))
	case 1:
		return arrayOf(2, pick(s, basicTypes))
	case 2:
		return anyType
	case 3:
		return pick(s, w.basics)
	}
	return pick(s, basicTypes)
}

// anyOf is a random type.
func (w *world) anyOf(s source, depth int) *typ {
	if depth <= 0 {
		return pick(s, basicTypes)
	}
	switch s.IntN(16) {
	case 0:
		return sliceOf(w.anyOf(s, depth-1))
	case 1:
		return arrayOf(1+s.IntN(3), w.anyOf(s, depth-1))
	case 2:
		return mapOf(pick(s, []*typ{intType, stringType, pick(s, w.basics)}), w.anyOf(s, depth-1))
	case 3, 4:
		return pick(s, w.shapes)
	case 5:
		return pointerTo(pick(s, w.shapes))
	case 6:
		return anyType
	case 7:
		return funcType
	case 8:
		return errorType
	case 9:
		return w.iface
	case 10, 11:
		return pick(s, w.basics)
	}
	return pick(s, basicTypes)
}

// declarations are the world's types with their methods.
func (w *world) declarations() string {
	s := newSource(w.seed, 1)
	var b strings.Builder
	b.WriteString("type Shape interface {\n\tGet(k int) int\n\tSet(k int)\n}\n\n")
	for i, t := range w.basics {
		under := t.underlying()
		fmt.Fprintf(&b, "type %s %s\n\n", t.name, under)
		if i == 0 {
			fmt.Fprintf(&b, "func (b %s) String() string { return fmt.Sprintf(\"<%%v>\", %s(b)) }\n\n", t.name, under)
		}
		fmt.Fprintf(&b, "func (b %s) Same(o %s) bool { return b == o }\n\n", t.name, t.name)
	}
	for i, t := range w.shapes {
		fmt.Fprintf(&b, "type %s struct {\n", t.name)
		for _, f := range t.fields {
			if f.name == f.typ.name {
				fmt.Fprintf(&b, "\t%s\n", f.typ.name)
			} else {
				fmt.Fprintf(&b, "\t%s %s\n", f.name, f.typ.name)
			}
		}
		b.WriteString("}\n\n")
		n := fmt.Sprint("n", i)
		if i == 0 || s.chance(2) { // else promoted
			fmt.Fprintf(&b, "func (s %s) Get(k int) int { return s.%s*%d + k }\n\n", t.name, n, 2+s.IntN(5))
		}
		if i == 0 || s.chance(2) {
			fmt.Fprintf(&b, "func (s *%s) Set(k int) { s.%s += k * %d }\n\n", t.name, n, 1+s.IntN(5))
		}
		fmt.Fprintf(&b, "func (s %s) With(k int) %s {\n\ts.%s = k\n\treturn s\n}\n\n", t.name, t.name, n)
		if s.chance(4) && t.printable() {
			fmt.Fprintf(&b, "func (s %s) String() string { return fmt.Sprint(\"%s#\", s.%s) }\n\n", t.name, t.name, n)
		}
	}
	return b.String()
}

func (t *typ) underlying() string {
	for _, b := range basicTypes {
		if b.kind == t.kind && b.bits == t.bits && b.unsigned == t.unsigned && (t.kind != float || b.name != "float32") {
			return b.name
		}
	}
	return "float64"
}
