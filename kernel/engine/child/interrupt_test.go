//go:build unix

package child

import (
	"context"
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"weft/kernel/engine/pipe"
)

// interrupted runs a cell and interrupts it, some time after it has come to the word HERE: with different
// delays it is caught before, in and after the operation that follows.
func (n *notebook) interrupted(body string, delay time.Duration) (pipe.Done, time.Duration) {
	n.Helper()
	n.shown = make(chan string, 1)
	if !strings.Contains(body, "HERE") {
		body = "HERE; " + body
	}
	e := n.prepare("", strings.Replace(body, "HERE", `display.Show("running")`, 1))
	began := make(chan time.Time, 1)
	go func() {
		<-n.shown
		time.Sleep(delay)
		began <- time.Now()
		n.Interrupt()
	}()
	d, err := n.Eval(n.Context(), e, n.recorder)
	if err != nil {
		n.Fatalf("cell %d %s: %v", n.cell, body, err)
	}
	n.shown = nil
	return d, time.Since(<-began)
}

// endless are bodies that never end by themselves, and set x to -1 if their code goes on nevertheless.
// HERE is where they are interrupted; else at once. Where something can make it go on, wake does that.
func endless() []struct{ name, body, wake string } {
	return []struct{ name, body, wake string }{
		{"loop", `for { x++; x-- }`, ""},
		{"empty loop", `for { }; x = -1`, ""},
		{"in a function", `spin(); x = -1`, ""},
		{"in a closure", `func() { for { x++; x-- } }()`, ""},
		{"in an argument", `twice(func() { for { x++; x-- } }); x = -1`, ""},
		{"recursion", `deep(10); x = -1`, ""},
		{"deep recursion", `deep(2000); x = -1`, ""},
		{"receive", `<-ch; x = -1`, `select { case ch <- 1: x = -1; default: }`},
		{"receive into a variable", `x = <-ch`, `select { case ch <- 1: x = -1; default: }`},
		{"receive ok", `_, ok := <-ch; if !ok { x = -1 }`, `close(ch)`},
		{"receive into a captured variable", `put = func() { box = <-ch }; put(); x = -1`, ""},
		{"send", `ch <- 1; x = -1`, `select { case <-ch: x = -1; default: }`},
		{"range", `for range ch { x = -1 }; x = -1`, `close(ch)`},
		{"range with a variable", `for v := range ch { x = -v - 1 }; x = -1`, `close(ch)`},
		{"range in a goroutine", `wg.Add(1); go func() { for v := range ch { x = -v - 1 }; x = -1 }(); HERE; wg.Wait(); x = -1`, `wg.Done(); close(ch)`},
		{"send of a string", `full := make(chan string, 1); full <- "a"; full <- "b"; x = -1`, ""},
		{"select", `select {}`, ""},
		{"select of two", `b := make(chan int); select { case <-ch: x = -1; case b <- 1: x = -1 }; x = -1`, `close(ch)`},
		{"lowered select", `_rt.Select("rs", ch, make(chan int), 1); x = -1`, `close(ch)`},
		{"lowered select of two", `_k, _v, _ := _rt.Select2("rr", ch, make(chan string)); x = -1 - _k; box = _v`, `close(ch)`},
		{"lowered select in a loop", `b := make(chan bool, 1); for { _k, _, _ := _rt.Select4("rsr", b, b, true, ch); if _k == 2 { x = -1 } }`, `close(ch)`},
		{"lowered select in a goroutine", `wg.Add(1); go func() { _rt.Select("r", ch); x = -1 }(); HERE; wg.Wait(); x = -1`, `wg.Done(); close(ch)`},
		{"ping-pong", `go func() { for { ch <- 1 } }(); for { <-ch }`, ""},
		{"nil channel", `var none chan int; <-none; x = -1`, ""},
		{"sleep", `time.Sleep(time.Hour); x = -1`, ""},
		{"short sleeps", `for { time.Sleep(time.Millisecond) }`, ""},
		{"wait", `wg.Add(1); HERE; wg.Wait(); x = -1`, `wg.Done()`},
		{"double lock", `mu.Lock(); HERE; mu.Lock(); x = -1`, `mu.Unlock()`},
		{"cond", `c = sync.NewCond(mu); mu.Lock(); HERE; c.Wait(); x = -1`, `c.Broadcast()`},
		{"accept", `ln, _ = net.Listen("tcp", "127.0.0.1:0"); HERE; ln.Accept(); x = -1`,
			`conn, _ := net.Dial("tcp", ln.Addr().String()); conn.Close(); ln.Close()`},
		{"scan", `var s string; fmt.Scan(&s); x = -1`, ""},
		{"command", `exec.Command("sleep", "1000").Run(); x = -1`, ""},
		{"workers", `for i := 0; i < 8; i++ { go func() { y := 0; for { y++ } }() }; select {}`, ""},
		{"busy and blocked", `go func() { for { } }(); go func() { <-ch; x = -1 }(); wg.Add(1); HERE; wg.Wait(); x = -1`, `wg.Done(); close(ch)`},
	}
}

// openEndless returns a notebook with what the bodies need, and with two closures and two goroutines of
// its first cell that every interrupt must leave alone.
func openEndless(t *testing.T) *notebook {
	n := open(t, noSpare())
	n.input = func(ctx context.Context, in pipe.Input) (string, error) { <-ctx.Done(); return "", ctx.Err() }
	n.must(`
var x int
var box any
var put func()
var ch chan int
var wg *sync.WaitGroup
var mu *sync.Mutex
var c *sync.Cond
var ln net.Listener
var inc func() int
var echo func(int) int
func spin() { for { x++; x-- } }
func deep(n int) { if n == 0 { spin() }; deep(n-1); x = -1 }
func twice(f func()) { f(); f() }
`, `count := 0; inc = func() int { count++; return count }
ask, answer := make(chan int), make(chan int)
go func() { for v := range ask { answer <- v } }()
echo = func(v int) int { ask <- v; w := <-answer; return w }
go func() { time.Sleep(time.Hour) }() // it could wake anybody: nothing is a deadlock`)
	return n
}

// TestInterrupt stops every kind of cell, and then sees that nothing of it goes on even if what it
// waited for happens, and that what was there before works as before.
func TestInterrupt(t *testing.T) {
	rounds := 1
	if s, err := strconv.Atoi(os.Getenv("WEFT_ROUNDS")); err == nil {
		rounds = s
	}
	n := openEndless(t)
	calls := 0
	var worst, sum time.Duration
	for round := range rounds {
		for _, e := range endless() {
			n.must("", `x = 5; ch = make(chan int); wg = new(sync.WaitGroup); mu = new(sync.Mutex)`)
			d, took := n.interrupted(e.body, time.Duration((round+4)%6)*time.Millisecond)
			if d.Status != pipe.Interrupted {
				t.Errorf("%s: Done = %+v", e.name, d)
			}
			worst, sum = max(worst, took), sum+took
			calls++
			n.log = nil
			n.must("", e.wake+"\ntime.Sleep(3 * time.Millisecond)")
			n.must("", fmt.Sprintf("a := inc(); b := echo(%d); fmt.Println(x, a, b)", calls))
			got := n.text()
			for _, x := range []int{5, 6, 4} { // it may have been stopped between x++ and x--
				got = strings.Replace(got, fmt.Sprintf(" %d %d %d\n", x, calls, calls), " ok", 1)
			}
			if !strings.HasSuffix(got, "stdout: ok") {
				t.Errorf("%s: the cell after it says\n%s", e.name, got)
			}
			if rounds == 1 {
				t.Logf("%-22s %v %q", e.name, took, d.Stuck)
			}
		}
	}
	t.Logf("%d interrupts, average %v, worst %v", calls, sum/time.Duration(calls), worst)
}
