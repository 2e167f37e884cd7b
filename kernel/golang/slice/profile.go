package slice

import (
	"fmt"
	"strings"
)

// A Profile is what is measured of a cell while it runs.
type Profile string

// What can be measured. Each is a report of its name, as runtime/pprof or runtime/trace writes it.
const (
	CPUProfile   Profile = "cpu"   // where the processors were, 100 times a second of their time
	HeapProfile  Profile = "heap"  // every allocation, and what is in use when the cell has ended
	BlockProfile Profile = "block" // every wait that has ended: for channels, locks, groups
	MutexProfile Profile = "mutex" // whose unlock ended waits for a lock; the waits themselves are that of BlockProfile
	TraceProfile Profile = "trace" // everything that the scheduler did
)

// The names of reports of profiles begin so; the profile follows.
const profilePrefix = mark + "profile "

// ProfileReport is the name of a profile's report.
func ProfileReport(p Profile) string { return profilePrefix + string(p) }

// profiles are the reports that come of what is measured.
func (o Options) profiles() []string {
	switch o.Profile {
	case "":
		return nil
	case MutexProfile:
		return []string{ProfileReport(MutexProfile), ProfileReport(BlockProfile)}
	}
	return []string{ProfileReport(o.Profile)}
}

// profileOf is the variable that holds a profile's report, as its name.
func profileOf(report string) (name string, ok bool) {
	p, ok := strings.CutPrefix(report, profilePrefix)
	return mark + p, ok
}

// profileFunc measures f. What it starts last it ends first, so that of the measuring itself little is measured; a cell
// that panics is measured up to there.
func (s *slicer) profileFunc(w *writer, f string) string {
	var b strings.Builder
	for _, r := range s.options.profiles() {
		name, _ := profileOf(r)
		fmt.Fprintf(&b, "var %s %s.Buffer\n", name, w.pkg("bytes", "bytes"))
	}
	fmt.Fprintf(&b, "func %sprofiled() {\n", mark)
	lookup := func(p Profile, before string) {
		fmt.Fprintf(&b, "defer func() {\n%s%s.Lookup(%q).WriteTo(&%s%s, 0)\n}()\n", before, w.pkg("runtime/pprof", "pprof"), p, mark, p)
	}
	block := func() {
		lookup(BlockProfile, "")
		fmt.Fprintf(&b, "%s.SetBlockProfileRate(1)\n", w.pkg("runtime", "runtime"))
	}
	switch s.options.Profile {
	case CPUProfile:
		pprof := w.pkg("runtime/pprof", "pprof")
		fmt.Fprintf(&b, "if err := %s.StartCPUProfile(&%scpu); err != nil {\npanic(err)\n}\ndefer %s.StopCPUProfile()\n", pprof, mark, pprof)
	case TraceProfile:
		trace := w.pkg("runtime/trace", "trace")
		fmt.Fprintf(&b, "if err := %s.Start(&%strace); err != nil {\npanic(err)\n}\ndefer %s.Stop()\n", trace, mark, trace)
	case HeapProfile: // the run time tells of a heap as the last collection but one found it
		runtime := w.pkg("runtime", "runtime")
		lookup(HeapProfile, runtime+".GC()\n")
		fmt.Fprintf(&b, "%s.MemProfileRate = 1\n", runtime)
	case BlockProfile:
		block()
	case MutexProfile:
		block()
		lookup(MutexProfile, "")
		fmt.Fprintf(&b, "%s.SetMutexProfileFraction(1)\n", w.pkg("runtime", "runtime"))
	}
	b.WriteString(f + "()\n}\n")
	return b.String()
}
