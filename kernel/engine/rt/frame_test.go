package rt

import (
	"errors"
	"reflect"
	"runtime"
	"strings"
	"testing"
)

func TestRun(t *testing.T) {
	var log []string
	note := func(s string) func(*Recovery) { return func(*Recovery) { log = append(log, s) } }
	recovers := func(p *Recovery) { log = append(log, "got "+text2(p.Recover())) }
	for _, tt := range []struct {
		name   string
		body   func(*Frame)
		log    string
		panics any
	}{
		{"return", func(f *Frame) { f.Defer(note("a")); f.Defer(note("b")) }, "b a", nil},
		{"panic passes", func(f *Frame) { f.Defer(note("a")); panic("x") }, "a", "x"},
		{"recovered", func(f *Frame) { f.Defer(note("a")); f.Defer(recovers); panic("x") }, "got x a", nil},
		{"recovered once", func(f *Frame) { f.Defer(recovers); f.Defer(recovers); panic("x") }, "got x got nil", nil},
		{"nothing to recover", func(f *Frame) { f.Defer(recovers) }, "got nil", nil},
		{"panic in a deferred call", func(f *Frame) {
			f.Defer(note("a"))
			f.Defer(func(*Recovery) { panic("y") })
			f.Defer(note("b"))
			panic("x")
		}, "b a", "y"},
		{"second panic recovered", func(f *Frame) {
			f.Defer(recovers)
			f.Defer(func(*Recovery) { panic("y") })
			panic("x")
		}, "got y", nil},
		{"panic after return", func(f *Frame) { f.Defer(recovers); f.Defer(func(*Recovery) { panic("z") }) }, "got z", nil},
		{"nested frames", func(f *Frame) {
			f.Defer(recovers)
			f.Defer(func(*Recovery) { Run(func(g *Frame) { g.Defer(recovers); panic("in") }) })
			panic("out")
		}, "got in got out", nil},
	} {
		log = nil
		var got any
		func() {
			defer func() { got = recover() }()
			Run(tt.body)
		}()
		if s := strings.Join(log, " "); s != tt.log || got != tt.panics {
			t.Errorf("%s: log %q, panic %v; want %q, %v", tt.name, s, got, tt.log, tt.panics)
		}
	}
}

func text2(v any) string {
	if v == nil {
		return "nil"
	}
	return v.(string)
}

func TestRunGoexit(t *testing.T) {
	var log []string
	done := make(chan bool)
	go func() {
		defer close(done)
		Run(func(f *Frame) {
			f.Defer(func(*Recovery) { log = append(log, "outer") })
			Run(func(g *Frame) {
				g.Defer(func(p *Recovery) { log = append(log, "inner "+text2(p.Recover())) })
				g.Defer(func(*Recovery) { runtime.Goexit() })
				runtime.Goexit()
			})
			log = append(log, "not reached")
		})
		log = append(log, "not reached")
	}()
	<-done
	if want := []string{"inner nil", "outer"}; !reflect.DeepEqual(log, want) {
		t.Errorf("log %v, want %v", log, want)
	}
}

func TestFault(t *testing.T) {
	plain := errors.New("plain")
	for _, tt := range []struct{ in, want any }{
		{"reflect: slice index out of range", "runtime error: index out of range"},
		{"reflect: call of reflect.Value.Field on zero Value", "runtime error: invalid memory address or nil pointer dereference"},
		{plain, plain},
		{"a text", "a text"},
		{nil, nil},
		{7, 7},
	} {
		got := Fault(tt.in)
		if e, ok := got.(runtime.Error); ok {
			got = e.Error()
		}
		if got != tt.want {
			t.Errorf("Fault(%v) = %v, want %v", tt.in, got, tt.want)
		}
	}
}
