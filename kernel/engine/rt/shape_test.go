package rt

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// TestShapes: a box has the standard methods of its type and no others, in every combination.
func TestShapes(t *testing.T) {
	all := map[string]any{
		"Read":   func(_ any, p []byte) (int, error) { return copy(p, "read"), io.EOF },
		"Write":  func(_ any, p []byte) (int, error) { return len(p), nil },
		"Close":  func(any) error { return io.ErrClosedPipe },
		"String": func(v any) string { return fmt.Sprint("s", v) },
		"Unwrap": func(any) []error { return []error{io.EOF} },
		"Flush":  func(any) {},
		"Value":  func(_, key any) any { return key },
		"Print":  func(any) {}, // no standard method
	}
	names := []string{"Close", "Flush", "Print", "Read", "String", "Unwrap", "Value", "Write"}
	r := New(Hooks{})
	for set := range 1 << len(names) {
		typ := r.NewType("main.T", "int", true)
		want := []string{"Boxed", "Describe", "Format", "MarshalJSON"}
		for i, n := range names {
			if set>>i&1 == 1 {
				typ.SetMethod(n, all[n])
				if n != "Print" {
					want = append(want, n)
				}
			}
		}
		x := Box(typ, 7)
		slices.Sort(want)
		var got []string
		for m := range reflect.TypeOf(x).Methods() {
			got = append(got, m.Name)
		}
		if !slices.Equal(got, want) {
			t.Fatalf("methods %v, want %v", got, want)
		}
		if _, ok := x.(io.ReadWriteCloser); ok != (slices.Contains(got, "Read") && slices.Contains(got, "Write") && slices.Contains(got, "Close")) {
			t.Errorf("%v: io.ReadWriteCloser: %v", got, ok)
		}
		if s, ok := x.(fmt.Stringer); ok && s.String() != "s7" {
			t.Errorf("%v: String() = %q", got, s.String())
		}
		if u, ok := x.(interface{ Unwrap() []error }); ok && !slices.Equal(u.Unwrap(), []error{io.EOF}) {
			t.Errorf("%v: Unwrap() = %v", got, u.Unwrap())
		}
		if v, ok := x.(interface{ Value(any) any }); ok && v.Value("k") != "k" {
			t.Errorf("%v: Value = %v", got, v.Value("k"))
		}
		if Val(x) != 7 || x != Box(typ, 7) {
			t.Errorf("%v: not the same value", got)
		}
	}
}

// TestShapesHaveNames: compiled code sees the names of types, long and short.
func TestShapesHaveNames(t *testing.T) {
	r := New(Hooks{})
	for _, name := range []string{"main.T", "*main.T", strings.Repeat("x", 127), strings.Repeat("y", 128), strings.Repeat("z", 5000)} {
		if got := fmt.Sprintf("%T", Box(r.NewType(name, "int", true), 1)); got != name {
			t.Errorf("%.40s, want %.40s", got, name)
		}
	}
	func() {
		defer func() {
			want := "interface conversion: main.T is not io.Reader: missing method Read"
			if err, ok := recover().(error); !ok || err.Error() != want {
				t.Errorf("%v, want %s", err, want)
			}
		}()
		_ = Box(r.NewType("main.T", "int", true), 1).(io.Reader)
	}()
}

// TestShapesOfRunTimes: two run times do not change each other's types.
func TestShapesOfRunTimes(t *testing.T) {
	a, b := New(Hooks{}).NewType("main.A", "int", true), New(Hooks{}).NewType("main.A", "int", true)
	for _, typ := range []*Type{a, b} {
		typ.SetMethod("Unwrap", func(any) http.ResponseWriter { return nil })
	}
	x, y := Box(a, 1), Box(b, 1)
	b.SetMethod("Deadline", func(any) string { return "" })
	if reflect.TypeOf(x) == reflect.TypeOf(y) {
		t.Error("one type for two run times")
	}
	if _, ok := Box(b, 1).(context.Context); ok {
		t.Error("a wrong Deadline makes a context")
	}
}
