package interp

import (
	"math"
	"reflect"
	"runtime/debug"
	"sync"
)

// What cells set with package runtime/debug is a program's, and this process is more than their program: a limit on
// stacks or threads would end it. They read what they have set, and the collector's settings have an effect.
type debugSettings struct {
	mu                      sync.Mutex
	stack, threads, percent int
	memory                  int64
}

// newDebugSettings are those that a program begins with.
func newDebugSettings() *debugSettings {
	return &debugSettings{stack: 1_000_000_000, threads: 10_000, percent: goPercent, memory: math.MaxInt64}
}

func (d *debugSettings) override(s *session, table map[string]reflect.Value) {
	put := func(name string, f any) { table[name] = reflect.ValueOf(f) }
	put("SetMaxStack", func(bytes int) int { return d.swap(&d.stack, bytes) })
	put("SetMaxThreads", func(threads int) int { return d.swap(&d.threads, threads) })
	put("SetGCPercent", func(percent int) int {
		debug.SetGCPercent(percent) // the pacer leaves it so
		return d.swap(&d.percent, percent)
	})
	put("SetMemoryLimit", func(bytes int64) int64 {
		d.mu.Lock()
		defer d.mu.Unlock()
		old := d.memory
		if bytes >= 0 {
			d.memory = bytes
			s.pacer.setOwnLimit(bytes)
		}
		return old
	})
}

func (d *debugSettings) swap(setting *int, to int) (old int) {
	d.mu.Lock()
	defer d.mu.Unlock()
	old, *setting = *setting, to
	return old
}
