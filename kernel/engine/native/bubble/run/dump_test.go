package run

import (
	"reflect"
	"strings"
	"testing"

	"weft/kernel/engine/native/bubble/hook"
)

func TestParse(t *testing.T) {
	for _, tt := range []struct {
		name, text, bubble string
		want               Goroutine
	}{
		{"a learner's goroutine", `goroutine 7 [chan receive (durable), 2 minutes, synctest bubble 3]:
main.(*pool).work(0xc000012345, {0x1, 0x2})
	/home/x/pool.go:12 +0x1b
main.main.func1(...)
	/home/x/main.go:5
created by main.main in goroutine 6
	/home/x/main.go:4 +0x1f`, "3", Goroutine{ID: 7, State: "chan receive", Durable: true, Parent: 6,
			Frames:  []hook.Place{{Func: "main.(*pool).work", File: "/home/x/pool.go", Line: 12}, {Func: "main.main.func1", File: "/home/x/main.go", Line: 5}},
			Place:   hook.Place{Func: "main.(*pool).work", File: "/home/x/pool.go", Line: 12},
			Started: hook.Place{Func: "main.main", File: "/home/x/main.go", Line: 4}}},
		{"one in our lock, below the standard library", `goroutine 8 [sync.Cond.Wait (durable), synctest bubble 1]:
sync.runtime_notifyListWait(0x1, 0x0)
	/go/sema.go:606 +0x10
sync.(*Cond).Wait(0x2)
	/go/cond.go:71 +0x10
weft/kernel/engine/native/bubble/dsync.(*Mutex).Lock(...)
	/b/mutex.go:50
weft/kernel/engine/native/bubble/dsync.(*Once).Do(0x1, 0x2)
	/b/once.go:50 +0x1
slices.SortFunc[...](0x1)
	/go/sort.go:9 +0x1
solution.less(0x1, 0x2)
	s.go:3 +0x1`, "1", Goroutine{ID: 8, State: "sync.Once.Do", Durable: true,
			Frames: []hook.Place{{Func: "sync.runtime_notifyListWait", File: "/go/sema.go", Line: 606}, {Func: "sync.(*Cond).Wait", File: "/go/cond.go", Line: 71},
				{Func: "weft/kernel/engine/native/bubble/dsync.(*Mutex).Lock", File: "/b/mutex.go", Line: 50},
				{Func: "weft/kernel/engine/native/bubble/dsync.(*Once).Do", File: "/b/once.go", Line: 50},
				{Func: "slices.SortFunc[...]", File: "/go/sort.go", Line: 9}, {Func: "solution.less", File: "s.go", Line: 3}},
			Place: hook.Place{Func: "solution.less", File: "s.go", Line: 3}}},
		{"a busy one outside", "goroutine 1 [running]:\nmain.main()\n\tC:/x/a.go:3 +0x2", "", Goroutine{ID: 1, State: "running",
			Frames: []hook.Place{{Func: "main.main", File: "C:/x/a.go", Line: 3}}, Place: hook.Place{Func: "main.main", File: "C:/x/a.go", Line: 3}}},
	} {
		got, bubble, ok := parse(tt.text)
		if !ok || bubble != tt.bubble || !reflect.DeepEqual(got, tt.want) {
			t.Errorf("%s: bubble %q\ngot  %+v\nwant %+v", tt.name, bubble, got, tt.want)
		}
	}
}

// FuzzParse: a dump cut anywhere must not be a crash.
func FuzzParse(f *testing.F) {
	f.Add(dump())
	f.Add("goroutine 1 [\n\n...additional\n\tx")
	f.Fuzz(func(t *testing.T, text string) {
		g, _, ok := parse(text)
		if ok != strings.HasPrefix(text, "goroutine ") {
			t.Errorf("read %v from %q", ok, text)
		}
		_ = g.Explain()
	})
}

func TestTopLevelSorted(t *testing.T) {
	for i := 1; i < len(topLevel); i++ {
		if topLevel[i-1] >= topLevel[i] {
			t.Errorf("%q is not before %q", topLevel[i-1], topLevel[i])
		}
	}
}
