package generate

import (
	"fmt"
	"strconv"
	"strings"
)

// variable is a variable in scope.
type variable struct {
	name  string
	typ   *typ
	fixed bool // not assigned to, such as a loop's counter
	alias bool // a slice that may share its memory: not appended to
}

// body is a function that is being written.
type body struct {
	source
	w      *world
	vars   []variable
	names  int
	traces int
	depth  int // of statements
	loops  int // around the statement, with what they multiply
	labels []string
	used   map[string]bool // labels
	calls  bool            // the expression may call tr
	risky  bool            // the expression may panic, once
	alone  bool            // the expression is of a goroutine and must not call tr
	result bool            // in the function itself, not in a literal: it may return
	size   int             // statements so far
	base   int             // where the block's own variables begin
}

// expr is an expression of type t without effects beyond tr.
func (b *body) expr(t *typ, depth int) string {
	if b.calls && b.chance(6) {
		b.traces++
		n := b.traces
		return fmt.Sprintf("tr(%d, %s)", n, b.typed(t, depth-1))
	}
	if depth <= 0 || b.chance(4) {
		if v, ok := b.someVar(t, false); ok && !b.chance(5) {
			return t.fresh(v.name)
		}
		return b.literal(t, 1)
	}
	switch t.kind {
	case integer:
		return b.integer(t, depth)
	case float:
		return b.binary(t, pick(b.source, []string{"+", "-", "*"}), depth)
	case text:
		return b.text(t, depth)
	case boolean:
		return b.boolean(t, depth)
	}
	if s, ok := b.part(t); ok && b.chance(2) {
		return t.fresh(s)
	}
	switch t.kind {
	case structure:
		if b.chance(3) {
			if v, ok := b.someVar(t, false); ok {
				return fmt.Sprintf("%s.With(%s)", v.name, b.expr(intType, depth-1))
			}
		}
	case slice:
		return "append(" + t.name + "(nil), " + b.list(t.elem, depth) + ")"
	}
	return b.literal(t, depth)
}

// typed is an expression that has the type t also where nothing else says so.
func (b *body) typed(t *typ, depth int) string {
	s := b.expr(t, depth)
	if t.name == "func(int) int" || strings.HasPrefix(s, t.name) && t.kind != pointer {
		return s
	}
	return "(" + t.name + ")(" + s + ")"
}

// fresh is the value of x, with a memory of its own if it is a slice: what an append writes over depends
// on capacities.
func (t *typ) fresh(x string) string {
	if t.kind == slice {
		return "append(" + t.name + "(nil), " + x + "...)"
	}
	return x
}

func (b *body) list(t *typ, depth int) string {
	var parts []string
	for range 1 + b.IntN(3) {
		parts = append(parts, b.expr(t, depth-1))
	}
	return strings.Join(parts, ", ")
}

func (b *body) binary(t *typ, op string, depth int) string {
	x := b.atom(t, depth-1)
	return "(" + x + " " + op + " " + b.expr(t, depth-1) + ")"
}

// atom is an expression that is not a constant, so that the compiler does not fold it.
func (b *body) atom(t *typ, depth int) string {
	if v, ok := b.someVar(t, false); ok {
		return v.name
	}
	if s, ok := b.part(t); ok {
		return s
	}
	if b.alone || !b.calls { // beside what may panic, no call may show whether it came first
		return "func() " + t.name + " { return " + b.literal(t, 0) + " }()"
	}
	b.traces++
	return fmt.Sprintf("tr(%d, %s)", b.traces, b.typed(t, 0))
}

func (b *body) integer(t *typ, depth int) string {
	if b.risky && b.chance(3) {
		b.risky = false
		return b.mayPanic(t, depth)
	}
	switch b.IntN(12) {
	case 0:
		return "(" + b.atom(t, depth) + " << (" + b.unsignedCount(depth) + "))"
	case 1:
		return "(" + b.atom(t, depth) + " >> (" + b.unsignedCount(depth) + "))"
	case 2:
		return "(-" + b.atom(t, depth) + ")"
	case 3:
		return "(^" + b.atom(t, depth) + ")"
	case 4:
		from := pick(b.source, basicTypes)
		if from.kind == integer {
			return t.name + "(" + b.atom(from, depth-1) + ")"
		}
	case 5:
		f := pick(b.source, []string{"min", "max"})
		return f + "(" + b.atom(t, depth-1) + ", " + b.expr(t, depth-1) + ")"
	case 6:
		return "(" + b.atom(t, depth) + pick(b.source, []string{" / ", " % "}) + strconv.Itoa(1+b.IntN(9)) + ")"
	case 7:
		if t == intType {
			if v, ok := b.varOf(func(v variable) bool {
				return v.typ.kind == slice || v.typ.kind == mapping || v.typ.kind == text || v.typ.kind == array
			}); ok {
				return "len(" + v.name + ")"
			}
		}
	case 8:
		if s, ok := b.part(t); ok {
			return s
		}
	case 9:
		if t == intType {
			if v, ok := b.varOf(func(v variable) bool { return v.typ.kind == structure }); ok {
				return v.name + ".Get(" + b.expr(intType, depth-1) + ")"
			}
		}
	case 10:
		if t.bits == 8 && !t.unsigned || t == intType {
			return "sum(" + b.typed(t, depth-1) + ", " + b.list(t, depth-1) + ")"
		}
	}
	return b.binary(t, pick(b.source, []string{"+", "-", "*", "&", "|", "^", "&^"}), depth)
}

func (b *body) unsignedCount(depth int) string {
	return "uint(" + b.atom(intType, depth-1) + ") % 70"
}

// mayPanic is an operation that panics for some operands.
func (b *body) mayPanic(t *typ, depth int) string {
	calls := b.calls
	b.calls = false
	defer func() { b.calls = calls }()
	if v, ok := b.varOf(func(v variable) bool { return v.typ.kind == slice && v.typ.elem == t }); ok && b.chance(2) {
		if i, ok := b.someVar(intType, false); ok {
			return v.name + "[" + i.name + "]"
		}
	}
	if v, ok := b.varOf(func(v variable) bool { return v.typ.kind == pointer && v.typ.elem.has(t) != "" }); ok && b.chance(2) {
		return v.name + "." + v.typ.elem.has(t)
	}
	if v, ok := b.someVar(anyType, false); ok && b.chance(2) {
		return v.name + ".(" + t.name + ")"
	}
	x, okx := b.someVar(t, false)
	y, oky := b.someVar(t, false)
	if okx && oky {
		return "(" + x.name + pick(b.source, []string{" / ", " % "}) + y.name + ")"
	}
	return b.literal(t, 0)
}

// has is the name of a field of type t, "" if there is none.
func (t *typ) has(field *typ) string {
	for _, f := range t.fields {
		if f.typ == field {
			return f.name
		}
	}
	return ""
}

// part is a part of a variable: a field, an element of an array or of a map.
func (b *body) part(t *typ) (string, bool) {
	v, ok := b.varOf(func(v variable) bool {
		return v.typ.kind == structure && v.typ.has(t) != "" || v.typ.kind == mapping && v.typ.elem == t ||
			v.typ.kind == array && v.typ.elem == t
	})
	if !ok {
		return "", false
	}
	switch v.typ.kind {
	case structure:
		return v.name + "." + v.typ.has(t), true
	case mapping:
		return v.name + "[" + b.literal(v.typ.key, 0) + "]", true
	}
	return v.name + "[" + strconv.Itoa(b.IntN(v.typ.n)) + "]", true
}

func (b *body) text(t *typ, depth int) string {
	switch b.IntN(6) {
	case 0:
		if t.name == "string" {
			if v, ok := b.varOf(func(v variable) bool { return v.typ.printable() }); ok {
				return "fmt.Sprint(" + v.name + ")"
			}
		}
	case 1:
		if t.name == "string" {
			return "string(rune(97 + " + b.atom(intType, depth-1) + "&15))"
		}
	case 2:
		return t.name + "(strings.ToUpper(string(" + b.atom(t, depth-1) + ")))"
	case 3:
		if v, ok := b.someVar(t, false); ok && b.risky {
			b.risky = false
			if i, ok := b.someVar(intType, false); ok {
				return v.name + "[" + i.name + ":]"
			}
		}
	case 4:
		if s, ok := b.part(t); ok {
			return s
		}
	}
	return b.binary(t, "+", depth)
}

func (b *body) boolean(t *typ, depth int) string {
	var s string
	switch b.IntN(5) {
	case 0:
		s = "(" + b.expr(boolType, depth-1) + pick(b.source, []string{" && ", " || "}) + b.expr(boolType, depth-1) + ")"
	case 1:
		s = "!" + b.atom(boolType, depth-1)
	case 2:
		if v, ok := b.varOf(func(v variable) bool { return v.typ.comparable() && v.typ.kind != failure }); ok {
			s = "(" + v.name + pick(b.source, []string{" == ", " != "}) + b.operand(v.typ, depth-1) + ")"
		}
	}
	if s == "" {
		u := pick(b.source, basicTypes)
		for u.kind == boolean {
			u = pick(b.source, basicTypes)
		}
		s = "(" + b.atom(u, depth-1) + pick(b.source, []string{" < ", " <= ", " > ", " == ", " != "}) + b.expr(u, depth-1) + ")"
	}
	if t.name != "bool" {
		return t.name + "(" + s + ")"
	}
	return s
}

// operand is an expression next to an operator: a literal of a struct needs its own parentheses.
func (b *body) operand(t *typ, depth int) string { return "(" + b.expr(t, depth) + ")" }

// someVar is a variable of type t.
func (b *body) someVar(t *typ, assign bool) (variable, bool) {
	return b.varOf(func(v variable) bool {
		return (v.typ == t || v.typ.name == t.name) && !(assign && v.fixed)
	})
}

func (b *body) varOf(ok func(variable) bool) (variable, bool) {
	var list []variable
	seen := map[string]bool{}
	for i := len(b.vars) - 1; i >= 0; i-- { // the inner one hides the outer
		v := b.vars[i]
		if !seen[v.name] && ok(v) {
			list = append(list, v)
		}
		seen[v.name] = true
	}
	if len(list) == 0 {
		return variable{}, false
	}
	return pick(b.source, list), true
}
