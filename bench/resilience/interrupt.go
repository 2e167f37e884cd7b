package main

import (
	"context"
	"fmt"
	"strings"
	"time"

	"weft/kernel/jupyter/msg"
)

// A kind is a cell that never ends by itself. HERE is where it is interrupted. If its code goes on all the same once
// wake has made what it waits for happen, it sets x to -1.
type kind struct {
	name, body, wake string
	before           string // runs first

	replaced bool // compiled code that never looks up: the evaluator is replaced
	compiled bool
}

func kinds() []kind {
	return []kind{
		{name: "loop", body: `HERE; for { x++; x-- }`},
		{name: "recursion", body: `HERE; deep(1000); x = -1`},
		{name: "sleep", body: `HERE; time.Sleep(time.Hour); x = -1`},
		{name: "short sleeps", body: `HERE; for { time.Sleep(time.Millisecond) }`},
		{name: "receive", body: `HERE; <-ch; x = -1`, wake: `close(ch)`},
		{name: "send", body: `HERE; ch <- 1; x = -1`, wake: `select { case <-ch: x = -1; default: }`},
		{name: "select", body: `b := make(chan int); HERE; select { case <-ch: x = -1; case b <- 1: }; x = -1`, wake: `close(ch)`},
		{name: "select{}", body: `HERE; select {}`},
		{name: "range of channel", body: `HERE; for range ch { x = -1 }; x = -1`, wake: `close(ch)`},
		{name: "mutex", body: `mu.Lock(); HERE; mu.Lock(); x = -1`, wake: `mu.Unlock()`},
		{name: "RWMutex", body: `rw.RLock(); HERE; rw.Lock(); x = -1`, wake: `rw.RUnlock()`},
		{name: "WaitGroup", body: `wg.Add(1); HERE; wg.Wait(); x = -1`, wake: `wg.Done()`},
		{name: "Cond", body: `cond = sync.NewCond(mu); mu.Lock(); HERE; cond.Wait(); x = -1`, wake: `cond.Broadcast()`},
		{name: "context", body: `HERE; <-ctx.Done(); x = -1`, wake: `cancel()`},
		{name: "deferred", body: `defer func() { HERE; for { x++; x-- } }(); panic("deferred")`},
		{name: "deferred receive", body: `defer func() { HERE; <-ch; x = -1 }()`, wake: `close(ch)`},
		{name: "goroutines", body: `for range 50 { go func() { y := 0; for { y++; if y < 0 { x = -1 } } }() }; HERE; select {}`},
		{name: "1000 blocked goroutines", body: `for range 1000 { wg.Add(1); go func() { defer wg.Done(); <-ch; x = -1 }() }; HERE; wg.Wait(); x = -1`, wake: `close(ch)`},
		{name: "printing", body: `HERE; for { fmt.Println("text", x) }`},
		{name: "goroutines printing", body: `for range 10 { go func() { for { fmt.Println("text") } }() }; HERE; select {}`},
		{name: "displays", body: `HERE; for { display.Show(1) }`},
		{name: "read of a pipe", body: `r, w, _ := os.Pipe(); pw = w; HERE; r.Read(make([]byte, 1)); x = -1`, wake: `pw.Write([]byte{1}); pw.Close()`},
		{name: "accept", body: `ln, _ = net.Listen("tcp", "127.0.0.1:0"); HERE; ln.Accept(); x = -1`, wake: `ln.Close()`},
		{name: "network read", body: `HERE; conn.Read(make([]byte, 1)); x = -1`},
		{name: "HTTP", body: `HERE; http.Get(server); x = -1`},
		{name: "exec", body: `HERE; exec.Command("sleep", "1000").Run(); x = -1`},
		{name: "exec, no interrupts", body: `HERE; exec.Command("sh", "-c", "trap '' INT; sleep 1000").Run(); x = -1`},
		{name: "input", body: `HERE; var s string; fmt.Scan(&s); x = -1`},
		{name: "display.Input", body: `HERE; display.Input("name"); x = -1`},
		{name: "shell line", body: "!echo HERE; sleep 1000"},
		{name: "%%bash", body: "%%bash\necho HERE\nsleep 1000"},
		{name: "shell line, flood", body: "!echo HERE; yes"},
		{name: "compiled cell", body: "%%native\nfunc main() { fmt.Println(\"HERE\"); time.Sleep(time.Hour) }", compiled: true},
		{name: "compiled cell, loop", body: "%%native\nfunc main() { fmt.Println(\"HERE\"); for { } }", compiled: true},
		{name: "compiled cell, flood", body: "%%native\nfunc main() { fmt.Println(\"HERE\"); for { fmt.Println(1) } }", compiled: true},
		{name: "sort", body: `HERE; sort.Ints(huge); x = -1`, before: `huge = make([]int, 50_000_000); for i := range huge { huge[i] = i * 7919 % 50_000_017 }`, replaced: true},
		{name: "big.Int", body: `HERE; new(big.Int).Exp(big.NewInt(3), new(big.Int).Lsh(big.NewInt(1), 28), nil); x = -1`, replaced: true},
		{name: "crypto", body: `HERE; rsa.GenerateKey(rand.Reader, 16384); x = -1`, replaced: true},
		{name: "strings.Repeat search", body: `HERE; for { strings.Contains(long, long[1:]+"b") }`},
	}
}

const endlessSetUp = `import ("context"; "crypto/rand"; "crypto/rsa"; "fmt"; "math/big"; "net"; "net/http"; "net/http/httptest"; "os"; "os/exec"; "sort"; "strings"; "sync"; "time"; "weft/display")
var x int
var ch chan int
var wg *sync.WaitGroup
var mu *sync.Mutex
var rw *sync.RWMutex
var cond *sync.Cond
var ctx context.Context
var cancel func()
var ln net.Listener
var pw *os.File
var huge []int
var conn net.Conn
var server string
var long = strings.Repeat("a", 1000)
var count int
func deep(n int) { if n == 0 { for { x++; x-- } }; deep(n-1); x = -1 }
func inc() int { count++; return count }
var ask, answer = make(chan int), make(chan int)
go func() { for v := range ask { answer <- v } }()
silent, _ := net.Listen("tcp", "127.0.0.1:0")
conn, _ = net.Dial("tcp", silent.Addr().String())
ready := make(chan bool)
server = "http://" + silent.Addr().String()
_, _, _, _, _, _, _, _, _ = rand.Reader, rsa.GenerateKey, big.NewInt, httptest.NewServer, exec.Command, sort.Ints, http.Get, time.Now, display.Show
_ = ready
keep := time.AfterFunc(24*time.Hour, func() {}) // as long as it is pending, nothing is called deadlocked`

const endlessBefore = `x = 5; ch = make(chan int); wg = new(sync.WaitGroup); mu = new(sync.Mutex); rw = new(sync.RWMutex); ctx, cancel = context.WithCancel(context.Background()); _ = cancel`

// interrupts interrupts each kind of cell again and again, and checks after each that nothing of it goes on.
func (b *bench) interrupts(ctx context.Context) error {
	fmt.Printf("Interrupt: stopped of %d, median and worst in ms from the request to idle\n", b.times)
	for _, kd := range kinds() {
		if !b.kind.MatchString(kd.name) {
			continue
		}
		if err := b.interruptKind(ctx, kd); err != nil {
			return fmt.Errorf("%s: %w", kd.name, err)
		}
	}
	return nil
}

func (b *bench) interruptKind(ctx context.Context, kd kind) error {
	k, err := b.start(ctx)
	if err != nil {
		return err
	}
	defer k.Close()
	k.input = func(ctx context.Context, _ msg.InputRequest) (string, error) { <-ctx.Done(); return "", ctx.Err() }
	if err := k.must(ctx, endlessSetUp); err != nil {
		return err
	}
	times, good, problem := b.times, 0, ""
	if kd.replaced || kd.compiled {
		times = max(1, times/10)
	}
	var took []time.Duration
	for i := range times {
		if err := k.must(ctx, endlessBefore+"\n"+kd.before); err != nil {
			return err
		}
		t, err := k.interrupted(ctx, kd, time.Duration(i%6)*time.Millisecond)
		if err != nil {
			return err
		}
		took = append(took, t)
		text := k.failure
		if !strings.HasPrefix(text, "Interrupted") && !kd.replaced {
			problem = "ended with " + text
			continue
		}
		if strings.Contains(text, "replaced") || strings.Contains(text, "Died") || strings.Contains(text, "did not stop") {
			if problem = "replaced"; !kd.replaced {
				problem += ": " + text
			}
			if err := k.must(ctx, endlessSetUp); err != nil {
				return err
			}
			continue
		}
		if kd.wake != "" {
			if err := k.must(ctx, kd.wake); err != nil {
				return err
			}
		}
		if err := k.must(ctx, `time.Sleep(2 * time.Millisecond)`); err != nil {
			return err
		}
		if err := k.must(ctx, fmt.Sprintf(`ask <- %d; fmt.Println(x == 5 || x == 6 || x == 4, inc() > 0, <-answer == %d)`, i, i)); err != nil {
			return err
		}
		if k.stdout.String() == "true true true\n" {
			good++
		} else {
			problem = "then " + k.stdout.String()
		}
	}
	fmt.Printf("%-24s %3d of %-3d %s   %s\n", kd.name, good, times, spread(took), problem)
	return k.stop()
}

// interrupted runs a cell and interrupts it once it has come to HERE, and a little later.
func (k *kernel) interrupted(ctx context.Context, kd kind, later time.Duration) (took time.Duration, err error) {
	const sign = "the cell is here"
	began, failed := make(chan time.Time, 1), make(chan error, 1)
	k.seen = func(text string) {
		if !strings.Contains(text, sign) {
			return
		}
		k.seen = nil
		go func() {
			time.Sleep(later)
			began <- time.Now()
			failed <- k.Interrupt(ctx)
		}()
	}
	defer func() { k.seen = nil }()
	code := strings.Replace(kd.body, "HERE", `fmt.Println("`+sign+`")`, 1)
	if strings.HasPrefix(kd.body, "!") || strings.HasPrefix(kd.body, "%%") {
		code = strings.Replace(kd.body, "HERE", sign, 1)
	}
	if _, err := k.run(ctx, code); err != nil {
		return 0, err
	}
	if k.failure == "" {
		return 0, fmt.Errorf("the cell ended by itself")
	}
	select {
	case start := <-began:
		took = time.Since(start)
	default:
		return 0, fmt.Errorf("the cell failed before it was interrupted: %s", k.failure)
	}
	return took, <-failed
}
