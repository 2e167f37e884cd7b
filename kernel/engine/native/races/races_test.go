package races

import (
	"slices"
	"strings"
	"testing"

	"weft/kernel/engine/native/crash"
	"weft/kernel/golang/cell"
)

const report = `==================
WARNING: DATA RACE
Write at 0x00c00009c000 by goroutine 9:
  runtime.mapassign_fast64()
      /usr/go/src/internal/runtime/maps/runtime_fast64.go:196 +0x0
  main.(*Bank[...]).move(0x1, {0x2, 0x3})
      /tmp/x y/cell[4]:27 +0x44

Previous atomic write at 0x00c00009c000 by main goroutine:
  main.main()
      /tmp/x y/cell[5]:28 +0x2f2

Goroutine 9 (finished) created at:
  main.main()
      /tmp/x y/cell[5]:2 +0x2dc
==================
`

// lost is what the detector says when it has forgotten the calls.
const lost = `==================
WARNING: DATA RACE
Read at 0x00c00009c000 by main goroutine:
  main.main()
      cell[5]:28 +0x2f2

Previous write at 0x00c00009c000 by goroutine 9:
  [failed to restore the stack]

Goroutine 9 (running) created at:
  sync.(*WaitGroup).Go()
      sync/waitgroup.go:238 +0x72
==================
`

func TestParse(t *testing.T) {
	swapped := strings.NewReplacer("Write at", "Previous write at", "Previous atomic write at", "Atomic write at").Replace(report)
	text := report + "race: limit on 8128 simultaneously alive goroutines is exceeded, dying\n" + lost + swapped + report + "Found 4 data race(s)\n"
	got := Parse(text)
	if len(got) != 2 || got[0].Count != 3 || got[1].Count != 1 {
		t.Fatalf("%+v", got)
	}
	first, second := got[0].Accesses[0], got[0].Accesses[1]
	if first.At() != (cell.Pos{Cell: 4, Line: 27}) || !first.Write || first.Atomic || len(first.Frames) != 2 || first.Frames[1].Func != "main.(*Bank[...]).move" {
		t.Errorf("first access %+v", first)
	}
	if second.At() != (cell.Pos{Cell: 5, Line: 28}) || !second.Write || !second.Atomic || second.Goroutine != 0 {
		t.Errorf("second access %+v", second)
	}
	g, ok := got[0].Goroutine(first)
	if !ok || !g.Finished || g.ID != 9 || g.At() != (cell.Pos{Cell: 5, Line: 2}) {
		t.Errorf("goroutine %+v, %v", g, ok)
	}
	if _, ok := got[0].Goroutine(second); ok {
		t.Error("the main goroutine is known")
	}
	if a := got[1].Accesses[1]; !a.Lost || a.At().IsValid() || !a.Write {
		t.Errorf("lost access %+v", a)
	}
	if g, _ := got[1].Goroutine(got[1].Accesses[1]); g.Finished || g.At().IsValid() || g.Created[0].Func != "sync.(*WaitGroup).Go" {
		t.Errorf("goroutine %+v", g)
	}
	if got, want := Remarks(text), []string{"race: limit on 8128 simultaneously alive goroutines is exceeded, dying"}; !slices.Equal(got, want) {
		t.Errorf("remarks %q", got)
	}
}

func FuzzParse(f *testing.F) {
	f.Add(report)
	f.Add(lost)
	f.Add(fence + "\n" + title + "\nRead at 0x by goroutine 1:\n      \n  \n\nGoroutine 1 () created at:\n")
	f.Fuzz(func(t *testing.T, text string) {
		for _, r := range Parse(text) {
			if len(r.Accesses) == 0 || r.Count < 1 {
				t.Errorf("%+v", r)
			}
			for _, a := range r.Accesses {
				a.At()
				r.Goroutine(a)
				for _, f := range a.Frames {
					if f.Pos.IsValid() && crash.InCell(f.File, f.Line, 0) != f.Pos {
						t.Errorf("frame %+v", f)
					}
				}
			}
		}
		Remarks(text)
	})
}
