package profiling

import (
	"bytes"
	"runtime"
	"runtime/pprof"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/pprof/profile"

	"weft/kernel/golang/cell"
)

// stack builds a raw profile's sample: calls, innermost first, as "function file:line".
func stack(p *profile.Profile, value int64, calls ...call) {
	s := &profile.Sample{Value: []int64{1, value}}
	for _, c := range calls {
		f := &profile.Function{ID: uint64(len(p.Function) + 1), Name: c.function, Filename: c.file}
		l := &profile.Location{ID: uint64(len(p.Location) + 1), Line: []profile.Line{{Function: f, Line: c.line}}}
		p.Function, p.Location, s.Location = append(p.Function, f), append(p.Location, l), append(s.Location, l)
	}
	p.Sample = append(p.Sample, s)
}

type call struct {
	function, file string
	line           int64
}

func in(function string, line int64) call { return call{function, "/tmp/x/" + cell.FileName(3), line} }
func lib(function string) call            { return call{function, "/go/src/x.go", 9} }

func read(t *testing.T, fill func(p *profile.Profile)) Profile {
	t.Helper()
	raw := &profile.Profile{SampleType: []*profile.ValueType{{Type: "samples", Unit: "count"}, {Type: "cpu", Unit: "nanoseconds"}}, DurationNanos: 77}
	fill(raw)
	var b bytes.Buffer
	if err := raw.Write(&b); err != nil {
		t.Fatal(err)
	}
	p, err := Read(b.Bytes(), "cpu", "samples")
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func own(function string, line int) Frame {
	return Frame{Func: function, Pos: cell.Pos{Cell: 3, Line: line}}
}

func called(function string, line int) Frame {
	return Frame{Func: function, Kind: Library, Pos: cell.Pos{Cell: 3, Line: line}}
}

func TestReduced(t *testing.T) {
	outside := []call{lib("main.ᐧprofiled"), lib("weft/cross.Main"), lib("main.main"), lib("runtime.main")}
	for _, tt := range []struct {
		name  string
		calls []call
		want  []Frame
	}{
		{"a cell's", []call{in("main.burn", 5), in("main.cell", 9)}, []Frame{own("main.burn", 5), own("main.cell", 9)}},
		{"the run time works for the line", []call{lib("runtime.memclr"), lib("runtime.mallocgc"), in("main.burn", 5)}, []Frame{own("main.burn", 5)}},
		{"the first function of packages", []call{lib("strconv.Itoa"), lib("fmt.(*pp).doPrint"), lib("fmt.Sprint"), in("main.burn", 5)},
			[]Frame{called("fmt.Sprint", 5), own("main.burn", 5)}},
		{"a package that calls back", []call{in("main.burn.func1", 7), lib("slices.insertionSort"), lib("slices.Sort"), in("main.burn", 5)},
			[]Frame{own("main.burn.func1", 7), called("slices.Sort", 5), own("main.burn", 5)}},
		{"a channel", []call{lib("runtime.gopark"), lib("runtime.chanrecv"), lib("runtime.chanrecv1"), in("main.burn", 5)},
			[]Frame{called(Receive, 5), own("main.burn", 5)}},
		{"a goroutine that a package starts", []call{in("main.cell.func1", 4), lib("sync.(*WaitGroup).Go.func1")}, []Frame{own("main.cell.func1", 4)}},
		{"the collector", []call{lib("runtime.scanobject"), lib("runtime.gcBgMarkWorker")}, []Frame{{Func: Collector, Kind: System}}},
		{"something else", []call{lib("runtime.mcall")}, []Frame{{Func: Runtime, Kind: System}}},
	} {
		p := read(t, func(p *profile.Profile) { stack(p, 10, append(tt.calls, outside...)...) })
		if d := cmp.Diff([]Sample{{Value: 10, Count: 1, Frames: tt.want}}, p.Samples); d != "" {
			t.Errorf("%s (-want +got):\n%s", tt.name, d)
		}
	}
}

func TestTopAndTree(t *testing.T) {
	p := read(t, func(p *profile.Profile) {
		stack(p, 60, in("main.fib", 3), in("main.fib", 4), in("main.fib", 4), in("main.cell", 9))
		stack(p, 30, in("main.fib", 4), in("main.cell", 9))
		stack(p, 10, in("main.cell", 8))
		stack(p, 0, in("main.cell", 7))
	})
	if value, count := p.Total(); value != 100 || count != 3 || p.Elapsed != 77 {
		t.Errorf("%d in %d samples and %d ns", value, count, p.Elapsed)
	}
	want := []Entry{
		{own("main.fib", 3), 60, 60, 1}, {own("main.fib", 4), 30, 90, 1}, {own("main.cell", 8), 10, 10, 1}, {own("main.cell", 9), 0, 90, 0},
	}
	if d := cmp.Diff(want, p.Top()); d != "" {
		t.Errorf("top (-want +got):\n%s", d)
	}
	tree := p.Tree()
	if len(tree.Children) != 1 || tree.Value != 100 {
		t.Fatalf("tree: %+v", tree)
	}
	main := tree.Children[0]
	if main.Value != 100 || main.Pos.Line != 9 || len(main.Children) != 1 || main.Children[0].Value != 90 || len(main.Children[0].Children) != 0 {
		t.Errorf("a function that calls itself is one node: %+v", main)
	}
	if line := main.Children[0].Pos.Line; line != 4 {
		t.Errorf("the heaviest line of fib is %d, want 4", line)
	}
	short := p.Named(func(f Frame) string { return strings.TrimPrefix(f.Func, "main.") })
	if short.Samples[0].Frames[0].Func != "fib" || p.Samples[0].Frames[0].Func != "main.fib" {
		t.Error("names change a copy")
	}
}

func TestWaitsForLocks(t *testing.T) {
	p := read(t, func(p *profile.Profile) {
		stack(p, 5, lib("sync.(*Mutex).Lock"), in("main.work", 6))
		stack(p, 6, lib("sync.(*RWMutex).RLock"), in("main.work", 7))
		stack(p, 7, lib("runtime.chanrecv1"), in("main.work", 8))
		stack(p, 8, lib("runtime.unlock"))
	})
	locks, _ := p.OfLocks().Total()
	cells, _ := p.OfCells().Total()
	if locks != 11 || cells != 18 {
		t.Errorf("%d for locks, %d in cells; want 11 and 18", locks, cells)
	}
}

func TestWrite(t *testing.T) {
	p := Profile{Elapsed: 5, Samples: []Sample{
		{Value: 10, Count: 2, Frames: []Frame{called("fmt.Sprint", 5), own("burn", 5)}},
		{Value: 3, Count: 1, Frames: []Frame{own("burn", 6)}},
		{Value: 1, Count: 1, Frames: []Frame{{Func: Runtime, Kind: System}}},
	}}
	var b bytes.Buffer
	if err := p.Write(&b, "delay", "nanoseconds", "contentions"); err != nil {
		t.Fatal(err)
	}
	got, err := Read(b.Bytes(), "delay", "contentions")
	if err != nil {
		t.Fatal(err)
	}
	if v, n := got.Total(); v != 14 || n != 4 || got.Elapsed != 5 || got.Samples[1].Frames[0] != own("burn", 6) {
		t.Errorf("written and read: %+v", got)
	}
	if _, err := Read(b.Bytes(), "cpu", "samples"); err == nil {
		t.Error("a profile of something else is read")
	}
}

// TestReal reads what this release of Go writes.
func TestReal(t *testing.T) {
	runtime.GC()
	var b bytes.Buffer
	if err := pprof.Lookup("heap").WriteTo(&b, 0); err != nil {
		t.Fatal(err)
	}
	if _, err := Read(b.Bytes(), "alloc_space", "alloc_objects"); err != nil {
		t.Error(err)
	}
}

func FuzzRead(f *testing.F) {
	raw := &profile.Profile{SampleType: []*profile.ValueType{{Type: "samples"}, {Type: "cpu"}}}
	stack(raw, 3, lib("fmt.Sprint"), in("main.burn", 5))
	var b bytes.Buffer
	if err := raw.WriteUncompressed(&b); err != nil {
		f.Fatal(err)
	}
	f.Add(b.Bytes())
	f.Fuzz(func(t *testing.T, data []byte) {
		if p, err := Read(data, "cpu", "samples"); err == nil {
			p.Top()
			p.Tree()
		}
	})
}
