package lower

import (
	"go/types"
	"slices"
	"strings"
)

// Types declared in generic functions. Each instance of the function has types of its own, also where
// they do not mention its type parameters, so an instance gets copies of them.

// localKey is a local type of a generic function and the type arguments of an instance.
type localKey struct {
	typ  *types.Named
	args string
}

// localInstance is the copy of t for the instance env; t itself if it is not declared in that function.
func (l *lowering) localInstance(t *types.Named, env map[*types.TypeParam]types.Type) *types.Named {
	o := t.Obj()
	if len(env) == 0 || !isLocal(o) || !declaredIn(o, env) {
		return t
	}
	if t.TypeArgs().Len() > 0 {
		l.refuse(l.declared(o), "a generic type declared in a generic function", "declare it outside")
	}
	params := make([]*types.TypeParam, 0, len(env))
	for p := range env {
		params = append(params, p)
	}
	slices.SortFunc(params, func(a, b *types.TypeParam) int { return a.Index() - b.Index() })
	var canon, names []string
	for _, p := range params {
		canon = append(canon, l.canon.text(env[p]))
		names = append(names, l.argName.text(env[p]))
	}
	key := localKey{t, strings.Join(canon, ",")}
	if n, ok := l.localCopies[key]; ok {
		return n
	}
	copied := types.NewTypeName(o.Pos(), o.Pkg(), o.Name(), nil)
	types.NewScope(o.Parent(), o.Pos(), o.Pos(), "").Insert(copied)
	n := types.NewNamed(copied, nil, nil)
	l.localCopies[key] = n
	l.implicitArgs[copied] = "[" + strings.Join(names, ",") + "]"
	n.SetUnderlying(l.substitute(t.Underlying(), env))
	return n
}

// declaredIn reports whether o is declared in the function that has the type parameters of env.
func declaredIn(o types.Object, env map[*types.TypeParam]types.Type) bool {
	for p := range env {
		for s := o.Parent(); s != nil; s = s.Parent() {
			if s == p.Obj().Parent() {
				return true
			}
		}
	}
	return false
}
