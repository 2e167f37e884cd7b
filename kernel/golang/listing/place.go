package listing

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strconv"

	"weft/kernel/golang/check"
)

// Variables of cells become variables of func main where they can, which reads as people write programs. Where
// they cannot, because functions mention them, say, they are variables of the package, and := becomes =.

// place decides for every variable where it is declared.
func (b *builder) place() {
	for _, v := range b.versions {
		if v.variable() == nil {
			for _, u := range v.uses {
				if v.needed && u.version != nil && u.version.variable() != nil {
					u.version.global = true // a function mentions it
				}
			}
		}
	}
	for _, p := range b.parts {
		for _, s := range p.unit.Body {
			for _, v := range p.unit.Declares(s) {
				if x := b.versionOf(p.unit, v); x != nil && (p.wrapped || p.sorted) {
					x.global = true
				}
			}
		}
	}
	b.findAgain()
	b.spreadGlobals()
}

// variable is the variable that v is a version of, nil if it is something else.
func (v *version) variable() *types.Var {
	o, _ := v.obj.(*types.Var)
	return o
}

// spreadGlobals makes variables global that are declared by one := with others that are.
func (b *builder) spreadGlobals() {
	for again := true; again; {
		again = false
		for _, p := range b.parts {
			for _, s := range p.unit.Body {
				names := b.declared(p, s)
				if !slices.ContainsFunc(names, func(v *version) bool { return v.global }) {
					continue
				}
				for _, v := range names {
					if !v.global {
						v.global, again = true, true
					}
				}
			}
		}
		for _, v := range b.versions { // those that share a name share their place
			if v.again != nil && v.global != v.again.global {
				v.global, v.again.global, again = true, true, true
			}
		}
	}
}

// declared are the variables on the left of a := of the top level, or of a var declaration.
func (b *builder) declared(p *part, s ast.Stmt) []*version {
	var list []*version
	add := func(e ast.Expr) {
		if id, ok := e.(*ast.Ident); ok && id.Name != "_" {
			if v := b.versionOf(p.unit, p.unit.Info.ObjectOf(id)); v != nil {
				list = append(list, v)
			}
		}
	}
	switch s := s.(type) {
	case *ast.AssignStmt:
		if s.Tok == token.DEFINE {
			for _, e := range s.Lhs {
				add(e)
			}
		}
	case *ast.DeclStmt:
		if g := declOf(s); g.Tok == token.VAR {
			for _, spec := range whole(p.cell, g).Specs {
				for _, id := range spec.(*ast.ValueSpec).Names {
					add(id)
				}
			}
		}
	}
	return list
}

// findAgain finds variables that are declared again with the same type after which nothing can mention the one
// before, as with err: they are one variable in the program.
func (b *builder) findAgain() {
	held := b.held()
	for _, v := range b.versions {
		x := v.variable()
		if x == nil || v.global {
			continue
		}
		var before *version
		for _, w := range b.versions {
			if w == v {
				break
			}
			if w.key == v.key {
				before = w
			}
		}
		if before != nil && before.variable() != nil && !before.global && !held[before] && !held[v] && b.sameType(before, v) {
			v.again = before
		}
	}
}

// sameType reports whether two variables have one type, as the program has it.
func (b *builder) sameType(v, w *version) bool {
	spell := func(v *version) string {
		return types.TypeString(v.obj.Type(), func(p *types.Package) string {
			if p == v.unit.Pkg {
				return "main"
			}
			return strconv.Quote(p.Path())
		})
	}
	if spell(v) != spell(w) {
		return false
	}
	x, y := typesIn(v), typesIn(w)
	return slices.EqualFunc(x, y, func(s, t *types.TypeName) bool {
		return b.typeVersion(v.unit, s) == b.typeVersion(w.unit, t)
	})
}

func (b *builder) typeVersion(u *check.Unit, o *types.TypeName) *version {
	if v := b.versionOf(u, o); v != nil {
		return v.whole()
	}
	return nil
}

// held are the variables that something may hold after they have been declared again: a function literal that mentions
// them, or a pointer to them.
func (b *builder) held() map[*version]bool {
	held := map[*version]bool{}
	for _, p := range b.parts {
		mark := func(n ast.Node) {
			ast.Inspect(n, func(n ast.Node) bool {
				if id, ok := n.(*ast.Ident); ok {
					if v := b.versionOf(p.unit, p.unit.Info.ObjectOf(id)); v != nil {
						held[v] = true
					}
				}
				return true
			})
		}
		for _, s := range p.unit.Body {
			ast.Inspect(s, func(n ast.Node) bool {
				switch n := n.(type) {
				case *ast.FuncLit:
					mark(n.Body)
				case *ast.UnaryExpr:
					if n.Op == token.AND {
						mark(n.X)
					}
				case *ast.SliceExpr:
					mark(n.X)
				case *ast.SelectorExpr:
					if sel := p.unit.Info.Selections[n]; sel != nil && sel.Kind() == types.MethodVal && !types.IsInterface(sel.Recv()) {
						mark(n.X) // it may take the address
					}
				}
				return true
			})
		}
	}
	return held
}

// typesIn are the type names in a variable's type, in the order of its text.
func typesIn(v *version) []*types.TypeName {
	var list []*types.TypeName
	check.EachNamed(v.obj.Type(), func(o *types.TypeName) { list = append(list, o) })
	return list
}
