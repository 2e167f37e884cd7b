package sched

import (
	"os"
	"os/exec"
	"runtime"
	"testing"
	"time"
	"unsafe"
)

// TestOneProcessor: on one processor much looks like the list of all processors, such as a list of one record of zeros.
func TestOneProcessor(t *testing.T) {
	if os.Getenv("GOMAXPROCS") != "1" {
		alone := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestOneProcessor$")
		alone.Env = append(os.Environ(), "GOMAXPROCS=1")
		if out, err := alone.CombinedOutput(); err != nil {
			t.Errorf("%v\n%s", err, out)
		}
		return
	}
	timer := time.AfterFunc(time.Hour, func() {})
	defer timer.Stop()
	zeros := unsafe.Pointer(new([timersOfP + 1024]byte))
	if isProcs(&header{list: unsafe.Pointer(&zeros), len: 1, cap: 1}, timer) {
		t.Error("a list of zeros is taken for the processors")
	}
	if r := open(t); !isProcs(r.procs, timer) || r.procs.len != runtime.GOMAXPROCS(0) {
		t.Errorf("what was found are not the processors, or not all: %d of %d", r.procs.len, runtime.GOMAXPROCS(0))
	}
}
