//go:build unix

package child

import (
	"slices"
	"testing"
)

// TestLeak: of the goroutines that a cell leaves behind those are told that can never go on, where the marks are,
// and no others.
func TestLeak(t *testing.T) {
	for _, tt := range []struct{ name, src string }{
		{"a send that nobody receives", "func f() { ch := make(chan int); go func() { §ch <- 1 }() }\nf()"},
		{"the first answer of three", "func first() int { ch := make(chan int)\nfor i := range 3 { go func() { §ch <- i }() }\nreturn <-ch }\nfmt.Sprint(first())"},
		{"workers without an end", "func f() { jobs := make(chan int)\nfor range 2 { go func() { for §range jobs { } }() }\njobs <- 1 }\nf()"},
		{"a generator that was left", "func gen() <-chan int { c := make(chan int); go func() { defer close(c); for i := 0; ; i++ { §c <- i } }(); return c }\nfunc use() { for v := range gen() { if v == 3 { break } } }\nuse()"},
		{"nil channels", "go func() { §<-none }()\ngo func() { §none <- 1 }()\ngo func() { §select {} }()"},
		{"select", "func f() { a, b := make(chan int), make(chan string); go func() { §select { case <-a: case b <- `x`: } }() }\nf()"},
		{"WaitGroup", "func f() { var wg sync.WaitGroup; wg.Add(1); go func() { wg.§Wait() }() }\nf()"},
		{"Mutex", "type box struct { sync.Mutex; list []int }\nfunc f() { b := new(box); b.Lock(); go func() { b.§Lock() }() }\nf()"},
		{"RWMutex", "func f() { var mu sync.RWMutex; mu.RLock(); go func() { mu.§Lock() }() }\nf()"},
		{"Cond", "func f() { c := sync.NewCond(&sync.Mutex{}); go func() { c.L.Lock(); c.§Wait() }() }\nf()"},
		{"ring", "func f() { x, y := make(chan int), make(chan int); go func() { §<-x; y <- 1 }(); go func() { §<-y; x <- 1 }() }\nf()"},
		{"context", "func f() { ctx, _ := context.WithCancel(context.Background()); go func() { §<-ctx.Done() }() }\nf()"},

		{"a channel of the session", "jobs := make(chan int); go func() { for range jobs { } }()"},
		{"a channel in a variable of the session", "type pool struct { jobs []chan int }\nvar p = map[string]*pool{}\nfunc f() { c := make(chan int); p[`a`] = &pool{[]chan int{c}}; go func() { <-c }() }\nf()"},
		{"a channel in a function of the session", "var put func(int)\nfunc f() { c := make(chan int); put = func(i int) { c <- i }; go func() { <-c }() }\nf()"},
		{"a channel in a channel of the session", "chans := make(chan chan int, 1)\nfunc f() { c := make(chan int); chans <- c; go func() { <-c }() }\nf()"},
		{"a channel behind an interface of the session", "var any1 any\nfunc f() { c := make(chan int); any1 = []any{c}; go func() { <-c }() }\nf()"},
		{"a lock of the session", "var mu sync.Mutex; mu.Lock(); go func() { mu.Lock() }()"},
		{"a WaitGroup that a session's struct holds", "type server struct { wg sync.WaitGroup }\nvar srv = &server{}\nsrv.wg.Add(1); go func() { srv.wg.Wait() }()"},
		{"a timer", "func f() { go func() { <-time.After(time.Hour) }() }\nf()"},
		{"a timer's function", "func f() { c := make(chan int); time.AfterFunc(time.Hour, func() { c <- 1 }); go func() { <-c }() }\nf()"},
		{"a deadline", "func f() { ctx, _ := context.WithTimeout(context.Background(), time.Hour); go func() { <-ctx.Done() }() }\nf()"},
		{"one that sleeps", "func f() { c := make(chan int); go func() { time.Sleep(time.Hour); c <- 1 }(); go func() { <-c }() }\nf()"},
		{"one that waits for the network", "func f() { ln, _ := net.Listen(`tcp`, `127.0.0.1:0`); c := make(chan int); go func() { ln.Accept(); c <- 1 }(); go func() { <-c }() }\nf()"},
		{"one of an earlier cell's", "later <- func() { }"},
		{"signals", "func f() { c := make(chan os.Signal, 1); signal.Notify(c, os.Interrupt); go func() { <-c }() }\nf()"},
		{"one that ends", "func f() { c := make(chan int, 1); go func() { c <- 1 }() }\nf()"},
		{"none", "fmt.Sprint(1)"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var places, got [][2]int
			for range 8 { // a word that looks like a pointer can hide a leak, and a busy machine
				if places, got = leavings(t, tt.src); len(got) >= len(places) {
					break
				}
			}
			for _, p := range places {
				if !slices.Contains(got, p) {
					t.Errorf("the goroutine at %v is not told of; got %v", p, got)
				}
			}
		})
	}
}

// leavings runs a cell in a new session and returns the marked places, and those of what it was told to leave behind,
// which must be among them.
func leavings(t *testing.T, marks string) (places, got [][2]int) {
	t.Helper()
	n := openGo(t)
	defer n.Close()
	n.ok(blockedNames + "later := make(chan func()); go func() { for f := range later { go f() } }()")
	n.leaks = nil
	src, places := marked(marks + "\ntime.Sleep(50 * time.Millisecond)") // for all to come to wait
	n.ok(src)
	for _, l := range n.leaks {
		if l.Cell != n.cell || l.Total != len(l.Goroutines) {
			t.Errorf("leak of cell %d, %d of %d", l.Cell, len(l.Goroutines), l.Total)
		}
		for _, g := range l.Goroutines {
			got = append(got, [2]int{g.Frames[0].Line, g.Frames[0].Col})
		}
	}
	for _, p := range got {
		if !slices.Contains(places, p) {
			t.Errorf("the goroutine at %v can go on", p)
		}
	}
	return places, got
}
