package lower

import (
	"go/token"
	"go/types"

	"weft/kernel/golang/cell"
)

// text is t as the interpreter sees it.
func (l *lowering) text(t types.Type) string { return l.lowered.text(t) }

// sessionTypeName is the lowered name of a session's type.
func (l *lowering) sessionTypeName(o *types.TypeName) string {
	if !isLocal(o) {
		return l.globalName(o)
	}
	n, ok := l.localTypes[o]
	if !ok {
		n = l.temp(o.Name() + "_l")
		l.localTypes[o] = n
	}
	return n
}

// namedText is the lowered text of a named type. Session interfaces are erased to interface{},
// and named types that are not structs to what they stand for: the interpreter has its own ideas of
// both, and identity is the descriptor's business (see box.go). Recursive types keep their name.
func (l *lowering) namedText(t *types.Named) string {
	o := t.Obj()
	if o.Pkg() == nil {
		return o.Name() // error, comparable
	}
	t = l.resolve(t)
	u := t.Underlying()
	if !l.fromSource(t) {
		if t.TypeArgs().Len() > 0 {
			if _, ok := u.(*types.Struct); ok {
				l.refuse(l.site, "the generic type "+o.Pkg().Name()+"."+o.Name(), insteadOf(o))
			}
			return l.text(u) // iter.Seq
		}
		if r := callerTypes[o.Pkg().Path()+"."+o.Name()]; r != "" {
			return r
		}
		return l.pkg(o.Pkg()) + "." + o.Name()
	}
	if types.IsInterface(u) {
		return "interface{}"
	}
	if _, ok := u.(*types.Struct); !ok {
		if l.recursive(t) {
			if _, ok := u.(*types.Array); ok {
				l.refuse(l.declared(o), "the recursive array type "+o.Name(), "put it into a struct: type "+o.Name()+" struct { ... }")
			}
			return "interface{}"
		}
		return l.text(u)
	}
	name := l.canonNamed(t)
	if t.TypeArgs().Len() > 0 || !isSession(o) {
		name = l.generated(o.Name()+"_"+mangle(l.argsText(t)), name)
	}
	l.once("type "+name, func() {
		i := len(l.types)
		l.types = append(l.types, "")
		l.types[i] = "type " + name + " " + l.structText(t, u.(*types.Struct)) + "\n"
	})
	return name
}

// declared is where o is declared, if that is a place of this unit.
func (l *lowering) declared(o types.Object) token.Pos {
	if l.own.fset.File(o.Pos()) == nil || !cell.Locate(l.own.fset, o.Pos()).IsValid() {
		return token.NoPos
	}
	return o.Pos()
}

func (l *lowering) argsText(t *types.Named) string {
	s := ""
	for i := range t.TypeArgs().Len() {
		s += "_" + l.goName.text(t.TypeArgs().At(i))
	}
	if len(s) > 0 {
		s = s[1:]
	}
	return s
}

// once runs declare unless it was run for key in this session.
func (l *lowering) once(key string, declare func()) {
	if !l.state.emitted[key] {
		l.state.emitted[key] = true
		declare()
	}
}

// fromSource reports whether t is declared in lowered code: in a cell, or in a generic package that
// is instantiated from source.
func (l *lowering) fromSource(t *types.Named) bool {
	return isSession(t.Obj()) || l.library.declaring(t.Obj()) != nil
}

// erased reports whether t is an interface that the interpreter sees as interface{}: every one but
// the compiled packages' named interfaces and error.
func (l *lowering) erased(t types.Type) bool {
	if t == nil || !types.IsInterface(t) {
		return false
	}
	n, ok := types.Unalias(t).(*types.Named)
	return !ok || l.fromSource(n)
}

func isInterface(t types.Type) bool { return t != nil && types.IsInterface(t) }

// boxed reports whether a value of type t is boxed when it becomes an interface value: when its type
// mentions a session's type, or one that the interpreter builds differently.
//
// An empty struct literal type is boxed for itself, but does not make a chan struct{} a session's type.
func (l *lowering) boxed(t types.Type) bool {
	if n, ok := types.Unalias(t).(*types.Named); ok && !isSession(n.Obj()) && !n.Obj().Exported() && n.Obj().Pkg() != nil {
		return l.mentions(t) // cannot be named, so never asserted: binary.BigEndian
	}
	return emptyStruct(t) || l.mentions(t)
}

// emptyStruct reports whether t has no fields. The interpreter cannot assert such a type.
func emptyStruct(t types.Type) bool {
	s, ok := t.Underlying().(*types.Struct)
	return ok && s.NumFields() == 0
}

// mentions reports whether t is a session's type or has one as a part.
func (l *lowering) mentions(t types.Type) bool {
	switch t := types.Unalias(t).(type) {
	case *types.Named:
		return l.fromSource(t) || t.TypeArgs().Len() > 0
	case *types.Pointer:
		return l.mentions(t.Elem())
	case *types.Slice:
		return l.mentions(t.Elem())
	case *types.Array:
		return l.mentions(t.Elem())
	case *types.Chan:
		return l.mentions(t.Elem())
	case *types.Map:
		return l.mentions(t.Key()) || l.mentions(t.Elem())
	case *types.Struct:
		return t.NumFields() > 0
	case *types.Interface:
		return t.NumMethods() > 0
	case *types.Signature:
		for v := range t.Params().Variables() {
			if l.mentions(v.Type()) {
				return true
			}
		}
		for v := range t.Results().Variables() {
			if l.mentions(v.Type()) {
				return true
			}
		}
	}
	return false
}

func isNilType(t types.Type) bool {
	b, ok := t.(*types.Basic)
	return ok && b.Kind() == types.UntypedNil
}

func isUntyped(t types.Type) bool {
	b, ok := t.(*types.Basic)
	return ok && b.Info()&types.IsUntyped != 0
}

// anyType is interface{}.
var anyType = types.Universe.Lookup("any").Type()

// errorType is error.
var errorType = types.Universe.Lookup("error").Type()

func isInteger(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsInteger != 0
}

func isString(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsString != 0
}

func isUnsigned(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsUnsigned != 0
}
