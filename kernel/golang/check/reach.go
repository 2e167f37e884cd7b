package check

import "go/ast"

// A cell is checked with those earlier declarations only that its words can lead to, because checking
// all of a long session again would take most of the time that a cell takes. Words are compared
// without regard to scopes, so that rather too much is found than too little.

// needs reports whether a live declaration is checked with the cell.
func (d *draft) needs(l *live) bool {
	return (d.needed == nil || d.needed[l.key]) && !d.gone(l)
}

// reachable are the keys that the cell's words, and what has to be done again, can lead to; nil if
// everything is needed. Types lead to their methods. What is redeclared is followed as well: a type that
// stays the same keeps its methods, and early identifiers mean what was before.
func (d *draft) reachable() map[string]bool {
	if d.whole || d.extendsEarlier() {
		return nil
	}
	found := map[string]bool{}
	var visit func(key string)
	visit = func(key string) {
		if found[key] {
			return
		}
		l := d.st.byKey[key]
		if l == nil {
			return
		}
		found[key] = true
		for _, k := range d.keysOf(l) {
			visit(k)
		}
		for _, m := range d.st.methods[key] {
			visit(m)
		}
	}
	for word := range d.words {
		visit(word)
	}
	for key := range d.redo {
		visit(key)
	}
	return found
}

// extendsEarlier reports whether a method is declared, or done again, of a type that stays what it was.
// Any type of the session may embed that one, and has another method set then.
func (d *draft) extendsEarlier() bool {
	for _, decl := range d.order {
		if base := typeOfKey(decl.key); base != "" && !d.emits(base) {
			return true
		}
	}
	for key := range d.redo {
		if base := typeOfKey(key); base != "" && !d.emits(base) {
			return true
		}
	}
	return false
}

// emits reports whether the unit emits a type, under a name of its own.
func (d *draft) emits(name string) bool {
	if decl := d.names[name]; decl != nil {
		spec, ok := decl.spec.(*ast.TypeSpec)
		return ok && !spec.Assign.IsValid() && d.same[name] == nil
	}
	l := d.redo[name]
	return l != nil && l.kind == typeKind && !l.isAlias()
}
