package rt

import "reflect"

// Mirrors. Package reflect, and what works through it, must see a session's type with its own name and
// its fields' names; the interpreter's layout has neither. A mirror is a type of the same memory that
// package reflect takes for a real one. It has no methods: see reflect.go.

// mirrorOf is the mirror of t, whose values have a layout; the layout itself for a nil t.
func mirrorOf(t *Type, layout reflect.Type) reflect.Type {
	if t == nil {
		return layout
	}
	t.shapes.mirrors.Lock()
	defer t.shapes.mirrors.Unlock()
	return t.shapes.mirror(t, layout)
}

// mirrored is what is known of a mirror.
type mirrored struct {
	typ    *Type
	layout reflect.Type
}

// mirror is mirrorOf, with s.mirrors locked.
func (s *shapes) mirror(t *Type, layout reflect.Type) reflect.Type {
	switch {
	case t == nil:
		return layout
	case t.mirror != nil:
		return t.mirror
	case layout.Kind() == reflect.Interface && t.Kind != "interface":
		return layout // a field of a type in a cycle: see inCycle
	case t.Named || t.Kind == "struct" || t.Kind == "interface":
		s.named(t, layout)
	default:
		s.keep(t, layout, s.composite(t, layout))
	}
	return t.mirror
}

func (s *shapes) keep(t *Type, layout, m reflect.Type) {
	reflect.PointerTo(m) // package reflect remembers m from now on
	t.mirror = m
	if s.of == nil {
		s.of = map[reflect.Type]mirrored{}
	}
	s.of[m] = mirrored{t, layout}
}

// composite is a type without name, made of mirrors.
func (s *shapes) composite(t *Type, layout reflect.Type) reflect.Type {
	switch t.Kind {
	case "ptr":
		return reflect.PointerTo(s.mirror(t.elem, layout.Elem()))
	case "slice":
		return reflect.SliceOf(s.mirror(t.elem, layout.Elem()))
	case "array":
		return reflect.ArrayOf(layout.Len(), s.mirror(t.elem, layout.Elem()))
	case "chan":
		return reflect.ChanOf(layout.ChanDir(), s.mirror(t.elem, layout.Elem()))
	case "map":
		return reflect.MapOf(s.mirror(t.key, layout.Key()), s.mirror(t.elem, layout.Elem()))
	case "func":
		var in, out []reflect.Type
		for i := range layout.NumIn() {
			in = append(in, s.mirror(part(t.params, i), layout.In(i)))
		}
		for i := range layout.NumOut() {
			out = append(out, s.mirror(part(t.results, i), layout.Out(i)))
		}
		return reflect.FuncOf(in, out, layout.IsVariadic())
	}
	return layout
}

func part(list []*Type, i int) *Type {
	if i < len(list) {
		return list[i]
	}
	return nil
}

// inCycle reports whether t is a struct, or leads to one, with fields that the interpreter holds as
// interface{}: package reflect would see that.
func (t *Type) inCycle(seen map[*Type]bool) bool {
	if t == nil || seen[t] {
		return false
	}
	seen[t] = true
	for _, f := range t.fields {
		if f.typ != nil && f.typ.layout != nil || f.typ.inCycle(seen) {
			return true
		}
	}
	return t.elem.inCycle(seen) || t.key.inCycle(seen)
}

// named makes a type with a name of its own: a copy of what package reflect has for the same without.
// It is known before its parts are, which may contain it.
func (s *shapes) named(t *Type, layout reflect.Type) {
	switch t.Kind {
	case "struct":
		s.structure(t, layout)
	case "interface":
		s.keep(t, layout, newShell[interfaceLayout](s, t, reflect.TypeFor[any]()))
	case "ptr":
		s.whole(t, layout, newShell[pointerLayout](s, t, layout), fillShell[pointerLayout])
	case "slice":
		s.whole(t, layout, newShell[pointerLayout](s, t, layout), fillShell[pointerLayout])
	case "array":
		s.whole(t, layout, newShell[arrayLayout](s, t, layout), fillShell[arrayLayout])
	case "chan":
		s.whole(t, layout, newShell[chanLayout](s, t, layout), fillShell[chanLayout])
	case "map":
		s.whole(t, layout, newShell[mapLayout](s, t, layout), fillShell[mapLayout])
	case "func":
		s.whole(t, layout, newShell[funcLayout](s, t, layout), fillShell[funcLayout])
	default:
		s.keep(t, layout, newShell[typeHead](s, t, layout))
	}
}

// whole completes the shell m of a type that is made of others.
func (s *shapes) whole(t *Type, layout, m reflect.Type, fill func(s *shapes, t *Type, m, from reflect.Type)) {
	s.keep(t, layout, m)
	fill(s, t, m, s.composite(t, layout))
}

// structure makes the mirror of a struct type and then the mirrors of its fields, which may need it.
func (s *shapes) structure(t *Type, layout reflect.Type) {
	var fields []reflect.StructField
	for i, f := range t.fields {
		sf := reflect.StructField{Name: f.name, Type: layout.Field(i).Type, Tag: reflect.StructTag(f.tag)}
		if !f.exported {
			sf.PkgPath = "main"
		}
		fields = append(fields, sf)
	}
	m := newShell[structLayout](s, t, reflect.StructOf(fields))
	own := (*structLayout)(reflect.ValueOf(m).UnsafePointer())
	own.fields = append([]fieldLayout(nil), own.fields...)
	s.keep(t, layout, m)
	for i, f := range t.fields {
		own.fields[i].typ = reflect.ValueOf(s.mirror(f.typ, layout.Field(i).Type)).UnsafePointer()
		if f.embedded {
			own.fields[i].name = embeddedName(own.fields[i].name)
		}
	}
}
