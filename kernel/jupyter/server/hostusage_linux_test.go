package server

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"weft/kernel/jupyter/msg"
)

func TestParseMemory(t *testing.T) {
	got := parseMemory("MemTotal:  1000 kB\nMemFree: 100 kB\nMemAvailable: 250 kB\nHugePages_Total: 0\nbroken\n: :\n")
	want := &msg.VirtualMemory{Total: 1024000, Available: 256000, Percent: 75, Used: 768000, Free: 102400}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("memory (-want +got):\n%s", diff)
	}
	if got := parseMemory("nothing"); got != nil {
		t.Errorf("without MemTotal: %+v", got)
	}
}

func TestParseCPU(t *testing.T) {
	got, ok := parseCPU("cpu  10 1 5 80 4 0 0 0 7 7\ncpu0 1 1 1 1 1 1\n")
	if want := (cpuTimes{busy: 16, total: 100}); !ok || got != want {
		t.Errorf("times %+v, %v, want %+v", got, ok, want)
	}
	for _, bad := range []string{"", "cpu 1 2", "cpu a b c d e f", "intr 1 2 3 4 5 6"} {
		if _, ok := parseCPU(bad); ok {
			t.Errorf("%q is accepted", bad)
		}
	}
}
