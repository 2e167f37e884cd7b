package display

import (
	"errors"
	"fmt"
	"io"
	"math"
	"reflect"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

type (
	station struct {
		Name   string
		Height float64
		wait   time.Duration
	}
	node struct {
		V    int
		Next *node
	}
	tide      int
	formatted struct{ n int }
	brokenErr struct{ s *string }
)

func (f formatted) Format(s fmt.State, verb rune) { fmt.Fprintf(s, "n is %d", f.n) }
func (t tide) String() string                     { return fmt.Sprintf("%d cm", int(t)) }
func (e brokenErr) Error() string                 { return *e.s }
func loop() *node                                 { n := &node{V: 1}; n.Next = &node{V: 2, Next: n}; return n }
func ownElement() []any                           { s := []any{1, nil}; s[1] = s; return s }
func ownValue() map[string]any                    { m := map[string]any{}; m["m"] = m; return m }
func list(n int) (l *node) {
	for i := range n {
		l = &node{i, l}
	}
	return l
}
func counted() *atomic.Int64 { var n atomic.Int64; n.Store(7); return &n }
func pointer[T any](v T) *T  { return &v }
func filled(n, cap int) chan int {
	c := make(chan int, cap)
	for i := range n {
		c <- i
	}
	return c
}

func TestText(t *testing.T) {
	for _, tt := range []struct {
		name string
		v    any
		want string
	}{
		{"nil", nil, "nil"},
		{"string is quoted", "high \"water\"\n", `"high \"water\"\n"`},
		{"int", -3, "-3"},
		{"float without fraction", 2.0, "2"},
		{"float", 1 / 3.0, "0.3333333333333333"},
		{"NaN", math.NaN(), "NaN"},
		{"complex", complex(1, -2), "(1-2i)"},
		{"bool", true, "true"},
		{"rune is a number", 'x', "120"},
		{"slice", []int{1, 2, 3}, "[1 2 3]"},
		{"strings in a slice", []string{"a b", "c"}, `["a b" "c"]`},
		{"array", [2]bool{true, false}, "[true false]"},
		{"empty slice", []int{}, "[]"},
		{"nil slice", []int(nil), "nil"},
		{"nested", [][]int{{1}, nil, {}}, "[[1] nil []]"},
		{"mixed", []any{nil, 1, "x", 2.5}, `[nil 1 "x" 2.5]`},
		{"map is sorted", map[string]int{"b": 1, "a": 2}, `map["a":2 "b":1]`},
		{"map with number keys", map[int]string{10: "x", 9: "y"}, `map[9:"y" 10:"x"]`},
		{"nil map", map[string]int(nil), "nil"},
		{"struct", station{"A", 1.5, 300 * time.Millisecond}, `{Name:"A" Height:1.5 wait:300ms}`},
		{"empty struct", struct{}{}, "{}"},
		{"pointer to struct", &station{Name: "B"}, `&{Name:"B" Height:0 wait:0s}`},
		{"pointer to number", pointer(5), "&5"},
		{"nil pointer", (*station)(nil), "nil"},
		{"nil error in a struct", struct{ Err error }{}, "{Err:nil}"},
		{"cycle of pointers", loop(), "&{V:1 Next:&{V:2 Next:(cycle)}}"},
		{"slice in itself", ownElement(), "[1 (cycle)]"},
		{"map in itself", ownValue(), `map["m":(cycle)]`},
		{"long list", list(100), "&{V:99 Next:&{V:98 Next:&{V:97 Next:&{V:96 Next:…}}}}"},
		{"same pointer twice is no cycle", [2]*int{0: pointer(1)}, "[&1 nil]"},
		{"func", func(int, ...string) error { return nil }, "func(int, ...string) error"},
		{"func of any", fmt.Println, "func(...any) (int, error)"},
		{"nil func", (func())(nil), "nil"},
		{"channel", filled(1, 3), "chan int (len 1, cap 3)"},
		{"receive-only channel", (<-chan int)(filled(0, 0)), "<-chan int (len 0, cap 0)"},
		{"nil channel", (chan int)(nil), "chan int (nil)"},
		{"bytes that are text", []byte("tide\n"), `[]byte("tide\n")`},
		{"bytes that are not", []byte{0, 0xff}, "[]byte{0x00, 0xff}"},
		{"no bytes", []byte{}, "[]byte{}"},
		{"duration", 1500 * time.Millisecond, "1.5s"},
		{"time", time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC), "2026-01-02 03:04:05 +0000 UTC"},
		{"error", fmt.Errorf("ask A: %w", io.EOF), "ask A: EOF"},
		{"error in a slice", []error{io.EOF, nil}, "[EOF nil]"},
		{"Stringer", tide(12), "12 cm"},
		{"Stringers in a map", map[string]tide{"A": 3}, `map["A":3 cm]`},
		{"method that panics", brokenErr{}, "(panic in method Error or String: runtime error: invalid memory address or nil pointer dereference)"},
		{"mutex", struct{ mu sync.Mutex }{}, "{mu:sync.Mutex{…}}"},
		{"atomic", counted(), "&atomic.Int64(7)"},
		{"joined errors", errors.Join(io.EOF, io.ErrClosedPipe), "EOF\nio: read/write on closed pipe"},
		{"formats itself", formatted{3}, "n is 3"},
		{"type", reflect.TypeFor[station](), "display.station"},
	} {
		if got := Of(tt.v).String(); got != tt.want {
			t.Errorf("%s: Of(%T) = %s, want %s", tt.name, tt.v, got, tt.want)
		}
	}
}

func TestTextIsShortened(t *testing.T) {
	big := map[int]int{}
	for i := range 100 {
		big[i] = i
	}
	wide := func(depth int) any {
		var v any = 1
		for range depth {
			s := make([]any, 100)
			for i := range s {
				s[i] = v
			}
			v = s
		}
		return v
	}
	for _, tt := range []struct {
		name   string
		v      any
		suffix string
	}{
		{"slice", make([]int, 1000), " 0 … 936 more]"},
		{"map", big, " 63:63 … 36 more]"},
		{"bytes", make([]byte, 100), ", 0x00, … 36 more}"},
		{"string", strings.Repeat("é", 50_000), "é\"… 83616 more bytes"},
		{"wide and deep", wide(7), " more bytes"},
	} {
		got := Of(tt.v).String()
		if !strings.HasSuffix(got, tt.suffix) || len(got) > maxText+100 {
			t.Errorf("%s: %d bytes that end with %q, want at most %d and the end %q", tt.name, len(got), got[max(0, len(got)-30):], maxText, tt.suffix)
		}
	}
}

// described is what the engine makes of a value of a cell's type: reflection shows another name.
type described struct{ v any }

type describedType struct{ name string }

func (d described) Describe() (reflect.Value, Type) {
	return reflect.ValueOf(d.v), describedType{"[]berth"}
}

func (t describedType) String() string { return t.name }
func (t describedType) Key() Type      { return nil }
func (t describedType) Elem() Type     { return describedType{"berth"} }
func (t describedType) Field(i int) (string, Type) {
	return []string{"name", "ship"}[i], nil
}
func (t describedType) Method(v reflect.Value, name string) any {
	if t.name == "[]berth" && name == "HTML" {
		return func() string { return fmt.Sprintf("<b>%d berths</b>", v.Len()) }
	}
	return nil
}

func TestDescribed(t *testing.T) {
	v := described{[]struct{ Xname, Xship string }{{"west", "Alma"}}}
	b := Of(v)
	if got, want := b.String(), `[{name:"west" ship:"Alma"}]`; got != want {
		t.Errorf("text = %s, want %s", got, want)
	}
	if got, want := b.Data[mimeHTML], "<b>1 berths</b>"; got != want {
		t.Errorf("HTML = %v, want %s", got, want)
	}
	if got, want := Table(v).String(), "name  ship\n────  ────\nwest  Alma"; got != want {
		t.Errorf("table =\n%s\nwant\n%s", got, want)
	}
}
