package generate

import (
	"fmt"
	"strings"
)

// pattern is one of the forms that need several statements together.
func (b *body) pattern() string {
	b.calls, b.risky = false, false
	switch b.IntN(9) {
	case 0:
		return b.goroutines()
	case 1:
		return b.selection()
	case 2:
		return b.closures()
	case 3:
		return b.generic()
	case 4:
		return b.mapLoop()
	case 5:
		return b.results()
	case 6:
		return b.errors()
	case 7:
		return b.jumpLoop()
	}
	return b.methodExpr()
}

// goroutines computes elements side by side.
func (b *body) goroutines() string {
	t := b.w.anyOf(b.source, 1)
	r, i, x := b.name(), b.name(), b.name()
	arg := b.expr(intType, 1)
	vars := len(b.vars)
	b.vars = append(b.vars, variable{name: i, typ: intType}, variable{name: x, typ: intType})
	b.alone = true
	e := b.expr(t, 2)
	b.alone = false
	b.vars = b.vars[:vars:vars]
	start := "wg.Add(1)\ngo func(" + x + " int) {\ndefer wg.Done()\n_ = " + x + "\n" + r + "[" + i + "] = " + e + "\n}(" + arg + " + " + i + ")\n"
	if b.chance(3) {
		start = x + " := " + arg + " + " + i + "\n_ = " + x + "\nwg.Go(func() { " + r + "[" + i + "] = " + e + " })\n"
	}
	n := 1 + b.IntN(4)
	s := fmt.Sprintf("%s := make([]%s, %d)\n{\nvar wg sync.WaitGroup\nfor %s := range %s {\n%s}\nwg.Wait()\n}\n", r, t.name, n, i, r, start)
	v := variable{name: r, typ: sliceOf(t)}
	b.vars = append(b.vars, v)
	return s + b.show(v)
}

// selection is a select with one case that is ready.
func (b *body) selection() string {
	t := b.w.anyOf(b.source, 1)
	c, x := b.name(), b.name()
	s := fmt.Sprintf("%s := make(chan %s, 1)\nvar none%s chan int\n", c, t.name, c)
	send := c + " <- " + b.expr(t, 1)
	other := "case <-none" + c + ":\nfmt.Println(\"never\")\n"
	switch b.IntN(3) {
	case 0:
		s += send + "\n"
	case 1:
		s += "close(" + c + ")\n"
	default:
		return s + "select {\n" + other + "case " + send + ":\nfmt.Println(\"sent\", len(" + c + "))\n}\n"
	}
	form, begin := x+" := <-"+c, ""
	if b.chance(2) {
		form, begin = x+", ok := <-"+c, "fmt.Println(ok)\n"
	}
	vars := len(b.vars)
	b.vars = append(b.vars, variable{name: x, typ: t, alias: true})
	begin += "_ = " + x + "\n" + b.inner(1+b.IntN(2))
	b.vars = b.vars[:vars:vars]
	return s + "select {\n" + other + "case " + form + ":\n" + begin + "\n}\n"
}

// closures keeps closures of a loop and calls them later.
func (b *body) closures() string {
	fs, i := b.name(), b.name()
	vars := len(b.vars)
	b.vars = append(b.vars, variable{name: i, typ: intType})
	f := b.closure()
	b.vars = b.vars[:vars:vars]
	head := pick(b.source, []string{
		"for " + i + " := 0; " + i + " < 3; " + i + "++ {\n",
		"for " + i + " := range 3 {\n",
		"for " + i + " := range upTo(3) {\n",
		"for _, " + i + " := range []int{4, 5, 6} {\n",
		"for " + i + " := range [3]bool{} {\n",
	})
	s := "var " + fs + " []func(int) int\n" + head + "_ = " + i + "\n"
	if b.chance(3) && strings.HasPrefix(head, "for "+i+" := 0") {
		s += "if " + i + " == 1 { continue }\n"
	}
	return s + fs + " = append(" + fs + ", " + f + ")\n}\nfor " + i + ", f := range " + fs + " {\nfmt.Println(" + i + ", f(" + i + "))\n}\n"
}

func (b *body) generic() string {
	v, ok := b.varOf(func(v variable) bool { return v.typ.kind == slice })
	if ok && b.chance(2) {
		u := b.w.anyOf(b.source, 0)
		x, r := b.name(), b.name()
		vars := len(b.vars)
		b.vars = append(b.vars, variable{name: x, typ: v.typ.elem})
		e := b.typed(u, 2)
		b.vars = b.vars[:vars:vars]
		b.vars = append(b.vars, variable{name: r, typ: sliceOf(u)})
		return r + " := apply(" + v.name + ", func(" + x + " " + v.typ.elem.name + ") " + u.name + " { return " + e + " })\n" + b.show(variable{name: r, typ: sliceOf(u)})
	}
	t, u, p := b.w.anyOf(b.source, 0), b.w.anyOf(b.source, 0), b.name()
	s := fmt.Sprintf("%s := pair[%s, %s]{%s, %s}\n", p, t.name, u.name, b.expr(t, 2), b.expr(u, 2))
	s += p + ".set(" + b.expr(t, 1) + ")\n"
	return s + "fmt.Printf(\"%v %+v %T\\n\", " + p + ", " + p + ".swap(), " + p + ".swap())\n"
}

// mapLoop goes over a map in a way that does not show the order.
func (b *body) mapLoop() string {
	v, ok := b.varOf(func(v variable) bool { return v.typ.kind == mapping && !v.fixed })
	if !ok {
		return b.declare(mapOf(stringType, b.w.anyOf(b.source, 1)))
	}
	n := b.name()
	s := n + " := 0\nfor k, e := range " + v.name + " {\n_ = e\n" + n + " += len(fmt.Sprint(k))\n"
	if b.chance(2) {
		s += "delete(" + v.name + ", k)\n"
	}
	b.vars = append(b.vars, variable{name: n, typ: intType})
	return s + "}\nfmt.Println(" + n + ", len(" + v.name + "))\n"
}

// results calls a literal with named results that a deferred function changes.
func (b *body) results() string {
	t := b.w.anyOf(b.source, 1)
	x, e, r := b.name(), b.name(), b.name()
	result, labels, loops, vars := b.result, b.labels, b.loops, b.vars
	b.result, b.labels, b.loops = false, nil, 0
	b.vars = append(append([]variable{}, vars...), variable{name: r, typ: t, alias: true})
	s := x + ", " + e + " := func() (" + r + " " + t.name + ", err error) {\n"
	s += "defer func() {\nif p := recover(); p != nil {\nerr = fmt.Errorf(\"got %v\", p)\n}\n}()\n" + b.inner(1+b.IntN(3)) + "\n"
	if b.chance(2) {
		s += "if " + b.cond() + " {\nreturn " + b.expr(t, 2) + ", errBase\n}\n"
	}
	s += "return\n}()\n"
	b.result, b.labels, b.loops, b.vars = result, labels, loops, vars
	b.vars = append(b.vars, variable{name: x, typ: t, alias: true}, variable{name: e, typ: errorType})
	return s + "_ = " + x + "\nfmt.Println(" + e + ")\n"
}

func (b *body) errors() string {
	v, ok := b.someVar(errorType, false)
	if !ok {
		return b.declare(errorType)
	}
	p := b.name()
	return "fmt.Println(" + v.name + ", errors.Is(" + v.name + ", errBase))\nvar " + p + " *problem\nif errors.As(" + v.name + ", &" + p + ") {\nfmt.Println(" + p + ".code)\n}\n"
}

// jumpLoop is a loop made of goto.
func (b *body) jumpLoop() string {
	if !b.result {
		return b.assign()
	}
	n, top := b.name(), fmt.Sprint("top", b.names)
	labels, loops := b.labels, b.loops
	b.labels, b.loops = nil, 0
	b.vars = append(b.vars, variable{name: n, typ: intType, fixed: true})
	s := "{\n" + n + " := 0\n" + top + ":\n" + n + "++\n" + b.inner(1+b.IntN(2)) + "\nif " + n + " < 3 {\ngoto " + top + "\n}\n}\n"
	b.vars = b.vars[:len(b.vars)-1]
	b.labels, b.loops = labels, loops
	return s
}

func (b *body) methodExpr() string {
	t := pick(b.source, b.w.shapes)
	v, ok := b.someVar(t, true)
	if !ok {
		return b.declare(t)
	}
	return pick(b.source, []string{
		"(*" + t.name + ").Set(&" + v.name + ", " + b.expr(intType, 1) + ")\n",
		"fmt.Println(" + t.name + ".Get(" + v.name + ", 2))\n",
		"fmt.Println(Shape.Get(&" + v.name + ", 3))\n",
		"var s" + v.name + " Shape = &" + v.name + "\ns" + v.name + ".Set(4)\nfmt.Println(s" + v.name + ".Get(1))\n",
	})
}
