package complete

import (
	"go/constant"
	"go/types"
	"slices"
	"strconv"
	"strings"

	"weft/kernel/golang/std"

	"weft/kernel/golang/check"
)

// object describes an object that is no package.
func (at *spot) object(o types.Object, d Detail) Info {
	o = origin(o)
	info := Info{Declaration: at.declaration(o)}
	switch {
	case o.Parent() == types.Universe || o.Pkg() == nil:
		info.Doc, info.Where, info.Package = std.Doc("builtin."+o.Name()), "predeclared", "builtin"
	case o.Pkg().Path() == at.unit.Pkg.Path():
		at.fromSession(&info, o, d)
	default:
		key := o.Pkg().Path() + "." + nameInPackage(o)
		info.Doc, info.Where, info.Package = std.Doc(key), "package "+o.Pkg().Path(), o.Pkg().Path()
		if d == Full {
			info.Source = std.Source(key)
		}
	}
	if t, ok := o.(*types.TypeName); ok {
		info.Methods = methods(t)
	}
	return info
}

// origin is the generic version of a field or method of an instantiated type.
func origin(o types.Object) types.Object {
	switch o := o.(type) {
	case *types.Var:
		return o.Origin()
	case *types.Func:
		return o.Origin()
	}
	return o
}

// nameInPackage is the key of an object in package std's documentation: "Println", "WaitGroup.Add".
func nameInPackage(o types.Object) string {
	switch o := o.(type) {
	case *types.Func:
		if recv := o.Signature().Recv(); recv != nil {
			if n := check.NamedOf(recv.Type()); n != nil {
				return n.Obj().Name() + "." + o.Name()
			}
		}
	case *types.Var:
		if !o.IsField() {
			break
		}
		scope := o.Pkg().Scope()
		for _, name := range scope.Names() {
			if t, ok := scope.Lookup(name).(*types.TypeName); ok && hasField(t, o) {
				return name + "." + o.Name()
			}
		}
	}
	return o.Name()
}

func hasField(t *types.TypeName, field *types.Var) bool {
	if st, ok := t.Type().Underlying().(*types.Struct); ok && !t.IsAlias() {
		for f := range st.Fields() {
			if f == field {
				return true
			}
		}
	}
	return false
}

// near names packages in the declaration of something that pkg declares.
func near(pkg *types.Package) types.Qualifier {
	return func(p *types.Package) string {
		if pkg != nil && p.Path() == pkg.Path() {
			return ""
		}
		return p.Name()
	}
}

// declaration is an object as Go would declare it.
func (at *spot) declaration(o types.Object) string {
	q := near(o.Pkg())
	typ := func(t types.Type) string { return types.TypeString(t, q) }
	switch o := o.(type) {
	case *types.Func:
		return signature(o, q)
	case *types.Var:
		if o.IsField() {
			return "field " + o.Name() + " " + typ(o.Type())
		}
		return "var " + o.Name() + " " + typ(o.Type())
	case *types.Const:
		t := " " + typ(o.Type())
		if b, ok := o.Type().(*types.Basic); ok && b.Info()&types.IsUntyped != 0 {
			t = ""
		}
		return "const " + o.Name() + t + " = " + constantText(o.Val())
	case *types.TypeName:
		return typeDeclaration(o, q)
	case *types.Builtin:
		return "func " + o.Name() + strings.TrimPrefix(builtins(o.Name()), "func")
	case *types.Nil:
		return "var nil Type"
	}
	return types.ObjectString(o, q)
}

// constantText is a constant's value; long ones are shortened.
func constantText(v constant.Value) string {
	switch v.Kind() {
	case constant.Float:
		f, _ := constant.Float64Val(v)
		return strconv.FormatFloat(f, 'g', -1, 64)
	case constant.String, constant.Int:
		if s := v.ExactString(); len(s) < 200 {
			return s
		}
	}
	return v.String()
}

// typeDeclaration is a type with its fields or methods, one to a line; what is not exported from another
// package is left out.
func typeDeclaration(o *types.TypeName, q types.Qualifier) string {
	head := "type " + types.TypeString(o.Type(), q)
	if b, ok := o.Type().(*types.Basic); ok && o.Parent() == types.Universe && o.IsAlias() {
		return "type " + o.Name() + " = " + types.Typ[b.Kind()].Name() // byte, rune
	}
	if o.IsAlias() {
		t := types.TypeString(o.Type().Underlying(), q)
		if a, ok := o.Type().(*types.Alias); ok && o.Parent() != types.Universe {
			t = types.TypeString(a.Rhs(), q)
		}
		if t == o.Name() {
			t = "interface{}" // any
		}
		return "type " + o.Name() + " = " + t
	}
	if n, ok := o.Type().(*types.Named); ok && n.TypeParams().Len() > 0 {
		head = strings.TrimSuffix(types.ObjectString(o, q), " "+types.TypeString(n.Underlying(), q))
	}
	var lines []string
	hidden := ""
	switch u := o.Type().Underlying().(type) {
	case *types.Struct:
		head += " struct"
		for f := range u.Fields() {
			switch t := types.TypeString(f.Type(), q); {
			case !f.Exported() && o.Pkg() != nil && o.Pkg().Path() != "main":
				hidden = "// has unexported fields"
			case f.Embedded():
				lines = append(lines, t)
			default:
				lines = append(lines, f.Name()+" "+t)
			}
		}
	case *types.Interface:
		head += " interface"
		for e := range u.EmbeddedTypes() {
			lines = append(lines, types.TypeString(e, q))
		}
		for m := range u.ExplicitMethods() {
			if !m.Exported() && o.Pkg() != nil && o.Pkg().Path() != "main" {
				hidden = "// has unexported methods"
				continue
			}
			lines = append(lines, m.Name()+strings.TrimPrefix(types.TypeString(m.Type(), q), "func"))
		}
	case *types.Basic:
		if o.Parent() == types.Universe {
			return "type " + o.Name()
		}
		return head + " " + types.TypeString(u, q)
	default:
		return head + " " + types.TypeString(u, q)
	}
	if hidden != "" {
		lines = append(lines, hidden)
	}
	if len(lines) == 0 {
		return head + " {}"
	}
	return tidy(head + " {\n\t" + strings.Join(lines, "\n\t") + "\n}")
}

// methods are the declared methods of a type that is no interface.
func methods(o *types.TypeName) []string {
	n, ok := types.Unalias(o.Type()).(*types.Named)
	if !ok || types.IsInterface(n) {
		return nil
	}
	var list []string
	for m := range n.Methods() {
		if m.Exported() || m.Pkg().Path() == "main" {
			list = append(list, signature(m, near(o.Pkg())))
		}
	}
	slices.SortFunc(list, func(a, b string) int { return strings.Compare(a[strings.Index(a, ")"):], b[strings.Index(b, ")"):]) })
	return list
}
