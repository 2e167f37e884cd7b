//go:build unix

package worker_test

import (
	"errors"
	"fmt"
	"io"
	"log"
	"os"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"weft/kernel/engine/interp"
	"weft/kernel/engine/native/cross"
	"weft/kernel/engine/native/cross/call"
	"weft/kernel/engine/native/cross/worker"
	"weft/kernel/leaks"
)

// TestMain lets the test binary be the worker, and the interpreter's child, that it tests.
func TestMain(m *testing.M) {
	if cross.Serving() {
		cross.Serve(functions())
	}
	if os.Getenv("CALL_TEST") == "caller" {
		caller()
		return
	}
	if len(os.Args) == 2 && os.Args[1] == "child" {
		os.Exit(interp.Main(nil))
	}
	leaks.Main(m)
}

// The functions of the worker, by their numbers.
const (
	fib = iota
	join
	divide
	sum
	nap
	pid
	fail
	exit
	goexit
	crash
	loud
	count
	fatal
)

func names() []string {
	return []string{"fib", "join", "divide", "sum", "nap", "pid", "fail", "exit", "goexit", "crash", "loud", "count", "fatal"}
}

type odd struct{ A, B int }

type text string

func functions() []cross.Function {
	fs := map[string]func(r *cross.Reader, w *cross.Writer){
		"fib":    one((*cross.Reader).Int, func(w *cross.Writer, n int) { w.Int(fibonacci(n)) }),
		"join":   one((*cross.Reader).Texts, func(w *cross.Writer, s []string) { w.Text(strings.Join(s, "-")) }),
		"divide": divideCall,
		"sum":    one((*cross.Reader).Float64s, sumCall),
		"nap":    one((*cross.Reader).Int, func(w *cross.Writer, ms int) { time.Sleep(time.Duration(ms) * time.Millisecond); w.Int(ms) }),
		"pid":    func(r *cross.Reader, w *cross.Writer) { w.Int(os.Getpid()) },
		"fail":   one((*cross.Reader).Int, func(w *cross.Writer, how int) { failing(how) }),
		"exit":   func(r *cross.Reader, w *cross.Writer) { os.Exit(3) },
		"goexit": func(r *cross.Reader, w *cross.Writer) { runtime.Goexit() },
		"crash":  func(r *cross.Reader, w *cross.Writer) { go panic("in a goroutine"); select {} },
		"loud":   loudCall,
		"fatal":  func(r *cross.Reader, w *cross.Writer) { new(sync.Mutex).Unlock() },
		"count":  func(r *cross.Reader, w *cross.Writer) { w.Int(runtime.NumGoroutine()) },
	}
	var list []cross.Function
	for _, name := range names() {
		list = append(list, cross.Function{Name: name, Call: fs[name]})
	}
	return list
}

func one[A any](read func(*cross.Reader) A, f func(*cross.Writer, A)) func(*cross.Reader, *cross.Writer) {
	return func(r *cross.Reader, w *cross.Writer) {
		a := read(r)
		if r.End() == nil {
			f(w, a)
		}
	}
}

func fibonacci(n int) int {
	if n < 2 {
		return n
	}
	return fibonacci(n-1) + fibonacci(n-2)
}

func divideCall(r *cross.Reader, w *cross.Writer) {
	a, b := r.Int(), r.Int()
	if r.End() != nil {
		return
	}
	if b == 0 {
		w.Int(0)
		w.ErrorValue(errors.New("division by zero"))
		return
	}
	w.Int(a / b)
	w.ErrorValue(nil)
}

func sumCall(w *cross.Writer, s []float64) {
	total := 0.0
	for _, v := range s {
		total += v
	}
	w.Float64(total)
}

func loudCall(r *cross.Reader, w *cross.Writer) {
	fmt.Println("to stdout")
	fmt.Fprintln(os.Stderr, "to stderr")
	println("from println")
	log.SetFlags(0)
	log.Print("from log")
}

// caller calls for ever, until it is killed.
func caller() {
	w := worker.NewPool(worker.Options{}).Open(os.Args[0], names()...)
	fmt.Println(call.Int(w, pid))
	go call.Int(w, nap, 1<<30)
	select {}
}

// Its code is in a cell.
//
//line cell[70]:1:1
func failing(how int) {
	switch how {
	case 0:
		panic("a text")
	case 1:
		panic(fmt.Errorf("an error: %w", io.EOF))
	case 2:
		panic(io.EOF)
	case 3:
		var s []int
		_ = s[how]
	case 4:
		panic(odd{1, 2})
	case 5:
		panic(text("named"))
	case 6:
		panic(3.5)
	case 7:
		panic(nil)
	}
}
