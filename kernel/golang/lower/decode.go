package lower

import (
	"go/ast"
	"go/types"
	"reflect"
	"strings"
)

// Decoding JSON. Package json sees the interpreter's layout of a type, without methods and embedding;
// rt gives it a better view, but cannot give the parts of a type methods. Such types are refused.

var decoders = map[string]bool{"encoding/json.Unmarshal": true, "encoding/json.Decode": true}

// decodeJSON lowers json.Unmarshal and Decoder.Decode.
func (f *fn) decodeJSON(x *ast.CallExpr) string {
	if f.spreads(x) {
		f.refuse(x, "JSON decoded into what a call with several results returns", "give the results names first")
	}
	target := x.Args[len(x.Args)-1]
	if p, ok := f.typeOf(target).Underlying().(*types.Pointer); ok && !isInterface(p.Elem()) {
		if n, ok := types.Unalias(p.Elem()).(*types.Named); !ok || !decodesItself(n) {
			if what, instead := f.l.undecodable(p.Elem(), nil, false); what != "" {
				f.refuse(target, what, instead)
			}
		}
	}
	v := f.assigned(target, anyType)
	if len(x.Args) == 2 {
		return "_rt.UnmarshalJSON(" + f.expr(x.Args[0]) + ", " + v + ")"
	}
	sel, ok := ast.Unparen(x.Fun).(*ast.SelectorExpr)
	if s := f.src.info.Selections[sel]; !ok || s == nil || s.Kind() != types.MethodVal || !isPointer(f.typeOf(sel.X)) || namedOf(f.typeOf(sel.X)).Obj().Name() != "Decoder" {
		return f.callWith(x, []string{v})
	}
	return "_rt.DecodeJSON(" + f.expr(sel.X) + ", " + v + ")"
}

// decodesItself reports whether package json calls a method of n, or of a pointer to n, to decode it.
func decodesItself(n *types.Named) bool {
	set := types.NewMethodSet(types.NewPointer(n))
	return set.Lookup(nil, "UnmarshalJSON") != nil || set.Lookup(nil, "UnmarshalText") != nil
}

// undecodable says why JSON cannot be decoded into a t exactly, and what to do; "" if it can. embeds
// tells that an outer type embeds a struct.
func (l *lowering) undecodable(t types.Type, seen []types.Type, embeds bool) (what, instead string) {
	for _, s := range seen {
		if types.Identical(s, t) {
			if embeds {
				return "JSON decoded into a recursive type that embeds a struct", "give the embedded field a name"
			}
			return "", ""
		}
	}
	if n, ok := types.Unalias(t).(*types.Named); ok {
		seen = append(seen, t)
		if !l.fromSource(n) {
			return "", ""
		}
		switch {
		case decodesItself(n):
			return "JSON decoded into a part of the type " + n.Obj().Name() + ", which decodes itself",
				"decode this part as json.RawMessage, and then that into a variable of type " + n.Obj().Name()
		case !isInterface(n) && len(l.cutFields(l.resolve(n))) > 0:
			return "JSON decoded into " + n.Obj().Name() + ", a type in a cycle of types", "let the cycle go through a pointer or a slice of pointers to one struct type"
		}
	}
	switch u := t.Underlying().(type) {
	case *types.Interface:
		if u.NumMethods() > 0 && l.erased(t) {
			return "JSON decoded into an interface with methods", "decode into a struct type"
		}
	case *types.Pointer:
		return l.undecodable(u.Elem(), seen, embeds)
	case *types.Slice:
		return l.undecodable(u.Elem(), seen, embeds)
	case *types.Array:
		return l.undecodable(u.Elem(), seen, embeds)
	case *types.Map:
		if n, ok := types.Unalias(u.Key()).(*types.Named); ok && l.fromSource(n) && decodesItself(n) {
			return "JSON decoded into a map with keys of type " + n.Obj().Name(), "decode into a map with string keys"
		}
		return l.undecodable(u.Elem(), seen, embeds)
	case *types.Struct:
		return l.undecodableField(u, seen, embeds)
	}
	return "", ""
}

func (l *lowering) undecodableField(s *types.Struct, seen []types.Type, embeds bool) (what, instead string) {
	for v := range s.Fields() {
		embeds = embeds || v.Embedded()
	}
	for i := range s.NumFields() {
		v := s.Field(i)
		name, _, _ := strings.Cut(reflect.StructTag(s.Tag(i)).Get("json"), ",")
		if name == "-" || !v.Exported() && !v.Embedded() {
			continue
		}
		if v.Embedded() && !v.Exported() && isPointer(v.Type()) {
			return "JSON decoded into the embedded pointer " + v.Name(), "export the type's name"
		}
		if what, instead = l.undecodable(v.Type(), seen, embeds); what != "" {
			return what, instead
		}
	}
	return "", ""
}
