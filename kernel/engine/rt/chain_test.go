package rt

import "testing"

// TestCrash: a crash tells of the panics that the last one was raised in. The texts are those of compiled
// programs.
func TestCrash(t *testing.T) {
	raise := func(v any) func(*Recovery) { return func(*Recovery) { panic(v) } }
	instead := func(v any) func(*Recovery) { return func(p *Recovery) { p.Recover(); panic(v) } }
	again := func(p *Recovery) { panic(p.Recover()) }
	for _, tt := range []struct {
		name     string
		deferred []func(*Recovery) // in the order of their calls
		want     string
	}{
		{"alone", nil, "panic: a"},
		{"in a deferred call", []func(*Recovery){raise("b")}, "panic: a\n\tpanic: b"},
		{"twice", []func(*Recovery){raise("b"), raise("c")}, "panic: a\n\tpanic: b\n\tpanic: c"},
		{"recovered", []func(*Recovery){instead("b")}, "panic: a [recovered]\n\tpanic: b"},
		{"the same again", []func(*Recovery){again}, "panic: a [recovered, repanicked]"},
		{"not in flight any more", []func(*Recovery){func(p *Recovery) { p.Recover() }, raise("b")}, "panic: b"},
	} {
		r := New(Hooks{})
		got := ""
		func() {
			defer func() { got = r.Crash(recover()) }()
			r.Run(func(*Frame) { // the chain passes from function to function
				r.Run(func(f *Frame) {
					for i := len(tt.deferred) - 1; i >= 0; i-- {
						f.Defer(tt.deferred[i])
					}
					panic("a")
				})
			})
		}()
		if got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
		if n := r.chain.some.Load(); n != 0 {
			t.Errorf("%s: %d panics are still passing", tt.name, n)
		}
	}
}
