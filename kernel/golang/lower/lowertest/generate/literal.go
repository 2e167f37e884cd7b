package generate

import (
	"fmt"
	"strconv"
	"strings"
)

// literal is a value of type t written out.
func (b *body) literal(t *typ, depth int) string {
	switch t.kind {
	case integer:
		n := b.IntN(12)
		if b.chance(3) {
			n = b.IntN(120)
		}
		if !t.unsigned && b.chance(4) {
			return strconv.Itoa(-n)
		}
		return strconv.Itoa(n)
	case float:
		return pick(b.source, []string{"0.5", "2", "-1.25", "1e3", "3.75", "0.1"})
	case text:
		return strconv.Quote(pick(b.source, []string{"", "a", "xyz", "é世", "\xff!", "two words"}))
	case boolean:
		return pick(b.source, []string{"true", "false"})
	case structure:
		return b.structLiteral(t, depth)
	case pointer:
		if b.chance(4) {
			return "(" + t.name + ")(nil)"
		}
		if v, ok := b.varOf(func(v variable) bool { return v.typ == t.elem && !v.fixed }); ok && b.chance(2) {
			return "&" + v.name
		}
		return "&" + b.structLiteral(t.elem, depth)
	case slice:
		if b.chance(6) {
			return t.name + "(nil)"
		}
		return t.name + "{" + b.literals(t.elem, 1+b.IntN(4), depth) + "}"
	case array:
		return t.name + "{" + b.literals(t.elem, t.n, depth) + "}"
	case mapping:
		var parts []string
		seen := map[string]bool{}
		for range b.IntN(4) {
			k := b.literal(t.key, 0)
			if !seen[k] {
				seen[k] = true
				parts = append(parts, k+": "+b.expr(t.elem, depth-1))
			}
		}
		return t.name + "{" + strings.Join(parts, ", ") + "}"
	case function:
		return b.closure()
	case anything:
		u := b.w.anyOf(b.source, 1)
		for !u.printable() || u.kind == anything || u.kind == failure {
			u = b.w.anyOf(b.source, 1)
		}
		e := b.typed(u, depth-1)
		if u.kind == slice && strings.HasSuffix(e, "(nil)") { // which the compiler writes wrongly into a literal of a struct
			e = u.name + "{}"
		}
		return "any(" + e + ")"
	case failure:
		return pick(b.source, []string{"error(nil)", "errBase", `fmt.Errorf("wrap: %w", errBase)`, `error(&problem{3})`, `errors.Join(errBase, &problem{4})`})
	case iface:
		return "Shape(&" + b.structLiteral(pick(b.source, b.w.shapes), depth) + ")"
	}
	panic("generate: literal of " + t.name)
}

func (b *body) literals(t *typ, n, depth int) string {
	var parts []string
	for range n {
		parts = append(parts, b.expr(t, depth-1))
	}
	return strings.Join(parts, ", ")
}

func (b *body) structLiteral(t *typ, depth int) string {
	var parts []string
	for _, f := range t.fields {
		if b.chance(3) {
			continue
		}
		parts = append(parts, f.name+": "+b.expr(f.typ, depth-1))
	}
	return t.name + "{" + strings.Join(parts, ", ") + "}"
}

// closure is a func(int) int that changes variables around it.
func (b *body) closure() string {
	inner := *b
	inner.calls, inner.risky, inner.result = false, false, false
	inner.labels = nil
	b.names++
	p := fmt.Sprint("p", b.names)
	inner.names = b.names
	inner.vars = append(append([]variable{}, b.vars...), variable{name: p, typ: intType})
	s := "func(" + p + " int) int {\n"
	for range 1 + b.IntN(2) {
		if v, ok := inner.varOf(func(v variable) bool { return v.typ.kind == integer && !v.fixed }); ok {
			s += v.name + " += " + inner.expr(v.typ, 1) + "\n"
		}
	}
	s += "return " + inner.expr(intType, 2) + "\n}"
	b.names, b.traces = inner.names, inner.traces
	return s
}
