//go:build unix

package native

import (
	"runtime"
	"strconv"
	"strings"
	"testing"

	"weft/kernel/engine/pipe"
)

// TestFlood: all that a program prints arrives, in texts of bounded size, whatever the speed of the sink.
func TestFlood(t *testing.T) {
	e := open(t)
	sink := &recorder{brief: true}
	largest := 0
	sink.heard = func(text string) { largest = max(largest, len(text)) }
	r, err := e.Run(t.Context(), 3, program([]string{"os", "strings"}, "", `s := strings.Repeat("x", 999) + "\n"
for range 30000 { os.Stdout.WriteString(s) }`), sink)
	if err != nil || r.Done.Status != pipe.OK || sink.bytes != 30_000_000 || largest > 256<<10 {
		t.Errorf("%+v, %v, %d bytes, %d at most at once", r.Done, err, sink.bytes, largest)
	}
}

// TestLongCrash: of a crash with thousands of goroutines the beginning is kept.
func TestLongCrash(t *testing.T) {
	e := open(t)
	r, sink := run(t, e, withCross(program([]string{"sync"}, "", `var wg sync.WaitGroup
for range 20000 {
	wg.Add(1)
	go func() { wg.Wait() }()
}
wg.Wait()`)))
	if r.Crash == nil || !strings.HasSuffix(sink.text(), "3 panic fatal error: all goroutines are asleep - deadlock!") || len(sink.text()) > 1000 {
		t.Fatalf("%+v, received %.1000s", r.Done, sink.text())
	}
	if n := len(r.Crash.Goroutines); n < 500 {
		t.Errorf("%d goroutines", n)
	}
}

// TestHoldingLine: a program that writes a crash's first words and lives on loses nothing.
func TestHoldingLine(t *testing.T) {
	e := open(t)
	r, sink := run(t, e, withCross(program([]string{"os", "strings"}, "", `os.Stderr.WriteString("panic: mine\n")
for range 1000 { os.Stderr.WriteString(strings.Repeat("y", 999) + "\n") }
os.Exit(2)`)))
	if r.Crash != nil || r.Done.Code != 2 || len(sink.text()) != len("3 stderr: panic: mine\n")+1_000_000 {
		t.Errorf("%+v, %d bytes", r, len(sink.text()))
	}
}

// TestCores: a compiled cell has all processors.
func TestCores(t *testing.T) {
	e := open(t)
	_, sink := run(t, e, program([]string{"fmt", "runtime"}, "", `fmt.Println(runtime.GOMAXPROCS(0))`))
	if want := runtime.GOMAXPROCS(0); sink.text() != "3 stdout: "+strconv.Itoa(want)+"\n" {
		t.Errorf("received %s, want %d", sink.text(), want)
	}
}
