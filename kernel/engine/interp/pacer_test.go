package interp

import (
	"runtime"
	"runtime/debug"
	"testing"
)

// percent reads the collector's pace.
func percent() int {
	p := debug.SetGCPercent(goPercent)
	debug.SetGCPercent(p)
	return p
}

func TestPacer(t *testing.T) {
	defer debug.SetGCPercent(debug.SetGCPercent(goPercent))
	p := &pacer{floor: 64 << 20}
	p.start()
	runtime.GC()
	p.adjust()
	if got := percent(); got <= goPercent {
		t.Errorf("a small heap has the pace %d, want more than %d", got, goPercent)
	}
	large := make([]byte, 128<<20)
	runtime.GC()
	p.adjust()
	if got := percent(); got != goPercent {
		t.Errorf("a large heap has the pace %d, want %d", got, goPercent)
	}
	runtime.KeepAlive(large)
	p.frozen(func() {
		if got := percent(); got != -1 {
			t.Errorf("frozen, the pace is %d, want none", got)
		}
	})
	debug.SetGCPercent(77)
	for range 2 {
		large = nil
		runtime.GC()
		p.adjust()
	}
	if got := percent(); got != 77 {
		t.Errorf("after a cell has set the pace 77 it is %d", got)
	}
}
