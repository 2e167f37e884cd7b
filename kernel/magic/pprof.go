package magic

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// A Profiling is what is to be measured, of a cell or of the session as it is.
type Profiling struct {
	Profile Profile
	Code    string // the cell; "" for the session
	File    string // where to write what was measured, for Go's own tools; "" for nowhere
}

// A Profile is what is measured. The names are those of runtime/pprof.
type Profile string

// Profiles.
const (
	ProfileCPU        Profile = "cpu"       // where the processor's time goes
	ProfileHeap       Profile = "heap"      // what is allocated; of the session: what its variables hold
	ProfileGoroutines Profile = "goroutine" // what goroutines do, when the cell has ended or now
	ProfileBlock      Profile = "block"     // what goroutines wait for: channels, locks, groups
	ProfileMutex      Profile = "mutex"     // waits for locks
	ProfileTrace      Profile = "trace"     // the execution trace, which is only written
)

func profileWords() []Word {
	return []Word{
		{string(ProfileCPU), "where the processor's time goes"}, {string(ProfileHeap), "what is allocated"},
		{string(ProfileGoroutines), "what goroutines do"}, {string(ProfileBlock), "what goroutines wait for"},
		{string(ProfileMutex), "waits for locks"},
	}
}

func pprofMagic() Magic {
	return Magic{
		Name: "pprof", Group: Time, Line: true, Block: true, Go: true, Part: true, Takes: Files, Words: profileWords,
		Usage: "%%pprof cpu|heap|goroutine|block|mutex [FILE], %pprof goroutine|heap [FILE]",
		Doc: "Measures what the cell's functions and lines cost, and shows a table of the top ones and a flame graph. " +
			"cpu is the processor's time, heap what is allocated, block the waits of goroutines, mutex those for locks, goroutine what goroutines do when the cell has ended. " +
			"flat is what a line costs itself, with the run time's work for it, cumulative with the functions that it calls. " +
			"The cell is compiled for that, as %%native does: interpreted code spends its time elsewhere. block and mutex are measured of the interpreted cell " +
			"where there is no toolchain, or where the cell cannot be compiled; goroutine always is. The output says which it was. " +
			"%pprof goroutine and %pprof heap, alone, are about the session as it is: its goroutines, and about how much its variables hold. " +
			"FILE is written for go tool pprof.",
		Example: "%%pprof cpu\nfunc prime(n int) bool {\n\tfor d := 2; d*d <= n; d++ {\n\t\tif n%d == 0 {\n\t\t\treturn false\n\t\t}\n\t}\n\treturn n > 1\n}\n\n" +
			"count := 0\nfor n := range 1_000_000 {\n\tif prime(n) {\n\t\tcount++\n\t}\n}",
		Run: func(ctx context.Context, h Host, c Call) error {
			p, err := readProfiling(c)
			if err != nil {
				return err
			}
			return h.Profile(ctx, p)
		},
	}
}

// readProfiling reads what stands behind %pprof and %%pprof.
func readProfiling(c Call) (Profiling, error) {
	name, file := cutWord(strings.TrimSpace(c.Args))
	var known []string
	for _, w := range profileWords() {
		known = append(known, w.Text)
	}
	p := Profiling{Profile: Profile(name), Code: c.Body, File: fileName(file)}
	ofSession := p.Profile == ProfileGoroutines || p.Profile == ProfileHeap
	switch {
	case name == "":
		return p, fmt.Errorf("%%pprof: of what? It is %%%%pprof %s above a cell, or %%pprof goroutine or heap alone", strings.Join(known, ", "))
	case !slices.Contains(known, name):
		return p, fmt.Errorf("%%pprof %s: there are %s%s", name, strings.Join(known, ", "), didYouMean(name, known))
	case strings.TrimSpace(c.Body) == "" && !ofSession:
		return p, fmt.Errorf("%%pprof %s measures a cell: write %%%%pprof %s in its first line", name, name)
	}
	return p, nil
}

func traceMagic() Magic {
	return Magic{
		Name: "trace", Group: Time, Block: true, Go: true, Part: true, Takes: Files, Usage: "%%trace FILE",
		Doc: "Runs the cell and writes its execution trace to a file, for go tool trace. " +
			"The cell is compiled, as %%native does, so that the trace has the names of its functions; if that cannot be, it is interpreted, and a remark says so. " +
			"%%timeline draws a trace.",
		Example: "%%trace workers.trace\nimport \"sync\"\n\nvar wg sync.WaitGroup\nfor range 3 {\n\twg.Go(func() {})\n}\nwg.Wait()",
		Run: func(ctx context.Context, h Host, c Call) error {
			p := Profiling{Profile: ProfileTrace, Code: c.Body, File: fileName(c.Args)}
			switch {
			case p.File == "":
				return errors.New("%%trace: it is %%trace FILE, and go tool trace FILE shows it")
			case strings.TrimSpace(c.Body) == "":
				return errors.New("%%trace: there is no code below it")
			}
			return h.Profile(ctx, p)
		},
	}
}
