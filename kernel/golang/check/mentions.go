package check

import (
	"cmp"
	"go/ast"
	"go/types"
	"maps"
	"slices"
)

// mentioned collects what code refers to: keys of the session, predeclared names that the session
// could redefine, and packages.
type mentioned struct {
	keys    map[string]bool
	imports map[Import]bool
}

func newMentions() mentioned {
	return mentioned{keys: map[string]bool{}, imports: map[Import]bool{}}
}

func (m mentioned) add(info *types.Info, n ast.Node) {
	ast.Inspect(n, func(n ast.Node) bool {
		id, ok := n.(*ast.Ident)
		if !ok {
			return true
		}
		switch obj := info.Uses[id].(type) {
		case nil:
		case *types.PkgName:
			m.imports[Import{obj.Name(), obj.Imported().Path()}] = true
		default:
			if key := keyOf(obj); key != "" {
				m.keys[key] = true
			} else if obj.Parent() == types.Universe {
				m.keys[obj.Name()] = true
			}
		}
		return true
	})
}

func (m mentioned) sorted() []string { return slices.Sorted(maps.Keys(m.keys)) }

func (m mentioned) packages() []Import {
	return slices.SortedFunc(maps.Keys(m.imports), func(a, b Import) int {
		return cmp.Or(cmp.Compare(a.Path, b.Path), cmp.Compare(a.Name, b.Name))
	})
}

// isPredeclared reports whether Go itself has a meaning for a name.
func isPredeclared(name string) bool { return types.Universe.Lookup(name) != nil }
