package lower

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"weft/kernel/golang/check"
)

// A mirror, which package reflect takes for a session's type, has no methods: rt answers in its place
// where a method of reflect.Type is called. What goes another way is refused: the method as a value,
// through an interface of the learner's, and the function in a reflect.Method.

// refuseReflection refuses what of package reflect cannot be answered.
func (l *lowering) refuseReflection() {
	if !l.declaresTypes() {
		return
	}
	called := map[ast.Expr]bool{}
	for e := range l.own.info.Types {
		if c, ok := e.(*ast.CallExpr); ok {
			called[ast.Unparen(c.Fun)] = true
		}
	}
	refused := map[token.Pos]string{}
	for sel, s := range l.own.info.Selections {
		n := check.NamedOf(s.Recv())
		if n == nil || n.Obj().Pkg() == nil || n.Obj().Pkg().Path() != "reflect" {
			continue
		}
		name := n.Obj().Name() + "." + s.Obj().Name()
		switch {
		case s.Kind() == types.FieldVal && name == "Method.Func":
			refused[sel.Sel.Pos()] = "reflect." + name + " in a program that declares types"
		case s.Kind() != types.FieldVal && reflectMethods[name] != "" && n.Obj().Name() == "Type" && !called[sel]:
			refused[sel.Sel.Pos()] = "reflect." + name + " as a function value in a program that declares types"
		}
	}
	places := make([]token.Pos, 0, len(refused))
	for p := range refused {
		places = append(places, p)
	}
	slices.Sort(places)
	for _, p := range places {
		l.guard(p, func() {
			l.refuse(p, refused[p], "call the method of the value: reflect.ValueOf(x).Method(i).Call(...)")
		})
	}
}

// refuseReflectType refuses a reflect.Type as a learner's interface that asks for what mirrors have not.
func (f *fn) refuseReflectType(e ast.Expr, from, to types.Type) {
	n, ok := types.Unalias(from).(*types.Named)
	if !ok || n.Obj().Pkg() == nil || n.Obj().Pkg().Path() != "reflect" || n.Obj().Name() != "Type" || types.Identical(from, to) || !f.l.declaresTypes() {
		return
	}
	i := to.Underlying().(*types.Interface)
	for m := range i.Methods() {
		if reflectMethods["Type."+m.Name()] != "" {
			f.refuse(e, "a reflect.Type as an interface with the method "+m.Name()+" in a program that declares types", "declare the variable as a reflect.Type")
		}
	}
}
