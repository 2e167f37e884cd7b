package lower

import (
	"go/types"
	"sort"
	"strconv"

	"weft/kernel/golang/cell"
)

// Type arguments in Go's names of types. There the compiler writes more than elsewhere: whole import paths, the
// package of an unexported field, and the number of a type that is declared in a function.

// newArgumentText writes type arguments as they stand in the name of an instance.
func newArgumentText(l *lowering) *typeText {
	w := &typeText{
		field: func(f *types.Var) string {
			switch {
			case f.Embedded():
				return ""
			case !f.Exported() && f.Pkg() != nil:
				return f.Pkg().Path() + "." + f.Name() + " "
			}
			return f.Name() + " "
		},
		tag:   func(_ *types.Var, tag string) string { return tag },
		basic: goBasic,
		space: " ",
	}
	w.named = func(t *types.Named) string {
		o := t.Obj()
		name := o.Name()
		if p := o.Pkg(); p != nil {
			name = p.Path() + "." + name
		}
		name += typeArgs(w, t) + l.implicitArgs[o]
		if n := l.state.locals[l.declaredAt(o)]; n > 0 {
			name += "·" + strconv.Itoa(n)
		}
		return name
	}
	w.iface = goInterface(w)
	return w
}

// numberLocals numbers the types that are declared in functions of this cell, as the compiler numbers those of
// a package: in the order of the text.
func (l *lowering) numberLocals() {
	var found []cell.Pos
	for _, o := range l.own.info.Defs {
		n, ok := o.(*types.TypeName)
		if !ok || n.IsAlias() || !isLocal(n) {
			continue
		}
		if _, isParam := n.Type().(*types.TypeParam); isParam {
			continue
		}
		if at := l.declaredAt(n); at != (cell.Pos{}) && l.state.locals[at] == 0 {
			found = append(found, at)
		}
	}
	sort.Slice(found, func(i, j int) bool { return found[i].Before(found[j]) })
	for _, at := range found {
		l.state.locals[at] = len(l.state.locals) + 1
	}
}

// declaredAt is where a type is declared in a function of a cell; the zero Pos for others.
func (l *lowering) declaredAt(o *types.TypeName) cell.Pos {
	if !isSession(o) || !isLocal(o) {
		return cell.Pos{}
	}
	return cell.Locate(l.own.fset, o.Pos())
}
