package interp

import (
	"io"
	"reflect"
	"slices"
	"strings"

	"weft/kernel/engine/rt"
)

// What is printed or encoded while other goroutines run is often a map that one of them writes. Package fmt would read it
// unguarded, and package runtime end the process. So these functions are given copies of maps, which the guard
// sees being made; package fmt reads a map once, before it calls any method of what is in it, so the copy
// is what it would have read. Maps inside other values are not copied.

// shields are the functions that get copies, by package.
var shields = map[string][]string{
	"fmt":           {"Print", "Printf", "Println", "Sprint", "Sprintf", "Sprintln", "Fprint", "Fprintf", "Fprintln", "Append", "Appendf", "Appendln", "Errorf"},
	"encoding/json": {"Marshal", "MarshalIndent"},
	helpersPath:     {"FmtPrint", "Printf", "Sprint", "Sprintf", "Fprint", "Fprintf", "Append", "Appendf", "Errorf", "MarshalJSON", "MarshalIndentJSON"},
}

// shield puts the functions of a package that are given copies into its table.
func (s *session) shield(path string, table map[string]reflect.Value) {
	for _, name := range shields[path] {
		f, ok := table[name]
		if !ok || !f.CanInterface() {
			continue
		}
		if own := s.shielded(f.Interface()); own != nil {
			table[name] = reflect.ValueOf(own)
		}
	}
}

// shielded is f with copies of the maps among its last arguments; nil if it is of no type that is known here.
func (s *session) shielded(f any) any {
	switch f := f.(type) {
	case func(...any) string:
		return func(a ...any) string { return f(s.copies(a)...) }
	case func(string, ...any) string:
		return func(format string, a ...any) string { return f(format, s.copiesFor(format, a)...) }
	case func(string, ...any) error:
		return func(format string, a ...any) error { return f(format, s.copiesFor(format, a)...) }
	case func(...any) (int, error):
		return func(a ...any) (int, error) { return f(s.copies(a)...) }
	case func(string, ...any) (int, error):
		return func(format string, a ...any) (int, error) { return f(format, s.copiesFor(format, a)...) }
	case func(io.Writer, ...any) (int, error):
		return func(w io.Writer, a ...any) (int, error) { return f(w, s.copies(a)...) }
	case func(io.Writer, string, ...any) (int, error):
		return func(w io.Writer, format string, a ...any) (int, error) {
			return f(w, format, s.copiesFor(format, a)...)
		}
	case func([]byte, ...any) []byte:
		return func(b []byte, a ...any) []byte { return f(b, s.copies(a)...) }
	case func([]byte, string, ...any) []byte:
		return func(b []byte, format string, a ...any) []byte { return f(b, format, s.copiesFor(format, a)...) }
	case func(any) ([]byte, error):
		return func(v any) ([]byte, error) { return f(s.copied(v)) }
	case func(any, string, string) ([]byte, error):
		return func(v any, prefix, indent string) ([]byte, error) { return f(s.copied(v), prefix, indent) }
	}
	return nil
}

// copies are the arguments with copies of maps, if others could be writing them.
func (s *session) copies(args []any) []any {
	if s.rt.Maps().Alone() || !slices.ContainsFunc(args, isMap) {
		return args
	}
	args = slices.Clone(args)
	for i, a := range args {
		args[i] = s.copied(a)
	}
	return args
}

// copiesFor are copies for a format, which must not ask for a map's address.
func (s *session) copiesFor(format string, args []any) []any {
	if s.rt.Maps().Alone() {
		return args
	}
	for _, verb := range strings.Split(format, "%")[1:] {
		if strings.HasPrefix(strings.TrimLeft(verb, "+-# 0123456789.*[]"), "p") {
			return args
		}
	}
	return s.copies(args)
}

func isMap(v any) bool { return v != nil && reflect.TypeOf(v).Kind() == reflect.Map }

// copied is a copy of v if that is a map, and others could be writing it.
func (s *session) copied(v any) any {
	if s.rt.Maps().Alone() || !isMap(v) || reflect.ValueOf(v).IsNil() {
		return v
	}
	m := reflect.ValueOf(v)
	c, clash, ok := s.copyOf(m)
	if !ok {
		s.clashed(clash.Text, nil, s.nodes.otherPlace(clash.Other))
	}
	return c.Interface()
}

func (s *session) copyOf(m reflect.Value) (c reflect.Value, clash rt.Clash, ok bool) {
	maps, p := s.rt.Maps(), m.UnsafePointer()
	if clash, ok := maps.Enter(p, rt.RangeMap, 0); !ok {
		return c, clash, false
	}
	defer maps.Leave(p, rt.RangeMap)
	c = reflect.MakeMapWithSize(m.Type(), m.Len())
	for it := m.MapRange(); it.Next(); {
		c.SetMapIndex(it.Key(), it.Value())
	}
	return c, clash, true
}
