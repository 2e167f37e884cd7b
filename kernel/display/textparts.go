package display

import (
	"cmp"
	"fmt"
	"reflect"
	"slices"
	"strings"
)

// A place is where a value that can contain itself lies in memory.
type place struct {
	at  uintptr
	len int
	t   reflect.Type // a struct and its first field lie at the same address
}

// nested writes a value that holds others: once on any path, and not deeper than maxDepth.
func (w *textWriter) nested(v reflect.Value, write func()) {
	p := place{t: v.Type()}
	switch v.Kind() {
	case reflect.Slice:
		p.len = v.Len()
		fallthrough
	case reflect.Pointer, reflect.Map:
		if v.IsNil() {
			w.WriteString("nil")
			return
		}
		p.at = v.Pointer()
		if w.onPath[p] {
			w.WriteString("(cycle)")
			return
		}
		w.onPath[p] = true
		defer delete(w.onPath, p)
	}
	if w.depth >= maxDepth {
		w.WriteString("…")
		return
	}
	w.depth++
	write()
	w.depth--
}

func (w *textWriter) list(v reflect.Value, t Type) {
	w.WriteByte('[')
	for i := range min(v.Len(), maxElements) {
		if w.full() {
			break
		}
		w.separate(i, " ")
		w.value(v.Index(i), elem(t))
	}
	w.rest(v.Len(), " ")
	w.WriteByte(']')
}

func (w *textWriter) pairs(v reflect.Value, t Type) {
	w.WriteString("map[")
	entries := sortedEntries(v)
	for i, e := range entries[:min(len(entries), maxElements)] {
		if w.full() {
			break
		}
		w.separate(i, " ")
		w.value(e.key, key(t))
		w.WriteByte(':')
		w.value(e.value, elem(t))
	}
	w.rest(len(entries), " ")
	w.WriteByte(']')
}

func (w *textWriter) fields(v reflect.Value, t Type) {
	w.WriteByte('{')
	for i := range v.NumField() {
		if w.full() {
			break
		}
		w.separate(i, " ")
		name, ft := field(v.Type(), t, i)
		w.WriteString(name + ":")
		w.value(v.Field(i), ft)
	}
	w.WriteByte('}')
}

func (w *textWriter) separate(i int, sep string) {
	if i > 0 {
		w.WriteString(sep)
	}
}

// rest says how many of n elements were left out.
func (w *textWriter) rest(n int, sep string) {
	if n > maxElements {
		fmt.Fprintf(w, "%s… %d more", sep, n-maxElements)
	}
}

type entry struct{ key, value reflect.Value }

// sortedEntries copies a map's entries before anything is done with them, which keeps the time short in
// which another goroutine must not change the map, and sorts them by key.
func sortedEntries(v reflect.Value) []entry {
	entries := make([]entry, 0, v.Len())
	for it := v.MapRange(); it.Next(); {
		entries = append(entries, entry{it.Key(), it.Value()})
	}
	slices.SortStableFunc(entries, func(a, b entry) int { return compareKeys(a.key, b.key) })
	return entries
}

func compareKeys(a, b reflect.Value) int {
	for a.Kind() == reflect.Interface && !a.IsNil() {
		a = a.Elem()
	}
	for b.Kind() == reflect.Interface && !b.IsNil() {
		b = b.Elem()
	}
	if a.Kind() != b.Kind() {
		return cmp.Compare(a.Kind(), b.Kind())
	}
	switch {
	case a.CanInt():
		return cmp.Compare(a.Int(), b.Int())
	case a.CanUint():
		return cmp.Compare(a.Uint(), b.Uint())
	case a.CanFloat():
		return cmp.Compare(a.Float(), b.Float())
	case a.Kind() == reflect.String:
		return strings.Compare(a.String(), b.String())
	case a.Kind() == reflect.Pointer, a.Kind() == reflect.Chan:
		return cmp.Compare(a.Pointer(), b.Pointer())
	}
	return strings.Compare(fmt.Sprint(a), fmt.Sprint(b))
}

func typeName(v reflect.Value, t Type) string {
	if t != nil {
		return t.String()
	}
	return strings.ReplaceAll(v.Type().String(), "interface {}", "any")
}

func elem(t Type) Type {
	if t == nil {
		return nil
	}
	return t.Elem()
}

func key(t Type) Type {
	if t == nil {
		return nil
	}
	return t.Key()
}

func field(rt reflect.Type, t Type, i int) (string, Type) {
	if t != nil {
		if name, ft := t.Field(i); name != "" {
			return name, ft
		}
	}
	return rt.Field(i).Name, nil
}
