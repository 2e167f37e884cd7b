package crash

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"weft/kernel/engine/pipe"
	"weft/kernel/golang/cell"
)

// The texts of whole programs are tested where programs are run (package native); here are the shapes
// that small programs do not make.
func TestParse(t *testing.T) {
	for _, tt := range []struct {
		name, text string
		want       Report // without Goroutines
		count      int    // of goroutines
	}{
		{"a signal", "panic: runtime error: invalid memory address or nil pointer dereference\n[signal SIGSEGV: segmentation violation code=0x1 addr=0x0 pc=0x4a3032]\n\ngoroutine 1 [running]:\nmain.main()\n\tcell[1]:2 +0x1\n",
			Report{Kind: Panic, Message: "panic: runtime error: invalid memory address or nil pointer dereference", Signal: "SIGSEGV: segmentation violation"}, 1},
		{"what came before", "runtime: goroutine stack exceeds 1000000000-byte limit\nruntime: sp=0xc0 stack=[0xc0, 0xc1]\nfatal error: stack overflow\n\nruntime stack:\nruntime.throw({0x1, 0x2})\n\truntime/panic.go:1 +0x1\n\ngoroutine 1 gp=0xc0 m=0 mp=0x5 [running]:\nmain.f(...)\n\tcell[1]:3\n",
			Report{Kind: StackOverflow, Message: "fatal error: stack overflow"}, 1},
		{"memory of the machine", "runtime: out of memory: cannot allocate 4194304-byte block (1 in use)\nfatal error: out of memory\n\ngoroutine 1 [running]:\n",
			Report{Kind: OutOfMemory, Message: "fatal error: out of memory"}, 1},
		{"threads", "runtime: failed to create new OS thread (have 5 already; errno=11)\nruntime: may need to increase max user processes (ulimit -u)\nfatal error: newosproc\n",
			Report{Kind: Fatal, Message: "fatal error: newosproc"}, 0},
		{"a signal from outside", "SIGQUIT: quit\nPC=0x46 m=0 sigcode=0\n\ngoroutine 1 [select (no cases)]:\nmain.main()\n\tcell[1]:1 +0x1\n",
			Report{Kind: Fatal, Message: "SIGQUIT: quit"}, 1},
		{"of a panic that was under way", "panic: first\nfatal error: all goroutines are asleep - deadlock!\n\ngoroutine 1 [chan receive]:\n",
			Report{Kind: Deadlock, Message: "panic: first\nfatal error: all goroutines are asleep - deadlock!"}, 1},
		{"with line ends of Windows", "panic: a\n\tb\n\ngoroutine 5 [running]:\r\nmain.f()\r\n\tC:\\x\\cell[2]:7 +0x1\r\n", Report{Kind: Panic, Message: "panic: a\n\tb"}, 1},
	} {
		r, ok := Parse(tt.text)
		n := len(r.Goroutines)
		r.Goroutines = nil
		if !ok || !reflect.DeepEqual(r, tt.want) || n != tt.count {
			t.Errorf("%s: %+v, %v with %d goroutines, want %+v with %d", tt.name, r, ok, n, tt.want, tt.count)
		}
	}
	for _, text := range []string{"", "hello\n", "hello\npanic: no\n", "\tpanic: no\n", "\n\ngoroutine 1 [running]:\n", "[signal x]\n"} {
		if r, ok := Parse(text); ok {
			t.Errorf("%q: %+v", text, r)
		}
	}
}

func TestGoroutines(t *testing.T) {
	at := func(n, line int) cell.Pos { return cell.Pos{Cell: n, Line: line} }
	text := `goroutine 18 [chan receive (durable), 2 minutes, synctest bubble 3, locked to thread]:
main.(*Queue[...]).Put(0xc00, {0x1?, 0x2})
	/tmp/a b/cell[3]:5 +0x1d
main.f.func1(...)
	cell[4]:7
created by main.(*Pool).start in goroutine 1
	./cell[2]:9 +0x44

goroutine 1 gp=0xc0 m=nil [chan send labels:{"at": "cell[5]:6, [x]", "b": "}"}, 12 minutes]:
main.g({0x1, 0x2}, func(int))
	/go/src/fmt/print.go:5 +0x1
...23 frames elided...
created by testing.(*T).Run
	/go/src/testing/testing.go:99 +0x44

goroutine 7 [running]:
	goroutine running on other thread; stack unavailable
created by main.h in goroutine x
	cell[0]:1
`
	want := []Goroutine{
		{ID: 18, State: "chan receive", Durable: true, Minutes: 2, Bubble: 3, Locked: true,
			Frames: []Frame{
				{Func: "main.(*Queue[...]).Put", File: "/tmp/a b/cell[3]", Line: 5, Pos: at(3, 5)},
				{Func: "main.f.func1", File: "cell[4]", Line: 7, Pos: at(4, 7)}},
			Creator: &Frame{Func: "main.(*Pool).start", File: "./cell[2]", Line: 9, Pos: at(2, 9)}, By: 1},
		{ID: 1, State: "chan send", Minutes: 12, Labels: `"at": "cell[5]:6, [x]", "b": "}"`, Elided: 23,
			Frames:  []Frame{{Func: "main.g", File: "/go/src/fmt/print.go", Line: 5}},
			Creator: &Frame{Func: "testing.(*T).Run", File: "/go/src/testing/testing.go", Line: 99}},
		{ID: 7, State: "running", Creator: &Frame{Func: "main.h", File: "cell[0]", Line: 1}},
	}
	got := Goroutines(text)
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got\n%+v\nwant\n%+v", got, want)
	}
}

func TestPipe(t *testing.T) {
	const text = "panic: oh\n\ngoroutine 7 [running]:\nruntime.x()\n\truntime/x.go:1\nmain.(*T).f(0x1)\n\tcell[2]:3 +0x1\ncreated by %s in goroutine 1\n\t%s +0x1\n"
	for _, tt := range []struct {
		creator, at string
		want        *pipe.Frame
	}{
		{"main.main", "cell[3]:4", &pipe.Frame{Func: "main", Cell: 3, Line: 4, Exact: true}},
		{"sync.(*WaitGroup).Go", "sync/waitgroup.go:238", &pipe.Frame{Func: "sync.(*WaitGroup).Go"}},
		{"testing.(*T).Run", "testing/testing.go:2101", nil},
	} {
		r, _ := Parse(fmt.Sprintf(text, tt.creator, tt.at))
		want := pipe.Panic{Cell: 3, Message: "panic: oh", Started: tt.want, Frames: []pipe.Frame{{Func: "(*T).f", Cell: 2, Line: 3, Exact: true}}}
		if got := r.Pipe(3); !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %+v, want %+v", tt.creator, got, want)
		}
	}
}

func TestBegins(t *testing.T) {
	const traces = "\n\ngoroutine 1 [running]:\n"
	for _, tt := range []struct{ own, words string }{
		{"", "fatal error: x\n"},
		{"mine\n", "fatal error: x\n"},
		{"panic: mine\nand more\n", "runtime: goroutine stack exceeds\nruntime: sp\nfatal error: stack overflow\n"},
		{"mine\n", "unexpected fault address 0x1\nfatal error: fault\n[signal SIGSEGV: x]\n"},
		{"mine\n", "panic: first\n\tsecond\nfatal error: x\n"},
	} {
		at := Begins(tt.own+tt.words+traces, len(tt.own)+len(tt.words))
		if at != len(tt.own) {
			t.Errorf("%q + %q: %d, want %d", tt.own, tt.words, at, len(tt.own))
		}
	}
	if at := Begins("mine\n"+traces, 5); at >= 0 {
		t.Errorf("no words: %d", at)
	}
}

func FuzzParse(f *testing.F) {
	f.Add("panic: a\n\ngoroutine 1 [running]:\nmain.main()\n\tcell[1]:2 +0x1\ncreated by x in goroutine 2\n\tcell[3]:4\n")
	f.Add("fatal error: all goroutines are asleep - deadlock!\n\ngoroutine 1 [chan receive, 3 minutes labels:{\"a\": \"b\"}]:\nmain.f(\n\t:\n...1 frames elided...\n")
	f.Add("goroutine 99999999999999999999 [x]:\n\ngoroutine 1 []:\n)\n\t+0x\n")
	f.Fuzz(func(t *testing.T, text string) {
		r, ok := Parse(text)
		if ok != (r.Kind != 0) || ok && !strings.Contains(text, firstLine(r.Message)) {
			t.Errorf("%v, %+v", ok, r)
		}
		for i := 0; i <= len(text); i += 7 {
			if at := Begins(text, i); at > i || at < -1 {
				t.Errorf("begins at %d before %d", at, i)
			}
		}
		for _, g := range append(Goroutines(text), r.Goroutines...) {
			for _, f := range g.Frames {
				if f.Pos.IsValid() && (f.Pos.Cell <= 0 || f.Pos.Line != f.Line) {
					t.Errorf("frame %+v", f)
				}
			}
		}
		r.Pipe(1)
	})
}

func firstLine(s string) string {
	line, _, _ := strings.Cut(s, "\n")
	return line
}
