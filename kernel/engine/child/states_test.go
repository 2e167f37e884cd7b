//go:build unix

package child

import (
	"testing"
	"time"

	"weft/kernel/engine/pipe"
)

// TestSurveyStates looks at goroutines that wait in every way: what they do in the run time's words, at which
// place, in which compiled function, and where they were started.
func TestSurveyStates(t *testing.T) {
	const prelude = `
import ("sync"; "time"; "net"; "context"; "golang.org/x/sync/errgroup")
var none chan int
var ch, full = make(chan int), make(chan string)
var wg sync.WaitGroup
var mu sync.Mutex
var rw sync.RWMutex
var read sync.RWMutex
var cond = sync.NewCond(&sync.Mutex{})
var group errgroup.Group
type item struct{ a, b int }
var items = make(chan item)
type server struct { sync.Mutex }
var srv server
var ctx context.Context
func receive(c chan int) int { return §<-c }
func inside(c chan int) { for range 3 { x := receive(c); _ = x } }`
	for _, tt := range []struct{ src, state, call string }{
		{`go func() { §<-ch }()`, "chan receive", ""},
		{`go func() { x := §<-ch; _ = x }()`, "chan receive", ""},
		{`go func() { x, ok := §<-ch; _, _ = x, ok }()`, "chan receive", ""},
		{`go func() { println(1 + §<-ch) }()`, "chan receive", ""},
		{`go func() { if §<-ch > 3 { println() } }()`, "chan receive", ""},
		{`go func() { x := §<-items; _ = x }()`, "chan receive", ""},
		{`go func() { for v := §range ch { _ = v } }()`, "chan receive", ""},
		{`go func() { for §range ch { } }()`, "chan receive", ""},
		{`go func() { for v := §range items { println(v.a) } }()`, "chan receive", ""},
		{`go func() { §<-none }()`, "chan receive (nil chan)", ""},
		{`go func() { for range 2 { for §range none { } } }()`, "chan receive (nil chan)", ""},
		{`go func() { §ch <- 1 }()`, "chan send", ""},
		{`go func() { §full <- "x" }()`, "chan send", ""},
		{`go func() { §items <- item{} }()`, "chan send", ""},
		{`go func() { §none <- 1 }()`, "chan send (nil chan)", ""},
		{`go func() { §select {} }()`, "select (no cases)", ""},
		{`go func() { §select { case <-none: case none <- 1: } }()`, "select", ""},
		{"go func() {\n\t§select {\n\tcase <-ch:\n\tcase full <- `a`:\n\t}\n}()", "select", ""},
		{`go func() { §select { case <-items: case <-ch: case <-time.After(time.Hour): } }()`, "select", ""},
		{`wg.Add(1); go func() { wg.§Wait() }()`, "sync.WaitGroup.Wait", "sync.(*WaitGroup).Wait"},
		{`mu.Lock(); go func() { mu.§Lock() }()`, "sync.Mutex.Lock", "sync.(*Mutex).Lock"},
		{`srv.Lock(); go func() { srv.§Lock() }()`, "sync.Mutex.Lock", "sync.(*Mutex).Lock"},
		{`rw.Lock(); go func() { rw.§Lock() }()`, "sync.RWMutex.Lock", "sync.(*RWMutex).Lock"},
		{`rw.Lock(); go func() { rw.§RLock() }()`, "sync.RWMutex.RLock", "sync.(*RWMutex).RLock"},
		{`read.RLock(); go func() { read.§Lock() }()`, "sync.RWMutex.Lock", "sync.(*RWMutex).Lock"},
		{`go func() { cond.L.Lock(); cond.§Wait() }()`, "sync.Cond.Wait", "sync.(*Cond).Wait"},
		{`group.Go(func() error { §<-none; return nil })`, "chan receive (nil chan)", ""},
		{`group.Go(func() error { select {} }); go func() { group.§Wait() }()`, "sync.WaitGroup.Wait", "golang.org/x/sync/errgroup.(*Group).Wait"},
		{`wg.Go(func() { §<-none })`, "chan receive (nil chan)", ""},
		{`go func() { §time.Sleep(time.Hour) }()`, "sleep", "time.Sleep"},
		{`ln, _ := net.Listen("tcp", "127.0.0.1:0"); go func() { ln.§Accept() }()`, "IO wait", "net.(*TCPListener).Accept"},
		{`ctx, _ = context.WithTimeout(context.Background(), time.Hour); go func() { §<-ctx.Done() }()`, "chan receive", ""},
		{`func wait(c <-chan int) { §<-c }
go wait(ch)`, "chan receive", ""},
	} {
		t.Run(tt.src, func(t *testing.T) {
			n := openGo(t)
			plain, _ := marked(prelude)
			n.ok(plain)
			src, places := marked(tt.src)
			n.ok(src)
			g := n.settled(t, func(g pipe.Goroutine) bool { return g.Cell == 2 && len(g.Frames) > 0 && g.State == tt.state })
			at := g.Frames[0]
			if !at.Exact || at.Cell != 2 || [2]int{at.Line, at.Col} != places[0] {
				t.Errorf("it is at %+v, want %v", at, places[0])
			}
			if g.Call != tt.call {
				t.Errorf("it is in %q, want %q", g.Call, tt.call)
			}
			if g.Main || g.Started == nil || g.Started.Cell != 2 || g.Age <= 0 {
				t.Errorf("main %v, started %+v, age %d", g.Main, g.Started, g.Age)
			}
		})
	}
	// Every function on the way has its place.
	n := openGo(t)
	plain, places := marked(prelude)
	n.ok(plain)
	src, calls := marked("f := func() { §inside(none) }\n§go f()")
	n.ok(src)
	g := n.settled(t, func(g pipe.Goroutine) bool { return len(g.Frames) == 3 && g.State == "chan receive (nil chan)" })
	want := []pipe.Frame{{Func: "receive", Cell: 1, Line: places[0][0], Col: places[0][1]}, {Func: "inside", Cell: 1}, {Cell: 2, Line: calls[0][0], Col: calls[0][1]}}
	for i, f := range g.Frames {
		if w := want[i]; f.Cell != w.Cell || w.Line != 0 && (f.Line != w.Line || f.Col != w.Col) {
			t.Errorf("frame %d is %+v, want %+v", i, f, w)
		}
	}
	if g.Started.Line != calls[1][0] || g.Started.Col != calls[1][1] {
		t.Errorf("started at %+v, want %v", g.Started, calls[1])
	}
}

// settled looks at the goroutines until there is one that is as wanted.
func (n *goNotebook) settled(t *testing.T, wanted func(pipe.Goroutine) bool) pipe.Goroutine {
	t.Helper()
	var last pipe.Goroutines
	for limit := time.Now().Add(30 * time.Second); time.Now().Before(limit); time.Sleep(2 * time.Millisecond) {
		all, err := n.Survey(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		for _, g := range all.Goroutines {
			if wanted(g) {
				return g
			}
		}
		last = all
	}
	t.Fatalf("there is no such goroutine: %+v", last.Goroutines)
	return pipe.Goroutine{}
}
