package generate

import (
	"fmt"
	"strings"
)

const (
	maxDepth = 4
	maxSize  = 45 // statements of a function
)

// function is the text of function n.
func (w *world) function(n int) string {
	b := &body{source: newSource(w.seed, uint64(n)+100), w: w, used: map[string]bool{}, result: true}
	var s strings.Builder
	fmt.Fprintf(&s, "func f%d() (out string) {\n", n)
	for range 2 + b.IntN(4) {
		s.WriteString(b.declare(w.anyOf(b.source, 2)))
	}
	if b.chance(2) {
		s.WriteString(b.deferred())
	}
	s.WriteString(b.block(4 + b.IntN(8)))
	for _, v := range b.vars {
		s.WriteString(b.show(v))
	}
	s.WriteString("return out + \"end\"\n}\n\n")
	return s.String()
}

// block is some statements; what they declare is visible in the rest of the block only for the caller
// that restores vars.
func (b *body) block(n int) string {
	var s strings.Builder
	for range n {
		if b.size++; b.size > maxSize {
			break
		}
		s.WriteString(b.stmt())
	}
	return s.String()
}

// inner is a block with its own scope, in braces.
func (b *body) inner(n int) string {
	vars, base := b.vars[:len(b.vars):len(b.vars)], b.base
	b.base = len(vars)
	b.depth++
	s := b.block(n)
	b.depth--
	b.vars, b.base = vars, base
	return "{\n" + s + "}"
}

func (b *body) stmt() string {
	b.calls, b.risky = b.chance(3), false
	if !b.calls {
		b.risky = b.chance(4)
	}
	choice := b.IntN(30)
	if b.depth >= maxDepth && choice >= 12 {
		choice = b.IntN(12)
	}
	switch choice {
	case 0, 1:
		return b.declare(b.w.anyOf(b.source, 2))
	case 2, 3, 4:
		return b.assign()
	case 5:
		return b.assignPart()
	case 6:
		return b.assignSeveral()
	case 7:
		return b.callMethod()
	case 8:
		return b.callFunction()
	case 9:
		if v, ok := b.varOf(func(variable) bool { return true }); ok {
			return b.show(v)
		}
	case 10:
		return b.jump()
	case 11:
		return b.appendTo()
	case 12, 13, 14:
		return b.ifStmt()
	case 15, 16, 17, 18, 19:
		return b.loop()
	case 20, 21:
		return b.switchStmt()
	case 22:
		return b.typeSwitch()
	case 23:
		return b.guarded()
	case 24:
		return b.inner(2+b.IntN(3)) + "\n"
	case 25:
		if b.result {
			return b.deferred()
		}
	default:
		return b.pattern()
	}
	return b.assign()
}

func (b *body) name() string {
	b.names++
	return fmt.Sprint(pick(b.source, []string{"v", "x", "item"}), b.names)
}

// declare declares a variable of type t, sometimes with a name that hides another one.
func (b *body) declare(t *typ) string {
	e := b.expr(t, 3)
	name := b.name()
	if v, ok := b.varOf(func(variable) bool { return true }); ok && b.depth > 0 && b.chance(5) && !b.inBlock(v.name) {
		name = v.name
	}
	s := "var " + name + " " + t.name + " = " + e + "\n"
	switch {
	case b.chance(8):
		s = "var " + name + " " + t.name + "\n"
	case b.chance(2):
		s = name + " := " + b.typedAs(t, e) + "\n"
	}
	b.vars = append(b.vars, variable{name: name, typ: t})
	return s + "_ = " + name + "\n"
}

// inBlock reports whether the name was declared in this block.
func (b *body) inBlock(name string) bool {
	for _, v := range b.vars[b.base:] {
		if v.name == name {
			return true
		}
	}
	return false
}

func (b *body) typedAs(t *typ, e string) string {
	if t.kind == function {
		return e
	}
	return "(" + t.name + ")(" + e + ")"
}

// show prints a variable, or what can be printed of it.
func (b *body) show(v variable) string {
	switch v.typ.kind {
	case pointer:
		return "if " + v.name + " != nil { fmt.Println(" + v.name + ".Get(1)) }\n"
	case iface:
		return "if " + v.name + " != nil { fmt.Println(" + v.name + ".Get(2)) }\n"
	case function:
		return "if " + v.name + " != nil { fmt.Println(\"call\", " + v.name + "(3)) }\n"
	}
	if !v.typ.printable() {
		if v.typ.kind == structure {
			return "fmt.Println(" + v.name + ".Get(1))\n"
		}
		return "fmt.Println(len(" + v.name + "))\n"
	}
	verb := pick(b.source, []string{"%v", "%v", "%+v", "%T %v", "%#v"})
	if v.typ.holds(failure) || v.typ.holds(anything) {
		verb = "%v"
	}
	if strings.Contains(verb, "T") {
		return "fmt.Printf(\"" + v.name + " %T %v\\n\", " + v.name + ", " + v.name + ")\n"
	}
	return "fmt.Printf(\"" + v.name + " " + verb + "\\n\", " + v.name + ")\n"
}

func (b *body) assign() string {
	v, ok := b.varOf(func(v variable) bool { return !v.fixed })
	if !ok {
		return b.declare(intType)
	}
	switch {
	case v.typ.kind == integer && b.chance(3):
		return v.name + pick(b.source, []string{"++", "--"}) + "\n"
	case v.typ.kind == integer && b.chance(2):
		if b.chance(4) {
			return v.name + pick(b.source, []string{" <<= ", " >>= "}) + b.unsignedCount(1) + "\n"
		}
		return v.name + " " + pick(b.source, []string{"+", "-", "*", "&", "|", "^", "&^"}) + "= " + b.expr(v.typ, 2) + "\n"
	case v.typ.kind == text && b.chance(2):
		return v.name + " += " + b.expr(v.typ, 2) + "\n"
	case v.typ.kind == slice:
		return v.name + " = append(" + v.typ.name + "(nil), " + b.list(v.typ.elem, 2) + ")\n"
	}
	return v.name + " = " + b.expr(v.typ, 3) + "\n"
}

// assignPart writes to a field, an element or an entry.
func (b *body) assignPart() string {
	v, ok := b.varOf(func(v variable) bool {
		return !v.fixed && (v.typ.kind == structure || v.typ.kind == array || v.typ.kind == mapping || v.typ.kind == slice || v.typ.kind == pointer)
	})
	if !ok {
		return b.assign()
	}
	var place string
	var t *typ
	switch v.typ.kind {
	case structure:
		f := pick(b.source, v.typ.fields)
		place, t = v.name+"."+f.name, f.typ
	case pointer:
		f := pick(b.source, v.typ.elem.fields)
		place, t = v.name+"."+f.name, f.typ
		b.calls, b.risky = false, false
	case array:
		place, t = fmt.Sprintf("%s[%d]", v.name, b.IntN(v.typ.n)), v.typ.elem
		if i, ok := b.someVar(intType, false); ok && b.chance(3) {
			place, b.calls, b.risky = v.name+"["+i.name+"]", false, false
		}
	case slice:
		place, t = fmt.Sprintf("%s[%d]", v.name, b.IntN(2)), v.typ.elem
		b.calls, b.risky = false, false
	case mapping:
		place, t = v.name+"["+b.expr(v.typ.key, 1)+"]", v.typ.elem
		b.calls, b.risky = false, false
	}
	if t.kind == integer && b.chance(2) {
		return place + pick(b.source, []string{" += ", " -= ", " ^= "}) + b.expr(t, 2) + "\n"
	}
	if t.kind == slice {
		return place + " = append(" + t.name + "(nil), " + b.list(t.elem, 1) + ")\n"
	}
	return place + " = " + b.expr(t, 2) + "\n"
}

func (b *body) assignSeveral() string {
	b.risky = false
	x, ok := b.varOf(func(v variable) bool { return !v.fixed && v.typ.kind != slice })
	if !ok {
		return b.assign()
	}
	y, ok := b.varOf(func(v variable) bool { return !v.fixed && v.name != x.name && v.typ.kind != slice })
	if !ok {
		return b.assign()
	}
	if x.typ.name == y.typ.name {
		return x.name + ", " + y.name + " = " + y.name + ", " + x.name + "\n"
	}
	return x.name + ", " + y.name + " = " + b.expr(x.typ, 2) + ", " + b.expr(y.typ, 2) + "\n"
}

func (b *body) callMethod() string {
	v, ok := b.varOf(func(v variable) bool {
		return v.typ.kind == structure && !v.fixed || v.typ.kind == pointer || v.typ.kind == iface
	})
	if !ok {
		return b.assign()
	}
	b.calls, b.risky = false, false // the receiver may be nil
	switch b.IntN(3) {
	case 0:
		return "fmt.Println(" + v.name + ".Get(" + b.expr(intType, 1) + "))\n"
	case 1:
		n := b.name()
		return n + " := " + v.name + ".Get\n" + v.name + ".Set(" + b.expr(intType, 1) + ")\nfmt.Println(" + n + "(1), " + v.name + ".Get(1))\n"
	}
	return v.name + ".Set(" + b.expr(intType, 2) + ")\n"
}

func (b *body) callFunction() string {
	f, ok := b.someVar(funcType, false)
	if !ok {
		return b.declare(funcType)
	}
	v, ok := b.someVar(intType, true)
	if !ok {
		return b.declare(intType)
	}
	b.calls, b.risky = false, false
	return "if " + f.name + " != nil { " + v.name + " = " + f.name + "(" + b.literal(intType, 0) + ") }\n"
}

func (b *body) appendTo() string {
	v, ok := b.varOf(func(v variable) bool { return v.typ.kind == slice && !v.fixed && !v.alias })
	if !ok {
		return b.assign()
	}
	return v.name + " = append(" + v.name + ", " + b.list(v.typ.elem, 2) + ")\n"
}
