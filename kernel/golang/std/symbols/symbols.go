// Package symbols gives an interpreter compiled packages: for each import path a table from
// names to functions, variables, constants and types. It owns the tables' form and knows no
// interpreter, only package reflect.
//
// Nothing is built before it is asked for: a table is a function, so a package that
// no cell imports costs no memory beyond its code on disk.
package symbols

import (
	"go/constant"
	"go/token"
	"reflect"
)

// Lookup makes the table of the package at an import path, or returns false if there is none. It
// makes a new one at each call, which the caller keeps and may change. It has, by name:
//
//   - a function or typed constant: its value
//   - an untyped constant: a constant.Value
//   - a variable: the addressable, settable variable itself
//   - a type T: a nil *T
//   - "_I" for an interface I: a nil pointer to a struct that implements I by calling its function
//     fields; the first field, IValue, holds the wrapped value, and the function for method M is
//     called WM
//
// Generic functions and types are absent: they have no value before they are instantiated.
// To package reflect the types of weft/display belong to weft/kernel/display.
func Lookup(path string) (map[string]reflect.Value, bool) {
	makeTable := tableOf(path)
	if makeTable == nil {
		return nil, false
	}
	return makeTable().symbols(), true
}

// A table is a package's symbols in the form that the compiler lays out as read-only data.
type table struct {
	values    []value
	literals  []literal
	variables []value // pointers to them
	types     []value // nil pointers to them
}

type value struct {
	name  string
	value any
}

// A literal is an untyped constant, as exact as its text.
type literal struct {
	name string
	kind token.Token
	text string
}

// emptyTable is that of packages whose declarations are all generic, or that have none.
func emptyTable() table { return table{} }

func (t table) symbols() map[string]reflect.Value {
	m := make(map[string]reflect.Value, len(t.values)+len(t.literals)+len(t.variables)+len(t.types))
	for _, v := range t.values {
		m[v.name] = reflect.ValueOf(v.value)
	}
	for _, l := range t.literals {
		m[l.name] = reflect.ValueOf(constant.MakeFromLiteral(l.text, l.kind, 0))
	}
	for _, v := range t.variables {
		m[v.name] = reflect.ValueOf(v.value).Elem()
	}
	for _, v := range t.types {
		m[v.name] = reflect.ValueOf(v.value)
	}
	return m
}
