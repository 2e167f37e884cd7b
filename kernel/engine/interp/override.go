package interp

import (
	"context"
	"flag"
	"fmt"
	"io"
	"log"
	"os"
	"reflect"
	"runtime"
	"testing"
	"time"

	"weft/kernel/engine/pipe"
	"weft/kernel/procs"
)

// override replaces what must behave differently in a notebook than in a program. The types stay the
// same, so neither the checker nor the interpreter sees a difference.
func (s *session) override(path string, table map[string]reflect.Value) {
	put := func(name string, v any) { table[name] = reflect.ValueOf(v) }
	switch path {
	case "fmt":
		out := s.stdout()
		put("Print", func(a ...any) (int, error) { return fmt.Fprint(out, a...) })
		put("Printf", func(f string, a ...any) (int, error) { return fmt.Fprintf(out, f, a...) })
		put("Println", func(a ...any) (int, error) { return fmt.Fprintln(out, a...) })
		put("Scan", func(a ...any) (int, error) { return s.stdin.scanned(fmt.Fscan(s.stdin.file(), a...)) })
		put("Scanf", func(f string, a ...any) (int, error) { return s.stdin.scanned(fmt.Fscanf(s.stdin.file(), f, a...)) })
		put("Scanln", func(a ...any) (int, error) { return s.stdin.scanned(fmt.Fscanln(s.stdin.file(), a...)) })
	case "os":
		table["Stdin"] = s.stdin.variable()
		put("Exit", s.exit)
	case "syscall":
		put("Exit", s.exit)
	case "log":
		put("Fatal", func(a ...any) { log.Output(2, fmt.Sprint(a...)); s.exit(1) })
		put("Fatalf", func(f string, a ...any) { log.Output(2, fmt.Sprintf(f, a...)); s.exit(1) })
		put("Writer", func() io.Writer {
			if w := log.Writer(); w != (handlerLog{s}) {
				return w
			}
			return os.Stderr
		})
		put("Fatalln", func(a ...any) { log.Output(2, fmt.Sprintln(a...)); s.exit(1) })
	case "flag":
		put("Parse", func() { s.rt.ParseFlags(flag.CommandLine, os.Args[1:]) })
	case "context":
		put("AfterFunc", func(ctx context.Context, f func()) (stop func() bool) {
			return context.AfterFunc(ctx, s.callback(f))
		})
	case "runtime/debug":
		s.debug.override(s, table)
	case "strings":
		put("Repeat", s.repeatString)
	case "bytes":
		put("Repeat", s.repeatBytes)
	case "net/http":
		put("ListenAndServe", s.listenAndServe)
		put("ListenAndServeTLS", s.listenAndServeTLS)
		put("Serve", s.serveOn)
	case "os/signal":
		put("Notify", s.signals.notify)
		put("Stop", s.signals.stop)
		put("NotifyContext", s.signals.notifyContext)
	case "runtime":
		put("NumGoroutine", s.numGoroutine)
	case "testing":
		put("Benchmark", func(f func(*testing.B)) testing.BenchmarkResult {
			var b *testing.B // the calls come one after the other, each on a goroutine of its own
			call := s.callback(func() { f(b) })
			return testing.Benchmark(func(next *testing.B) { b = next; call() })
		})
	case "time":
		put("AfterFunc", func(d time.Duration, f func()) *time.Timer {
			return time.AfterFunc(d, s.callback(f))
		})
		put("Sleep", s.sleep)
	}
}

// exit is os.Exit: it ends the cell that calls it, with all its goroutines, and keeps the process.
// Deferred functions do not run, as they do not in a program.
func (s *session) exit(code int) {
	if procs.Serving() {
		os.Exit(code) // this process has no other cells
	}
	c := s.own()
	if c == nil {
		return
	}
	s.printing.RLock()
	late := c != s.latest
	s.printing.RUnlock()
	if late {
		s.link.send(&pipe.Late{Cell: c.number, Stream: "stderr", Text: fmt.Appendf(nil, "exit status %d\n", code)})
	}
	c.exits(s.traces.here())
	if s.stopCell(c, pipe.Exited, code) {
		<-c.exit
	}
	runtime.Goexit()
}

// sleep is time.Sleep, but a cell that is stopped does not sleep on.
func (s *session) sleep(d time.Duration) {
	c := s.labels.own()
	if d <= 0 || c == nil {
		time.Sleep(d)
		return
	}
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
	case <-c.stop:
		runtime.Goexit()
	}
}
