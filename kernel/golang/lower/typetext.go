package lower

import (
	"fmt"
	"go/token"
	"go/types"
	"sort"
	"strconv"
	"strings"
)

// typeText writes types. What differs between the lowered text, a canonical key and the name that
// reflect would print is in its functions.
type typeText struct {
	named func(*types.Named) string
	iface func(*types.Interface) string
	field func(*types.Var) string               // a struct field's name, with a final space unless embedded
	tag   func(f *types.Var, tag string) string // its tag
	basic func(*types.Basic) string
	space string // between a field and its type list
}

func (w *typeText) text(t types.Type) string {
	switch t := types.Unalias(t).(type) {
	case *types.Basic:
		return w.basic(t)
	case *types.Named:
		return w.named(t)
	case *types.Pointer:
		return "*" + w.text(t.Elem())
	case *types.Slice:
		return "[]" + w.text(t.Elem())
	case *types.Array:
		return "[" + strconv.FormatInt(t.Len(), 10) + "]" + w.text(t.Elem())
	case *types.Map:
		return "map[" + w.text(t.Key()) + "]" + w.text(t.Elem())
	case *types.Chan:
		e := w.text(t.Elem())
		if strings.HasPrefix(e, "<-") {
			e = "(" + e + ")"
		}
		return [...]string{types.SendRecv: "chan ", types.SendOnly: "chan<- ", types.RecvOnly: "<-chan "}[t.Dir()] + e
	case *types.Signature:
		return "func" + w.signature(t)
	case *types.Interface:
		return w.iface(t)
	case *types.Struct:
		return w.structure(t)
	case *types.TypeParam:
		return t.Obj().Name()
	}
	panic(fmt.Sprintf("lower: type %T", t))
}

func (w *typeText) signature(t *types.Signature) string {
	s := "(" + w.params(t) + ")"
	switch t.Results().Len() {
	case 0:
	case 1:
		s += " " + w.text(t.Results().At(0).Type())
	default:
		s += " (" + w.tuple(t.Results()) + ")"
	}
	return s
}

func (w *typeText) params(t *types.Signature) string {
	if !t.Variadic() {
		return w.tuple(t.Params())
	}
	var parts []string
	for v := range t.Params().Variables() {
		parts = append(parts, w.text(v.Type()))
	}
	last := len(parts) - 1
	parts[last] = "..." + w.text(variadicElem(t))
	return strings.Join(parts, ", ")
}

// variadicElem is the element type of the last parameter; append([]byte, string...) has string.
func variadicElem(t *types.Signature) types.Type {
	last := t.Params().At(t.Params().Len() - 1).Type()
	if s, ok := last.Underlying().(*types.Slice); ok {
		return s.Elem()
	}
	return types.Typ[types.Byte]
}

func (w *typeText) tuple(t *types.Tuple) string {
	var parts []string
	for v := range t.Variables() {
		parts = append(parts, w.text(v.Type()))
	}
	return strings.Join(parts, ", ")
}

func (w *typeText) structure(t *types.Struct) string {
	if t.NumFields() == 0 {
		return "struct" + w.space + "{}"
	}
	var parts []string
	for i := range t.NumFields() {
		f := t.Field(i)
		s := w.field(f) + w.text(f.Type())
		if tag := w.tag(f, t.Tag(i)); tag != "" {
			s += " " + strconv.Quote(tag)
		}
		parts = append(parts, s)
	}
	return "struct { " + strings.Join(parts, "; ") + " }"
}

// newTypeTexts returns the writers of a lowering: lowered text, canonical key, and Go's own name, of a type and
// of a type argument.
func newTypeTexts(l *lowering) (lowered, canon, goName, argName *typeText) {
	argName = newArgumentText(l)
	keepTag := func(_ *types.Var, tag string) string { return tag }
	lowered = &typeText{
		named: l.namedText,
		iface: func(*types.Interface) string { return "interface{}" },
		field: func(f *types.Var) string { return fieldName(f) + " " },
		tag: func(f *types.Var, tag string) string {
			if !f.Exported() { // the interpreter exports every field
				return strings.TrimSpace(`json:"-" xml:"-"`)
			}
			return tag
		},
		basic: func(b *types.Basic) string {
			if b.Kind() == types.UnsafePointer {
				l.refuse(token.NoPos, "unsafe.Pointer", "work without package unsafe")
			}
			return types.Default(b).String()
		},
		space: " ",
	}
	canon = &typeText{
		named: l.canonNamed,
		field: func(f *types.Var) string {
			if f.Embedded() {
				return "^" + f.Name() + " "
			}
			return f.Name() + " "
		},
		tag:   keepTag,
		basic: func(b *types.Basic) string { return b.Name() },
	}
	canon.iface = func(t *types.Interface) string { return "interface{" + methodList(canon, t) + "}" }
	goName = &typeText{
		named: func(t *types.Named) string {
			name := t.Obj().Name()
			if p := t.Obj().Pkg(); p != nil {
				name = p.Name() + "." + name
			}
			return name + typeArgs(argName, t) + l.implicitArgs[t.Obj()]
		},
		field: func(f *types.Var) string {
			if f.Embedded() {
				return ""
			}
			return f.Name() + " "
		},
		tag:   keepTag,
		basic: goBasic,
		space: " ",
	}
	goName.iface = goInterface(goName)
	return lowered, canon, goName, argName
}

// goBasic and goInterface are names as package reflect prints them.
func goBasic(b *types.Basic) string {
	switch b.Kind() {
	case types.Byte:
		return "uint8"
	case types.Rune:
		return "int32"
	}
	return b.Name()
}

func goInterface(w *typeText) func(t *types.Interface) string {
	return func(t *types.Interface) string {
		if t.NumMethods() == 0 {
			return "interface {}"
		}
		return "interface { " + methodList(w, t) + " }"
	}
}

func methodList(w *typeText, t *types.Interface) string {
	var parts []string
	for m := range t.Methods() {
		name := m.Name()
		if !m.Exported() && m.Pkg() != nil {
			name = m.Pkg().Path() + "." + name
		}
		parts = append(parts, name+w.signature(m.Signature()))
	}
	sort.Strings(parts)
	return strings.Join(parts, "; ")
}

// typeArgs is the list of a type's arguments, each as w writes it.
func typeArgs(w *typeText, t *types.Named) string {
	if t.TypeArgs().Len() == 0 {
		return ""
	}
	var args []string
	for i := range t.TypeArgs().Len() {
		args = append(args, w.text(t.TypeArgs().At(i)))
	}
	return "[" + strings.Join(args, ",") + "]"
}

// canonNamed is a key for a named type: equal for the same type in every cell.
func (l *lowering) canonNamed(t *types.Named) string {
	o := t.Obj()
	name := o.Name()
	switch {
	case o.Pkg() == nil:
	case isSession(o):
		name = l.sessionTypeName(o)
	default:
		name = o.Pkg().Path() + "." + name
	}
	return name + typeArgs(l.canon, t)
}

// fieldName is a struct field's name in the lowered text.
func fieldName(f *types.Var) string {
	if f.Name() == "_" {
		return "_blank" + strconv.Itoa(int(f.Pos()))
	}
	return f.Name()
}
