package check

import (
	"go/ast"
	"go/scanner"
	"go/token"
	"slices"
	"strings"

	"weft/kernel/golang/cell"
)

// affected works out what the cell's declarations mean for those of earlier cells: variables of
// redefined types are lost, and functions and types that mention something redefined, directly or
// not, are to be checked and emitted again.
func (d *draft) affected() {
	d.findSame()
	for _, decl := range d.order {
		if d.same[decl.key] == nil && d.st.byKey[decl.key] != nil || isPredeclared(decl.key) {
			d.changed[decl.key] = decl.key
		}
	}
	for name := range d.imports {
		if d.st.byKey[name] != nil {
			d.changed[name] = name
		}
	}
	d.spread()
	if d.everything {
		d.again()
	}
}

// again lets all functions of earlier cells be emitted again.
func (d *draft) again() {
	for _, l := range d.st.lives {
		if l.kind == funcKind && !d.gone(l) && !l.generic {
			d.redo[l.key] = l
		}
	}
}

// spread follows mentions until nothing more is affected.
func (d *draft) spread() {
	for again := len(d.changed) > 0; again; {
		again = false
		for _, l := range d.st.lives {
			if d.replaced(l.key) || d.changed[l.key] != "" {
				continue
			}
			cause := d.causeIn(l.deps)
			if cause == "" {
				continue
			}
			d.changed[l.key] = cause
			again = true
			if l.kind == varKind {
				d.drop(l, cause)
			} else {
				d.redo[l.key] = l
			}
		}
	}
}

// causeIn is the redefined name that changed one of the keys.
func (d *draft) causeIn(keys []string) string {
	for _, k := range keys {
		if cause := d.changed[k]; cause != "" {
			return cause
		}
	}
	return ""
}

// replaced reports whether the cell declares a key itself.
func (d *draft) replaced(key string) bool {
	_, imported := d.imports[key]
	return imported || d.names[key] != nil
}

func (d *draft) drop(l *live, cause string) {
	delete(d.redo, l.key)
	d.dropped[l.key] = Lost{Name: l.key, Pos: d.st.place(l), By: cause}
}

// gone reports whether a live declaration is not one any more once the cell is committed.
func (d *draft) gone(l *live) bool {
	_, dropped := d.dropped[l.key]
	return dropped || d.replaced(l.key)
}

// findSame finds types and constants that are declared again word for word, and mention nothing
// that changes. They stay what they are, so that running a cell again does not take away its variables.
func (d *draft) findSame() {
	for _, decl := range d.order {
		l := d.st.byKey[decl.key]
		if l != nil && l.kind == decl.kind && l.text != "" && l.text == d.text(decl) {
			d.same[decl.key] = l
		}
	}
	for again := true; again; {
		again = false
		for key, l := range d.same {
			for _, dep := range l.deps {
				if d.replaced(dep) && d.same[dep] == nil && d.st.byKey[dep] != nil {
					delete(d.same, key)
					again = true
					break
				}
			}
		}
	}
}

// text is the tokens of a type or constant declaration; "" for other things. Constants count with
// their whole group, because of iota.
func (d *draft) text(decl *declaration) string {
	var node ast.Node
	switch decl.kind {
	case typeKind:
		node = decl.spec
	case constKind:
		node = decl.group
	default:
		return ""
	}
	from, to := d.offset(node.Pos()), d.offset(node.End())
	if from < 0 || to > len(d.c.Source) || from >= to {
		return ""
	}
	return Tokens(d.c.Source[from:to])
}

// offset is where a position of the cell is in its source, or -1.
func (d *draft) offset(p token.Pos) int {
	for _, f := range d.c.Files() {
		if int(p) >= f.Base() && int(p) <= f.Base()+f.Size() {
			pos, _ := cell.FromToken(f.Position(p))
			return d.c.Offset(pos)
		}
	}
	return -1
}

// Tokens is a text without comments and layout; semicolons count only between things.
func Tokens(src string) string {
	var s scanner.Scanner
	file := token.NewFileSet().AddFile("", -1, len(src))
	s.Init(file, []byte(src), nil, 0)
	var b strings.Builder
	semicolon := false
	for {
		_, tok, lit := s.Scan()
		switch {
		case tok == token.EOF:
			return b.String()
		case tok == token.SEMICOLON:
			semicolon = true
			continue
		case semicolon && tok != token.RBRACE && tok != token.RPAREN:
			b.WriteString("; ")
		}
		semicolon = false
		if lit == "" || tok.IsOperator() {
			lit = tok.String()
		}
		b.WriteString(lit)
		b.WriteByte(' ')
	}
}

// reachableGenerics are the generic declarations of earlier cells that this cell's words, and what
// has to be done again, can lead to.
func (d *draft) reachableGenerics() []*live {
	seen := map[string]bool{}
	var found []*live
	var visit func(key string)
	visit = func(key string) {
		l := d.st.byKey[key]
		if l == nil || seen[key] || d.gone(l) {
			return
		}
		seen[key] = true
		keys := d.keysOf(l)
		if l.generic && d.redo[key] == nil {
			found = append(found, l)
		}
		for _, k := range keys {
			visit(k)
		}
		if l.kind == typeKind {
			for _, m := range d.st.methods[key] {
				visit(m)
			}
		}
	}
	for _, l := range d.st.lives {
		if d.words[l.key] || d.redo[l.key] != nil {
			visit(l.key)
		}
	}
	slices.SortFunc(found, func(a, b *live) int { return int(a.pos) - int(b.pos) })
	return found
}
