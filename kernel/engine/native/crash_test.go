//go:build unix

package native

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"weft/kernel/engine/native/crash"
	"weft/kernel/engine/pipe"
	"weft/kernel/golang/cell"
)

// TestCrashes: what Go's own run time says about programs that it ends, in cells and lines.
func TestCrashes(t *testing.T) {
	e := open(t)
	const shapes = `
type fault struct{ code int; why string }

func (f fault) Error() string { return f.why + "\nsecond line" }

type plain struct{ x, y int }

type name string

type lazy struct{}

func (lazy) Error() string { panic("in Error") }

type tree[T any] struct{ value T }

func (t *tree[T]) each(f func()) { f() }

func deep(n int) int { return deep(n+1) + 1 }

func at(s []int, i int) int { return s[i] }
`
	tests := []struct {
		name    string
		body    string
		kind    crash.Kind
		message string // a regular expression
		at      string // places of the first goroutine in cells, innermost first
		from    string // place of its go statement
	}{
		{"text", `panic("oh")`, crash.Panic, "panic: oh", "3:1", ""},
		{"two lines", "\npanic(\"oh\\n\\ngoroutine 1 [running]:\\nno\")", crash.Panic, "panic: oh\n\t\n\tgoroutine 1 \\[running\\]:\n\tno", "3:2", ""},
		{"an error", `panic(fault{3, "why"})`, crash.Panic, "panic: why\n\tsecond line", "3:1", ""},
		{"a struct", `panic(plain{1, 2})`, crash.Panic, `panic: \(main.plain\) 0x[0-9a-f]+`, "3:1", ""},
		{"a named string", `panic(name("x"))`, crash.Panic, `panic: main.name\("x"\)`, "3:1", ""},
		{"a number", `panic(1.5)`, crash.Panic, "panic: 1.5", "3:1", ""},
		{"wrapped", `panic(fmt.Errorf("read: %w", io.EOF))`, crash.Panic, "panic: read: EOF", "3:1", ""},
		{"recovered", "defer func() {\n\tr := recover()\n\tpanic(\"again \" + r.(string))\n}()\npanic(\"first\")",
			crash.Panic, "panic: first \\[recovered\\]\n\tpanic: again first", "3:3 3:5", ""},
		{"panicked again", "defer func() { panic(recover()) }()\npanic(\"first\")", crash.Panic, `panic: first \[recovered, repanicked\]`, "3:1 3:2", ""},
		{"in a deferred call", "defer func() { panic(\"second\") }()\npanic(\"first\")", crash.Panic, "panic: first\n\tpanic: second", "3:1 3:2", ""},
		{"nil pointer", "var p *plain\nprintln(p.x)", crash.Panic, "panic: runtime error: invalid memory address or nil pointer dereference", "3:2", ""},
		{"index", "at(nil, 3)", crash.Panic, `panic: runtime error: index out of range \[3\] with length 0`, "2:20 3:1", ""},
		{"division", "a, b := 1, 0\nprintln(a / b)", crash.Panic, "panic: runtime error: integer divide by zero", "3:2", ""},
		{"assertion", "var v any = 1\nprintln(v.(string))", crash.Panic, "panic: interface conversion: interface {} is int, not string", "3:2", ""},
		{"closed channel", "c := make(chan int)\nclose(c)\nclose(c)", crash.Panic, "panic: close of closed channel", "3:3", ""},
		{"nil map", "var m map[int]int\nm[1]++", crash.Panic, "panic: assignment to entry in nil map", "3:2", ""},
		{"in a goroutine", "go func() {\n\tpanic(\"oh\")\n}()\nselect {}", crash.Panic, "panic: oh", "3:2", "3:1"},
		{"of a generic type", "t := &tree[int]{}\ngo t.each(func() { panic(\"oh\") })\nselect {}", crash.Panic, "panic: oh", "3:2 2:16", "3:2"},
		{"in Error", "panic(lazy{})", crash.Fatal, "fatal error: panic while printing panic value: in Error", "2:12 3:1", ""},
		{"deadlock", "c := make(chan int)\ngo func() { c <- 1 }()\n<-c\n<-c", crash.Deadlock, "fatal error: all goroutines are asleep - deadlock!", "3:4", ""},
		{"Goexit", "runtime.Goexit()", crash.Deadlock, `fatal error: no goroutines \(main called runtime.Goexit\) - deadlock!`, "", ""},
		{"maps", "m := map[int]int{}\nfor range 4 {\n\tgo func() {\n\t\tfor { m[1]++ }\n\t}()\n}\nselect {}", crash.MapRace, "fatal error: concurrent map .*", "3:4", "3:3"},
		{"mutex", "var mu sync.Mutex\nmu.Unlock()", crash.Fatal, "fatal error: sync: unlock of unlocked mutex", "3:2", ""},
		{"stack", "debug.SetMaxStack(1 << 20)\ndeep(0)", crash.StackOverflow, "fatal error: stack overflow", "2:18", ""},
		{"memory", "n := 1 << 46\nb := make([]byte, n)\nprintln(len(b))", crash.OutOfMemory, "fatal error: runtime: (out of memory|cannot allocate memory)", "3:2", ""},
		{"a bad address", "p := (*int)(unsafe.Pointer(uintptr(8192)))\n*p = 1", crash.Panic, "panic: runtime error: invalid memory address or nil pointer dereference|unexpected fault address .*\nfatal error: fault", "3:2", ""},
		{"after the program's own words", "os.Stderr.WriteString(\"panic: mine\\n\")\npanic(\"oh\")", crash.Panic, "panic: oh", "3:2", ""},
	}
	imports := []string{"fmt", "io", "os", "runtime", "runtime/debug", "strconv", "sync", "unsafe"}
	var bodies strings.Builder
	for _, tt := range tests {
		fmt.Fprintf(&bodies, "func() {\n//line cell[3]:1:1\n%s\n},\n", tt.body)
	}
	p := program(imports, shapes+"var cases = []func(){\n"+bodies.String()+"}\n", "n, _ := strconv.Atoi(os.Args[1])\n//line main.go:1:1\ncases[n]()")
	for n, tt := range tests {
		for _, crossed := range []bool{true, false} {
			if !crossed && tt.name == "after the program's own words" {
				continue // cannot be told apart
			}
			p := p
			p.Args = []string{strconv.Itoa(n)}
			if crossed {
				p = withCross(p)
			}
			r, sink := run(t, e, p)
			if r.Crash == nil || len(sink.panics) != 1 || r.Done.Status != pipe.Panicked {
				t.Errorf("%s, %v: %+v, received\n%s", tt.name, crossed, r, sink.text())
				continue
			}
			if tt.name != "a bad address" && r.Crash.Kind != tt.kind {
				t.Errorf("%s, %v: kind %d, want %d", tt.name, crossed, r.Crash.Kind, tt.kind)
			}
			got := sink.panics[0]
			if !regexp.MustCompile("^(" + tt.message + ")$").MatchString(got.Message) {
				t.Errorf("%s, %v: %q, want %q", tt.name, crossed, got.Message, tt.message)
			}
			if tt.kind == crash.StackOverflow {
				got.Frames = got.Frames[:min(1, len(got.Frames))]
			}
			if at := places(got.Frames...); at != tt.at {
				t.Errorf("%s, %v: at %s, want %s", tt.name, crossed, at, tt.at)
			}
			from := ""
			if got.Started != nil {
				from = places(*got.Started)
			}
			if from != tt.from {
				t.Errorf("%s, %v: started at %q, want %q", tt.name, crossed, from, tt.from)
			}
			own := ""
			if tt.name == "after the program's own words" {
				own = "3 stderr: panic: mine\n\n"
			}
			if want := own + "3 panic " + got.Message; sink.text() != want {
				t.Errorf("%s, %v: received\n%.500s\nwant\n%s", tt.name, crossed, sink.text(), want)
			}
		}
	}
}

func places(frames ...pipe.Frame) string {
	var all []string
	for _, f := range frames {
		text := strings.TrimPrefix(cell.Pos{Cell: f.Cell, Line: f.Line}.String(), "cell [")
		text = strings.NewReplacer("] ", ":").Replace(text)
		all = append(all, strings.TrimSuffix(text, ":0"))
	}
	return strings.Join(all, " ")
}

// TestSleepers: a deadlock tells what every goroutine waits for, and where.
func TestSleepers(t *testing.T) {
	e := open(t)
	r, _ := run(t, e, program([]string{"sync"}, "", `var mu sync.Mutex
mu.Lock()
go mu.Lock()
go func() { select {} }()
go func() {
	var c chan int
	<-c
}()
var wg sync.WaitGroup
wg.Add(1)
wg.Wait()`))
	if r.Crash == nil {
		t.Fatalf("%+v", r)
	}
	got := map[string]string{}
	for _, g := range r.Crash.Goroutines {
		at := places(crash.InCells(g.Frames)...)
		if g.Creator != nil {
			at += " from " + g.Creator.Pos.String()
		}
		got[g.State] = at
	}
	want := map[string]string{
		"sync.WaitGroup.Wait":     "3:11",
		"sync.Mutex.Lock":         "3:3 from cell [3] 3:0",
		"select (no cases)":       "3:4 from cell [3] 4:0",
		"chan receive (nil chan)": "3:7 from cell [3] 5:0",
	}
	for state, at := range want {
		if got[state] != at && !(state == "sync.Mutex.Lock" && got[state] == " from cell [3] 3:0") {
			t.Errorf("%s: %q, want %q; all: %v", state, got[state], at, got)
		}
	}
}
