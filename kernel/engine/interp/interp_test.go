package interp

import (
	"errors"
	"os"
	"runtime"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/traefik/yaegi/interp"
)

// TestFrames holds this package to the interpreter's version: another one may keep its run ids
// elsewhere, and then no cell could be interrupted.
func TestFrames(t *testing.T) {
	i := interp.New(interp.Options{})
	f := newFrames(i)
	if !f.ok {
		t.Fatal("the interpreter's frames are not as expected")
	}
	if _, err := i.EvalWithContext(t.Context(), "func f() int { return 1 }"); err != nil {
		t.Fatal(err)
	}
	v, err := i.EvalWithContext(t.Context(), "f")
	if err != nil {
		t.Fatal(err)
	}
	call := v.Interface().(func() int)
	resume := f.suspend()
	if got := call(); got != 0 {
		t.Errorf("suspended f() = %d, want 0", got)
	}
	resume()
	if got := call(); got != 1 {
		t.Errorf("resumed f() = %d, want 1", got)
	}
	if f.channel() == nil {
		t.Error("channel operations cannot be ended")
	}
}

func TestLockState(t *testing.T) {
	s, err := newStdin()
	if err != nil {
		t.Fatal(err)
	}
	if s.bit == nil {
		t.Fatal("os.File keeps its locks elsewhere: no read of os.Stdin is ever seen")
	}
	for range 2 {
		if s.wanted() {
			t.Error("wanted before somebody reads")
		}
	}
	read := make(chan error)
	go func() {
		_, err := s.file().Read(make([]byte, 1))
		read <- err
	}()
	for !s.wanted() {
		runtime.Gosched()
	}
	s.interrupt()
	if err := <-read; !errors.Is(err, os.ErrDeadlineExceeded) {
		t.Errorf("interrupted Read = %v", err)
	}
}

const someTrace = `goroutine 7 [running]:
weft/kernel/engine/interp.trace()
	/src/stacks.go:37 +0x56

goroutine 28 [sync.Mutex.Lock, 2 minutes labels:{"cell": "3"}]:
internal/sync.runtime_SemacquireMutex(0x0?, 0x0?, 0x0?)
	/usr/local/go/src/runtime/sema.go:95 +0x25
sync.(*Mutex).Lock(...)
	/usr/local/go/src/sync/mutex.go:46
reflect.Value.call({0xdf67e0?, 0x2bc190cc6920?, 0x3?})
	/usr/local/go/src/reflect/value.go:586 +0xf0c
github.com/traefik/yaegi/interp.callBin.func1(0x10)
	/src/run.go:1330 +0xc97
github.com/traefik/yaegi/interp.runCfg(0x22cf6cb9a280, 0x22cf6cb446e0, 0x22cf6cb1d7a0?, 0x0?)
	/src/run.go:234 +0x265
weft/kernel/engine/rt.Run(0x10)
	/src/frame.go:1
github.com/traefik/yaegi/interp.runCfg(0x22cf6cb988c0, 0x22cf6cb44580, 0x22cf6cb1d7a0?, 0x0?)
	/src/run.go:234 +0x265
created by weft/kernel/engine/interp.(*session).eval in goroutine 29
	/src/session.go:72 +0x17c

goroutine 29 [running labels:{"cell": "3"}]:
github.com/traefik/yaegi/interp.runCfg(0x1, 0x18, 0x0?, 0x0?)
	/src/run.go:234 +0x265
weft/kernel/engine/rt.(*Frame).call(0x10, 0x20, 0x0)
	/src/frame.go:80 +0x65
weft/kernel/engine/rt.(*Frame).unwind(0x10, 0x0)
	/src/frame.go:60 +0x65
github.com/traefik/yaegi/interp.runCfg(0x1, 0x8, 0x0?, 0x0?)
	/src/run.go:234 +0x265

goroutine 30 [runnable labels:{"cell": "33"}]:
github.com/traefik/yaegi/interp.runCfg(0x1, 0x8, 0x0?, 0x0?)
	/src/run.go:234 +0x265

goroutine 31 [runnable labels:{"at": "x", "cell": "3"}]:
github.com/traefik/yaegi/interp.runCfg(0x1, 0x8?, 0x0?, 0x0?)
	/src/run.go:234 +0x265
...36 frames elided...
`

func TestStacksOf(t *testing.T) {
	want := []stack{
		{28, "sync.Mutex.Lock", "sync.(*Mutex).Lock", []uintptr{0x22cf6cb446e0, 0x22cf6cb44580}, 0, true},
		{29, "running", "", []uintptr{0x18, 0x8}, 1, true},
		{31, "runnable", "", nil, 0, false},
	}
	if d := cmp.Diff(want, stacksOf([]byte(someTrace), 3), cmp.AllowUnexported(stack{})); d != "" {
		t.Errorf("stacksOf (-want +got):\n%s", d)
	}
	if got := len(calling([]byte(someTrace))); got != 4 {
		t.Errorf("%d goroutines run interpreted code, want 4", got)
	}
	if got := len(goroutines([]byte(someTrace))); got != 5 {
		t.Errorf("%d goroutines, want 5", got)
	}
}

func FuzzStacksOf(f *testing.F) {
	f.Add([]byte(someTrace))
	f.Add([]byte("goroutine 1 [running labels:{\"cell\": \"3\"}]:\ngithub.com/traefik/yaegi/interp.runCfg("))
	f.Fuzz(func(t *testing.T, text []byte) { stacksOf(text, 3); calling(text) })
}

func TestPackageName(t *testing.T) {
	for path, want := range map[string]string{"fmt": "fmt", "net/http": "http", "math/rand/v2": "rand"} {
		if got := packageName(path); got != want {
			t.Errorf("packageName(%q) = %q, want %q", path, got, want)
		}
	}
}

// TestLabels: goroutines inherit their cell, whoever starts them.
func TestLabels(t *testing.T) {
	var l labels
	c := newCell(5)
	own := make(chan *cell)
	go func() {
		l.enter(c)
		own <- l.own()
		leave()
		own <- l.own()
	}()
	if got := <-own; got != c {
		t.Errorf("own() = %v, want the cell", got)
	}
	if got := <-own; got != nil {
		t.Errorf("own() after leaving = %v, want nil", got)
	}
	go func() {
		l.enter(c)
		go func() { own <- l.own() }()
	}()
	if got := <-own; got != c {
		t.Errorf("own() in a goroutine of the cell's = %v, want the cell", got)
	}
	if got := l.own(); got != nil {
		t.Errorf("a goroutine of no cell belongs to %v", got)
	}
}
