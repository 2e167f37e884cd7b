package check

import (
	"cmp"
	"go/ast"
	"go/token"
	"go/types"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"weft/kernel/golang/near"
	"weft/kernel/golang/std"
)

// remedy says what to do about errors that are told apart by their words alone. It is "" if nothing is known.
func (d *draft) remedy(msg string, pos token.Pos) string {
	has := func(text string) bool { return strings.Contains(msg, text) }
	switch {
	case strings.HasSuffix(msg, " is not in std)"):
		return importedAs(msg)
	case strings.HasPrefix(msg, "cannot assign to "):
		return d.assignedHint(pos)
	case has(" truncated to "), strings.HasSuffix(msg, "(truncated)"):
		return d.fractionHint(pos)
	case strings.HasPrefix(msg, "cannot define new methods on non-local type"):
		return "methods need a type that is declared here: type Name ..., and func (x Name) ..."
	case has("cannot use generic type ") && has(" without instantiation"):
		_, name, _ := strings.Cut(msg, "cannot use generic type ")
		name, _, _ = strings.Cut(name, "[")
		return "say for which type it is: " + name + "[int]; the receiver of a method is " + name + "[T]"
	case has("type parameter") && has("cannot use operator"):
		return "the constraint says what can be done with the values: cmp.Ordered for <, comparable for ==, int | float64 for numbers"
	case has("incomparable types in type set"):
		return "the constraint says what can be done with the values: comparable for =="
	case has("(missing method ") && !has("has pointer receiver") && !has("have "):
		return cmp.Or(d.missingMethod(msg), d.convertHint(msg, pos))
	case strings.HasPrefix(msg, "unknown field "):
		return d.promotedHint(pos)
	case has("(constant of type int) must not be negative"):
		return "indices begin with 0; the last element of list is list[len(list)-1]"
	case strings.HasPrefix(msg, "too many arguments in conversion to []"), strings.HasPrefix(msg, "too many arguments in conversion to map["):
		return "a literal has braces: " + strings.TrimPrefix(msg, "too many arguments in conversion to ") + "{...}"
	case strings.HasPrefix(msg, "too many return values") && has("want ()"):
		return "the function declares no result: its type comes after the parameters, as in func f() int"
	case strings.HasPrefix(msg, "not enough return values") && strings.HasSuffix(msg, "error)"):
		return "each return gives all results; the error is nil if nothing went wrong"
	case strings.HasSuffix(msg, " is not a type"):
		return d.parameterHint(pos)
	case has("(no value) used as value"):
		return "the function has no result that could be used"
	case strings.HasPrefix(msg, "cannot index ") && has("(value of type func("):
		return "a call is written with round parentheses, as in f(x)"
	case strings.HasPrefix(msg, "non-boolean condition in "):
		return "a condition is true or false: compare it with something, as in x != 0"
	case has("slice can only be compared to nil"):
		return "slices.Equal compares two slices"
	case has("map can only be compared to nil"):
		return "maps.Equal compares two maps"
	case has("can only be compared to nil"):
		return "functions are not compared; keep a name or a number beside them"
	case has("cannot indirect ") && d.poweredAt(pos):
		return "a power is math.Pow(x, y); ^ is the exclusive or of bits"
	case strings.HasSuffix(msg, "is not an interface") && strings.HasPrefix(msg, "invalid operation: "):
		return "only a value of an interface type, such as any, has a type to ask for"
	case has("operator % not defined on ") && has("float"):
		return "math.Mod gives the remainder of a division of floats"
	case strings.HasPrefix(msg, "cannot call pointer method "):
		return "the method needs a variable to point to: put the value into one first"
	case has("cannot send to receive-only channel"):
		return "<-chan T only receives; chan<- T sends, and chan T does both"
	case has("cannot receive from send-only channel"):
		return "chan<- T only sends; <-chan T receives, and chan T does both"
	case strings.HasPrefix(msg, "invalid operation: cannot close receive-only channel"):
		return "the sender closes: a function that is to close the channel takes a chan<- T or a chan T"
	case strings.HasPrefix(msg, "multiple-value "):
		return "keep its results in variables first, such as v, err := ..."
	case strings.HasPrefix(msg, "invalid append: argument must be a slice"):
		return "append is for slices; an entry of a map is set by m[key] = value"
	case strings.HasSuffix(msg, "(built-in) must be called"):
		return "a function is called with parentheses"
	case has("mismatched types ") && has("string"):
		return d.textHint(pos)
	}
	return d.convertHint(msg, pos)
}

// importedAs is a hint for an import path that the standard library does not have.
func importedAs(msg string) string {
	_, path, _ := strings.Cut(msg, "could not import ")
	path, _, _ = strings.Cut(path, " ")
	path = strings.TrimPrefix(path, "std/")
	if paths := std.PathsByName(path); len(paths) > 0 {
		return "its path is " + strconv.Quote(paths[0])
	}
	if meant := near.Word(path, std.Paths()); meant != "" {
		return "did you mean " + strconv.Quote(meant) + "?"
	}
	return "packages of others have a path with a dot in it, such as github.com/owner/name: %get fetches them"
}

// assignedHint is about an assignment to what cannot be changed.
func (d *draft) assignedHint(pos token.Pos) string {
	hint := ""
	d.inspect(func(n ast.Node) {
		switch x := n.(type) {
		case *ast.Ident:
			if x.Pos() != pos {
				return
			}
			switch d.u.Info.ObjectOf(x).(type) {
			case *types.Const:
				hint = x.Name + " is a constant; what changes is declared with var or :="
			case *types.Func:
				hint = x.Name + " is a function; choose another name for the variable"
			}
		case *ast.IndexExpr:
			if t := d.u.Info.TypeOf(x.X); x.Pos() == pos && t != nil && isText(t) {
				hint = "text cannot be changed; a []byte or []rune that is made of it can: b := []byte(" + shortly(x.X) + ")"
			}
		}
	})
	return hint
}

// fractionHint is about a constant with a fraction where there is room for none.
func (d *draft) fractionHint(pos token.Pos) string {
	hint := "the type has no room for a fraction: float64 has"
	d.inspect(func(n ast.Node) {
		b, ok := n.(*ast.BinaryExpr)
		if !ok || b.X.Pos() != pos && b.Y.Pos() != pos {
			return
		}
		for _, e := range []ast.Expr{b.X, b.Y} {
			if t := d.u.Info.TypeOf(e); t != nil && t.String() == "time.Duration" {
				hint = "a time.Duration is a whole number: take a smaller unit, as in 500 * time.Millisecond"
			}
		}
	})
	return hint
}

// missingMethod gives the method that a type needs to be of an interface, if both are types that can be found.
func (d *draft) missingMethod(msg string) string {
	m := regexp.MustCompile(`: (\*?)([\pL\pN_]+) does not implement ([\pL\pN_.]+) \(missing method ([\pL\pN_]+)\)$`).FindStringSubmatch(msg)
	if m == nil {
		return ""
	}
	if _, ours := d.u.Pkg.Scope().Lookup(m[2]).(*types.TypeName); !ours {
		return ""
	}
	obj, _ := d.u.Pkg.Scope().Lookup(m[3]).(*types.TypeName)
	if pkg, name, ok := strings.Cut(m[3], "."); ok {
		if p, err := d.session.importer.Import(d.pathOf(pkg)); err == nil {
			obj, _ = p.Scope().Lookup(name).(*types.TypeName)
		}
	} else if obj == nil {
		obj, _ = types.Universe.Lookup(m[3]).(*types.TypeName)
	}
	if obj == nil {
		return ""
	}
	i, ok := obj.Type().Underlying().(*types.Interface)
	if !ok {
		return ""
	}
	for f := range i.Methods() {
		if f.Name() == m[4] {
			sig := strings.TrimPrefix(types.TypeString(f.Type(), d.qualifier), "func")
			return "it needs func (x " + m[1] + m[2] + ") " + f.Name() + sig
		}
	}
	return ""
}

// qualifier writes the names of other packages in front of their types.
func (d *draft) qualifier(p *types.Package) string {
	if p == d.u.Pkg {
		return ""
	}
	return p.Name()
}

// promotedHint is about a field in a literal that belongs to an embedded struct.
func (d *draft) promotedHint(pos token.Pos) string {
	hint := ""
	d.inspect(func(n ast.Node) {
		lit, ok := n.(*ast.CompositeLit)
		if !ok {
			return
		}
		for _, e := range lit.Elts {
			kv, ok := e.(*ast.KeyValueExpr)
			if !ok || kv.Pos() != pos {
				continue
			}
			name, ok := kv.Key.(*ast.Ident)
			t := d.u.Info.TypeOf(lit)
			if !ok || t == nil {
				return
			}
			if p, ok := t.Underlying().(*types.Pointer); ok {
				t = p.Elem()
			}
			if _, path, _ := types.LookupFieldOrMethod(t, true, d.u.Pkg, name.Name); len(path) > 1 {
				if s, ok := t.Underlying().(*types.Struct); ok {
					inner := s.Field(path[0]).Name()
					hint = name.Name + " is a field of " + inner + ", which is embedded: " + inner + ": " + inner + "{" + name.Name + ": ...}"
				}
				return
			}
			hint = ""
			if near := nearest(name.Name, members(t)); near != "" {
				hint = "did you mean " + near + "?"
			}
		}
	})
	return hint
}

// parameterHint is about a parameter whose type does not stand behind its name.
func (d *draft) parameterHint(pos token.Pos) string {
	hint := ""
	d.inspect(func(n ast.Node) {
		ft, ok := n.(*ast.FuncType)
		if !ok {
			return
		}
		for _, field := range ft.Params.List {
			id, ok := field.Type.(*ast.Ident)
			if !ok || id.Pos() != pos {
				continue
			}
			switch {
			case len(field.Names) == 1 && isTypeName(field.Names[0].Name):
				hint = "the type comes after the name: " + id.Name + " " + field.Names[0].Name
			case len(field.Names) == 0:
				hint = "a parameter has a type behind its name: " + id.Name + " int"
			}
		}
	})
	return hint
}

func isTypeName(name string) bool {
	_, ok := types.Universe.Lookup(name).(*types.TypeName)
	return ok || slices.Contains([]string{"float", "double", "char", "long", "str", "String"}, name)
}

// poweredAt reports whether the * at pos, or before the operand there, is the second one of x ** y.
func (d *draft) poweredAt(pos token.Pos) bool {
	found := false
	d.inspect(func(n ast.Node) {
		if b, ok := n.(*ast.BinaryExpr); ok && b.Op == token.MUL {
			if s, ok := b.Y.(*ast.StarExpr); ok && s.Star == b.OpPos+1 && (s.X.Pos() == pos || s.Star == pos) {
				found = true
			}
		}
	})
	return found
}
