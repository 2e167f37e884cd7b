package run_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"log/slog"
	"net"
	"net/rpc"
	"os/exec"
	"testing"
	"time"

	"golang.org/x/sync/errgroup"
	"golang.org/x/sync/semaphore"
	"golang.org/x/sync/singleflight"
	"golang.org/x/time/rate"

	"weft/kernel/engine/native/bubble/run"
)

// slowWriter sleeps for a second in every Write.
type slowWriter struct{}

func (slowWriter) Write(p []byte) (int, error) { time.Sleep(time.Second); return len(p), nil }

// Arith is served by net/rpc.
type Arith struct{}

// Double takes a second.
func (Arith) Double(n int, reply *int) error { time.Sleep(time.Second); *reply = 2 * n; return nil }

var globalErrgroup errgroup.Group

// must panics, so that a program which goes wrong does not just return.
func must(err error) {
	if err != nil {
		panic(err)
	}
}

// standard are programs with packages that use the standard sync inside.
func standard() map[string]func() {
	twice := func(f func()) func() {
		return func() {
			done := make(chan bool)
			for range 2 {
				go func() { f(); done <- true }()
			}
			<-done
			<-done
		}
	}
	return map[string]func(){
		"context": func() {
			ctx, cancel := context.WithTimeoutCause(context.Background(), time.Second, errors.New("cause"))
			defer cancel()
			child, stop := context.WithCancel(ctx)
			defer stop()
			after := make(chan bool)
			context.AfterFunc(child, func() { close(after) })
			<-after
			if context.Cause(child).Error() != "cause" {
				panic(context.Cause(child))
			}
		},
		"timers": func() {
			t := time.NewTimer(time.Hour)
			t.Reset(time.Second)
			<-t.C
			if time.AfterFunc(time.Hour, func() {}).Stop() != true {
				panic("fired")
			}
		},
		"log, quick writer": twice(func() { log.New(io.Discard, "", 0).Print(1); time.Sleep(time.Second) }),
		"log, slow writer":  func() { l := log.New(slowWriter{}, "", 0); twice(func() { l.Print(1) })() },
		"slog, slow writer": func() { l := slog.New(slog.NewTextHandler(slowWriter{}, nil)); twice(func() { l.Info("x") })() },
		"fmt, slow writer":  twice(func() { fmt.Fprint(slowWriter{}, 1) }),
		"io.Pipe": func() {
			r, w := io.Pipe()
			go func() { w.Write([]byte("x")); w.Close() }()
			time.Sleep(time.Second)
			b, err := io.ReadAll(r)
			must(err)
			if string(b) != "x" {
				panic(b)
			}
		},
		"net.Pipe": func() {
			a, b := net.Pipe()
			must(a.SetReadDeadline(time.Now().Add(time.Second)))
			if _, err := a.Read(make([]byte, 1)); err == nil {
				panic("no deadline")
			}
			b.Close()
		},
		"net.Pipe, two writers": func() {
			a, b := net.Pipe()
			go a.Write([]byte("x"))
			go a.Write([]byte("x"))
			time.Sleep(time.Second)
			io.ReadFull(b, make([]byte, 2))
		},
		"net/rpc": func() {
			a, b := net.Pipe()
			s := rpc.NewServer()
			must(s.Register(Arith{}))
			go s.ServeConn(a)
			c := rpc.NewClient(b)
			defer c.Close()
			n := 0
			must(c.Call("Arith.Double", 21, &n))
			if n != 42 {
				panic(n)
			}
		},
		"errgroup": func() {
			g, ctx := errgroup.WithContext(context.Background())
			g.SetLimit(2)
			for range 2 {
				g.Go(func() error { time.Sleep(time.Second); return ctx.Err() })
			}
			must(g.Wait())
		},
		"errgroup in a package variable": func() {
			globalErrgroup.Go(func() error { time.Sleep(time.Second); return nil })
			must(globalErrgroup.Wait())
		},
		"semaphore": func() {
			s := semaphore.NewWeighted(1)
			must(s.Acquire(context.Background(), 1))
			go func() { time.Sleep(time.Second); s.Release(1) }()
			must(s.Acquire(context.Background(), 1))
		},
		"singleflight": func() {
			var g singleflight.Group
			twice(func() { g.Do("k", func() (any, error) { time.Sleep(time.Second); return 1, nil }) })()
		},
		"rate": func() {
			l := rate.NewLimiter(1, 1)
			must(l.Wait(context.Background()))
			must(l.Wait(context.Background()))
		},
		"bytes and text": func() { var b bytes.Buffer; fmt.Fprintf(&b, "%v", time.Second); time.Sleep(time.Second) },
		"os/exec":        func() { exec.Command("sleep", "30").Run() },
	}
}

// TestStandard holds what the package bubble says of other packages: most are at home in a bubble, some
// keep the clock from moving.
func TestStandard(t *testing.T) {
	still := map[string]bool{"log, slow writer": true, "slog, slow writer": true, "net.Pipe, two writers": true,
		"errgroup in a package variable": true, "os/exec": true}
	for name := range standard() {
		t.Run(name, func(t *testing.T) {
			if name == "os/exec" {
				if _, err := exec.LookPath("sleep"); err != nil {
					t.Skip("needs sleep")
				}
			}
			out, _, stderr, status := child(t, name)
			if status != 0 {
				t.Fatalf("status %d: %s", status, stderr)
			}
			want, elapsed := run.Returned, time.Second
			if still[name] {
				want, elapsed = run.Still, out.Elapsed
			}
			if out.End != want || out.Elapsed != elapsed {
				t.Errorf("%v after %v, want %v\n%s%+v", out.End, out.Elapsed, want, out.Explain(), out.Panic)
			}
			if out.End == run.Still {
				t.Log(out.Explain())
			}
		})
	}
}
