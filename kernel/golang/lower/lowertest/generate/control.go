package generate

import (
	"fmt"
	"strings"
)

func (b *body) cond() string { return b.expr(boolType, 3) }

func (b *body) ifStmt() string {
	vars, name := len(b.vars), ""
	s := "if "
	if b.chance(4) {
		name = b.name()
		s += name + " := " + b.typedAs(intType, b.expr(intType, 2)) + "; "
		b.vars = append(b.vars, variable{name: name, typ: intType})
	}
	s += b.cond() + " "
	if then := b.inner(1 + b.IntN(3)); name == "" {
		s += then
	} else {
		s += "{\n_ = " + name + "\n" + then + "\n}"
	}
	if b.chance(2) {
		b.calls = b.chance(3)
		if b.chance(3) {
			s += " else if " + b.cond() + " " + b.inner(1+b.IntN(2))
		}
		s += " else " + b.inner(1+b.IntN(3))
	}
	b.vars = b.vars[:vars:vars]
	return s + "\n"
}

// loop is a loop of a random form.
func (b *body) loop() string {
	vars := b.vars[:len(b.vars):len(b.vars)]
	label := ""
	if b.chance(3) {
		b.names++
		label = fmt.Sprint("L", b.names)
		if v, ok := b.varOf(func(variable) bool { return true }); ok && b.chance(6) && !b.labelled(v.name) {
			label = v.name
		}
	}
	before, head, begin := b.loopHead()
	b.labels = append(b.labels, label)
	b.loops++
	used := b.used[label]
	b.used[label] = false
	s := head + "{\n" + begin + b.inner(1+b.IntN(4)) + "\n}"
	if label != "" && b.used[label] {
		s = label + ":\n" + s
	}
	b.used[label] = used
	b.loops--
	b.labels = b.labels[:len(b.labels)-1]
	b.vars = vars
	return before + s + "\n"
}

func (b *body) labelled(name string) bool {
	_, ok := b.used[name]
	return ok
}

// loopHead is what comes before the loop, its head, and what its body begins with.
func (b *body) loopHead() (before, head, begin string) {
	b.calls, b.risky = false, false
	use := ""
	declare := func(t *typ, fixed bool) string {
		name := b.name()
		b.vars = append(b.vars, variable{name: name, typ: t, fixed: fixed, alias: true})
		use += "_ = " + name + "\n"
		return name
	}
	switch b.IntN(9) {
	case 0, 1:
		i := declare(intType, true)
		return "", fmt.Sprintf("for %s := %d; %s < %d; %s++ ", i, b.IntN(2), i, 2+b.IntN(3), i), ""
	case 2:
		i := declare(intType, false)
		return "", fmt.Sprintf("for %s := range %d ", i, 1+b.IntN(4)), use
	case 3:
		if v, ok := b.varOf(func(v variable) bool { return v.typ.kind == slice || v.typ.kind == array }); ok {
			b.lock(v.name)
			over := v.name
			if v.typ.kind == array && b.chance(3) {
				over = "&" + v.name
			}
			i := declare(intType, false)
			if b.chance(3) {
				return "", "for " + i + " := range " + over + " ", use
			}
			x := declare(v.typ.elem, false)
			return "", "for " + i + ", " + x + " := range " + over + " ", use
		}
	case 4:
		if v, ok := b.someVar(stringType, false); ok {
			i := declare(intType, false)
			r := declare(basicTypes[11], false)
			return "", "for " + i + ", " + r + " := range " + v.name + " ", use
		}
	case 5:
		i := declare(intType, false)
		return "", fmt.Sprintf("for %s := range upTo(%d) ", i, 1+b.IntN(4)), use
	case 6:
		if v, ok := b.varOf(func(v variable) bool { return v.typ.kind == slice }); ok {
			b.lock(v.name)
			i := declare(intType, false)
			x := declare(v.typ.elem, false)
			return "", "for " + i + ", " + x + " := range each(" + v.name + ") ", use
		}
	case 7:
		n := declare(intType, true)
		return "", fmt.Sprintf("for %s := 0; ; ", n), fmt.Sprintf("if %s++; %s > %d {\nbreak\n}\n", n, n, 2+b.IntN(3))
	}
	t := b.w.anyOf(b.source, 1)
	c := b.name()
	before = fmt.Sprintf("%s := make(chan %s, 3)\n", c, t.name)
	for range b.IntN(4) {
		before += c + " <- " + b.expr(t, 1) + "\n"
	}
	x := declare(t, false)
	return before + "close(" + c + ")\n", "for " + x + " := range " + c + " ", use
}

// lock forbids to append to a slice while a loop goes over it.
func (b *body) lock(name string) {
	b.vars = append([]variable{}, b.vars...)
	for i := range b.vars {
		if b.vars[i].name == name {
			b.vars[i].fixed = true
		}
	}
}

// jump leaves a loop or the function, on a condition.
func (b *body) jump() string {
	s := ""
	switch {
	case b.loops > 0 && !b.chance(4):
		s = pick(b.source, []string{"break", "continue"})
		if l := pick(b.source, b.labels); l != "" {
			s += " " + l
			b.used[l] = true
		}
	case b.result && b.chance(2):
		s = "return " + b.expr(stringType, 1)
	case b.result:
		s = "out += " + b.expr(stringType, 1) + "\nreturn"
	default:
		s = "panic(" + pick(b.source, []string{"fmt.Sprint(\"p\", len(trace))", "errBase", "&problem{len(trace)}", "7", "any(2.5)"}) + ")"
	}
	return "if " + b.cond() + " {\n" + s + "\n}\n"
}

func (b *body) switchStmt() string {
	var s strings.Builder
	t := pick(b.source, []*typ{intType, stringType, boolType, nil})
	if t == nil {
		s.WriteString("switch {\n")
	} else {
		s.WriteString("switch " + b.operand(t, 2) + " {\n")
	}
	b.risky = false
	var clauses []string
	other := b.IntN(6)
	seen := map[string]bool{}
	for i := range 1 + b.IntN(3) {
		if i == other {
			clauses = append(clauses, "default:\n"+b.inner(1+b.IntN(2))+"\n")
		}
		e := ""
		switch {
		case t == nil:
			e = b.cond()
		case b.chance(2) && t != boolType:
			e = b.atom(t, 1)
		default:
			e = b.literal(t, 0)
		}
		if seen[e] {
			continue
		}
		seen[e] = true
		clauses = append(clauses, "case "+e+":\n"+b.inner(1+b.IntN(2))+"\n")
	}
	for i, c := range clauses {
		s.WriteString(c)
		if i < len(clauses)-1 && b.chance(4) {
			s.WriteString("fallthrough\n")
		}
	}
	return s.String() + "}\n"
}

func (b *body) typeSwitch() string {
	v, ok := b.someVar(anyType, false)
	if !ok {
		return b.declare(anyType)
	}
	name := b.name()
	s := "switch " + name + " := " + v.name + ".(type) {\n"
	seen := map[string]bool{"rune": true, "int32": true}
	for range 1 + b.IntN(4) {
		t := b.w.anyOf(b.source, 1)
		if seen[t.name] || t.kind == anything {
			continue
		}
		seen[t.name] = true
		vars := len(b.vars)
		b.vars = append(b.vars, variable{name: name, typ: t, alias: true})
		s += "case " + t.name + ":\n_ = " + name + "\n" + b.inner(1+b.IntN(2)) + "\n"
		b.vars = b.vars[:vars:vars]
	}
	return s + "default:\nfmt.Printf(\"%T\\n\", " + name + ")\n}\n"
}

// deferred is a deferred call that sees its arguments as they are now, and the variables as they will be.
func (b *body) deferred() string {
	b.calls, b.risky = false, false
	arg := b.literal(intType, 0)
	if v, ok := b.someVar(intType, false); ok {
		arg = v.name
	}
	s := "defer func(k int) {\nout += fmt.Sprint(\"d\", k)\n"
	if b.chance(3) {
		s += "if r := recover(); r != nil {\nout += fmt.Sprint(\" caught \", r)\n"
		if b.chance(5) {
			s += "panic(fmt.Sprint(\"again \", r))\n"
		}
		s += "}\n"
	}
	if v, ok := b.varOf(func(v variable) bool { return v.typ.printable() }); ok {
		s += "out += fmt.Sprint(" + v.name + ")\n"
	}
	return s + "}(" + arg + ")\n"
}

// guarded is a literal that recovers what its statements raise.
func (b *body) guarded() string {
	result, labels, loops := b.result, b.labels, b.loops
	b.result, b.labels, b.loops = false, nil, 0
	s := "func() {\ndefer func() {\nif r := recover(); r != nil {\nfmt.Println(\"recovered\", r)\n"
	if v, ok := b.varOf(func(v variable) bool { return v.typ.kind == integer && !v.fixed }); ok {
		s += v.name + "++\n"
	}
	s += "}\n}()\n" + b.inner(1+b.IntN(3)) + "\n}()\n"
	b.result, b.labels, b.loops = result, labels, loops
	return s
}
