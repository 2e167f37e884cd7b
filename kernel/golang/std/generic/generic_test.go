// Package generic_test compares the sources to instantiate, compiled, with the packages that they
// stand for.
package generic_test

import (
	"fmt"
	"reflect"
	"testing"
)

// outcome is what a call did: its results, or the panic.
func outcome(call func() []any) (result string) {
	defer func() {
		if v := recover(); v != nil {
			result = fmt.Sprintf("panic: %v", v)
		}
	}()
	return fmt.Sprintf("%#v", call())
}

// same reports a difference between a call of ours and the real one.
func same(t interface {
	Helper()
	Errorf(string, ...any)
}, what string, ours, real func() []any) {
	t.Helper()
	if got, want := outcome(ours), outcome(real); got != want {
		t.Errorf("%s: %s, the real one: %s", what, got, want)
	}
}

// describe is a slice with what printing hides: whether it is nil, its capacity, and what lies
// between its length and capacity.
func describe[E any](s []E) []any {
	return []any{s == nil, len(s), cap(s), s[:cap(s)]}
}

// clone copies a slice with its capacity.
func clone[E any](s []E) []E {
	if s == nil {
		return nil
	}
	c := make([]E, cap(s))
	copy(c, s[:cap(s)])
	return c[:len(s)]
}

func TestOutcome(t *testing.T) {
	if got := outcome(func() []any { panic("x") }); got != "panic: x" {
		t.Errorf("outcome of a panic = %s", got)
	}
	s := make([]int, 2, 5)
	if c := clone(s); cap(c) != 5 || !reflect.DeepEqual(s, c) {
		t.Errorf("clone = %v, capacity %d", c, cap(c))
	}
}
