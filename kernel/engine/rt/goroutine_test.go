package rt

import (
	"fmt"
	"sync"
	"testing"
)

// TestUnwinding writes down what the hooks are told of panics on one goroutine.
func TestUnwinding(t *testing.T) {
	recovering := func(f *Frame) { f.Defer(func(p *Recovery) { p.Recover() }) }
	for _, tt := range []struct {
		name string
		body func(*RT)
		want string
	}{
		{"none", func(r *RT) { r.Run(func(*Frame) {}) }, "landed 0 "},
		{"recovered", func(r *RT) {
			r.Run(func(f *Frame) { recovering(f); panic("x") })
		}, "unwinding 1 landed 0 landed 0 "},
		{"recovered by the caller", func(r *RT) {
			r.Run(func(f *Frame) {
				recovering(f)
				r.Run(func(*Frame) { panic("x") })
			})
		}, "unwinding 1 unwinding 2 landed 0 landed 0 "},
		{"another in a deferred call", func(r *RT) {
			r.Run(func(f *Frame) {
				f.Defer(func(*Recovery) { r.Run(func(f *Frame) { recovering(f); panic("y") }) })
				panic("x")
			})
		}, "unwinding 1 unwinding 2 landed 1 panic x landed 0 "},
		{"in a guarded function", func(r *RT) { r.Guard("cell[7]:1:1", func() { panic("x") })() }, "panic x landed 0 landed 0 "},
	} {
		told := ""
		var wg sync.WaitGroup
		wg.Add(1)
		r := New(Hooks{
			GoPanic:   func(started string, v any) { told += fmt.Sprintf("panic %v ", v) },
			Unwinding: func(number uint64) { told += fmt.Sprintf("unwinding %d ", number) },
			Landed:    func(since uint64) { told += fmt.Sprintf("landed %d ", since) },
		})
		go func() {
			defer wg.Done()
			r.top("cell[7]:1:1", r.watch.Fork("", false), func() { tt.body(r) })
		}()
		wg.Wait()
		if told != tt.want {
			t.Errorf("%s: told %q, want %q", tt.name, told, tt.want)
		}
	}
}
