package rt

import (
	"cmp"
	"reflect"
	"slices"
	"strings"
	"unicode"
)

// A jsonField is a field of a struct, or of what it embeds, that package json encodes and decodes.
type jsonField struct {
	name                string
	tagged              bool
	quoted              bool // the option "string", for a type that it means something for
	omitEmpty, omitZero bool
	path                []step
	typ                 *Type // nil: compiled
}

// A step goes from a struct, or a pointer to one, to one of its fields.
type step struct {
	index      int
	name       string // in Go
	typ        *Type
	unexported bool // a pointer here cannot be set by package json
}

// jsonFields lists the fields of the struct type t, nil for a compiled one, by package json's rules for
// names that occur more than once: the shallowest wins, then the tagged one; a tie hides all.
func jsonFields(t *Type, layout reflect.Type) []jsonField {
	if t != nil {
		t.mu.RLock()
		fields := t.json
		t.mu.RUnlock()
		if fields != nil {
			return fields
		}
	}
	fields := dominant(allFields(t, layout))
	if t != nil {
		t.mu.Lock()
		t.json = fields
		t.mu.Unlock()
	}
	return fields
}

// An embeddedStruct is a struct type that is searched for fields, found at a path.
type embeddedStruct struct {
	typ    *Type
	layout reflect.Type
	path   []step
}

// same identifies a struct type: layouts of session types can be equal.
func (e embeddedStruct) same() any {
	if e.typ != nil {
		return e.typ
	}
	return e.layout
}

// allFields walks the embedded structs level by level.
func allFields(t *Type, layout reflect.Type) []jsonField {
	var all []jsonField
	next := []embeddedStruct{{t, layout, nil}}
	times := map[any]int{}
	visited := map[any]bool{}
	for len(next) > 0 {
		current, count := next, times
		next, times = nil, map[any]int{}
		for _, e := range current {
			if visited[e.same()] {
				continue
			}
			visited[e.same()] = true
			for i := range e.layout.NumField() {
				f, inner, ok := e.field(i)
				if !ok {
					continue
				}
				if inner != nil {
					times[inner.same()]++
					if times[inner.same()] == 1 {
						next = append(next, *inner)
					}
					continue
				}
				all = append(all, f)
				if count[e.same()] > 1 { // embedded twice at this depth: the names hide each other
					all = append(all, f)
				}
			}
		}
	}
	return all
}

// field is the i-th field, or the embedded struct that it is; ok is false if package json ignores it.
func (e embeddedStruct) field(i int) (f jsonField, inner *embeddedStruct, ok bool) {
	sf := e.layout.Field(i)
	d := field{name: sf.Name, tag: string(sf.Tag), exported: sf.IsExported(), embedded: sf.Anonymous}
	if e.typ != nil {
		d = e.typ.fields[i]
	}
	at, layout := d.typ, sf.Type
	switch {
	case at != nil && at.layout != nil:
		layout = at.layout
	case at != nil && layout.Kind() == reflect.Interface && at.Kind != "interface":
		return f, nil, false
	}
	if layout.Kind() == reflect.Pointer && (at == nil && layout.Name() == "" || at != nil && !at.Named) {
		layout = layout.Elem()
		if at != nil {
			at = at.elem
		}
	}
	structure := layout.Kind() == reflect.Struct
	if !d.exported && !(d.embedded && structure) {
		return f, nil, false
	}
	tag := reflect.StructTag(d.tag).Get("json")
	if tag == "-" {
		return f, nil, false
	}
	name, options, _ := strings.Cut(tag, ",")
	if !validName(name) {
		name = ""
	}
	path := append(slices.Clip(e.path), step{i, d.name, d.typ, !d.exported})
	if name == "" && d.embedded && structure {
		return f, &embeddedStruct{at, layout, path}, true
	}
	f = jsonField{name: cmp.Or(name, d.name), tagged: name != "", path: path, typ: d.typ}
	for _, o := range strings.Split(options, ",") {
		switch o {
		case "omitempty":
			f.omitEmpty = true
		case "omitzero":
			f.omitZero = true
		case "string":
			z := reflect.Zero(layout)
			f.quoted = z.CanInt() || z.CanUint() || z.CanFloat() || z.Kind() == reflect.String || z.Kind() == reflect.Bool
		}
	}
	return f, nil, true
}

func validName(s string) bool {
	return s != "" && !strings.ContainsFunc(s, func(c rune) bool {
		return !unicode.IsLetter(c) && !unicode.IsDigit(c) && !strings.ContainsRune("!#$%&()*+-./:;<=>?@[]^_{|}~ ", c)
	})
}

// dominant keeps the fields that are seen, in the order of the struct.
func dominant(all []jsonField) []jsonField {
	byName := map[string][]jsonField{}
	for _, f := range all {
		byName[f.name] = append(byName[f.name], f)
	}
	fields := []jsonField{}
	for _, list := range byName {
		slices.SortStableFunc(list, func(a, b jsonField) int {
			if c := cmp.Compare(len(a.path), len(b.path)); c != 0 || a.tagged == b.tagged {
				return c
			}
			if a.tagged {
				return -1
			}
			return 1
		})
		if len(list) > 1 && len(list[0].path) == len(list[1].path) && list[0].tagged == list[1].tagged {
			continue
		}
		fields = append(fields, list[0])
	}
	slices.SortFunc(fields, func(a, b jsonField) int {
		return slices.CompareFunc(a.path, b.path, func(x, y step) int { return cmp.Compare(x.index, y.index) })
	})
	return fields
}
