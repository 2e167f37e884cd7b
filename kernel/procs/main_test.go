package procs

import (
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"testing"
	"time"
)

// The test binary is the program that serves the functions below; what a generator would write is in one and two.
func TestMain(m *testing.M) {
	Serve([]Function{
		one("square", square), one("fails", fails), two("fill", fill), two("relay", relay), two("count", count), two("countLocked", countLocked),
		one("talk", talk), one("hang", hang), one("die", die), none("nothing", nothing), one("total", total), one("describe", describe),
		two("flood", flood), try("half", half), two("waitAt", waitAt), one("consumeOne", consumeOne), act("holdLock", holdLock), act("holdPermit", holdPermit), one("produce", produce), one("consume", consume),
		one("nest", nest), two("hangIn", hangIn), one("pid", pid), one("spin", spinFor), one("eat", eat),
	})
	os.Exit(m.Run())
}

func none(name string, f func()) Function {
	return Function{Name: name, Func: f, Call: func(r *Reader, w *Writer) {
		if r.End() == nil {
			f()
		}
	}}
}

func one[A, R any](name string, f func(A) R) Function {
	return Function{Name: name, Func: f, Call: func(r *Reader, w *Writer) {
		var a A
		if r.Get(&a); r.End() == nil {
			v := f(a)
			w.Put(&v)
		}
	}}
}

func act[A any](name string, f func(A)) Function {
	return Function{Name: name, Func: f, Call: func(r *Reader, w *Writer) {
		var a A
		if r.Get(&a); r.End() == nil {
			f(a)
		}
	}}
}

func two[A, B any](name string, f func(A, B)) Function {
	return Function{Name: name, Func: f, Call: func(r *Reader, w *Writer) {
		var a A
		var b B
		r.Get(&a)
		if r.Get(&b); r.End() == nil {
			f(a, b)
		}
	}}
}

func square(n int) int { return n * n }
func pid(int) int      { return os.Getpid() }
func nothing()         {}

// fails ends its process in a way.
func fails(how string) int {
	switch how {
	case "panic":
		panic("no tide")
	case "error":
		panic(errors.New("no water"))
	case "exit":
		os.Exit(3)
	case "exit 0":
		os.Exit(0)
	case "goroutine":
		go func() { panic("in a goroutine") }()
		select {}
	case "kill":
		p, _ := os.FindProcess(os.Getpid())
		p.Kill()
		select {}
	case "nil map":
		nilMap()["x"] = 1
	case "goexit":
		runtime.Goexit()
	}
	return 1
}

func fill(a *SharedArray[float64], id int) {
	for i := range a.Len() {
		a.Set(i, float64(100*id+i))
	}
}

// relay sends back what it gets, doubled.
func relay(in *Queue[int], out *Queue[int]) {
	for n := range in.All() {
		out.Put(2 * n)
	}
	out.Close()
}

func count(c *SharedCounter, n int) {
	for range n {
		c.Add(1)
	}
}

type guarded struct {
	Lock  *Lock
	Total *SharedCounter
}

func countLocked(g guarded, n int) {
	for range n {
		g.Lock.Lock()
		g.Total.Store(g.Total.Load() + 1)
		g.Lock.Unlock()
	}
}

func talk(e *End[string]) int {
	for {
		s, err := e.Recv()
		if err != nil {
			return 0
		}
		e.Send("you said " + s)
	}
}

func hang(started *Queue[int]) int {
	started.Put(os.Getpid())
	select {}
}

func hangIn(started *Queue[int], e *End[string]) {
	started.Put(os.Getpid())
	select {}
}

func die(started *Queue[int]) int {
	started.Put(os.Getpid())
	panic("after the message")
}

type point struct{ x, y int }

type reading struct {
	Station string
	level   float64
	at      time.Time
	near    []point
	best    *point
	by      map[string]*point
	next    *reading
	err     error
	_       int
}

func total(rs []reading) float64 {
	sum := 0.0
	for _, r := range rs {
		sum += r.level
	}
	return sum
}

func describe(r reading) reading {
	r.Station += "!"
	if r.best != nil {
		r.best.x++
	}
	return r
}

func holdLock(l *Lock) {
	l.Lock()
	p, _ := os.FindProcess(os.Getpid())
	p.Kill()
	select {}
}

func holdPermit(s *Semaphore) {
	s.Acquire()
	p, _ := os.FindProcess(os.Getpid())
	p.Kill()
	select {}
}

func produce(q *Queue[int]) int {
	for i := range 1000 {
		q.Put(i)
	}
	return 0
}

func consume(q *Queue[int]) int {
	sum := 0
	for n := range q.All() {
		sum += n
	}
	return sum
}

// nest starts a process of its own.
func nest(n int) int {
	p := NewPool(1)
	defer p.Close()
	v, err := Apply(p, square, n)
	if err != nil {
		panic(err)
	}
	return v + 1
}

func spinFor(n int) int {
	sum := 0
	for i := range n {
		sum += i % 7
	}
	return sum
}

// eat takes memory without end.
func eat(limit int) int {
	if err := LimitMemory(limit); err != nil {
		panic(err)
	}
	var all [][]byte
	for {
		b := make([]byte, 1<<20)
		for i := range b {
			b[i] = 1
		}
		all = append(all, b)
		if len(all) > 1<<12 {
			return len(all)
		}
	}
}

// flood puts messages of all sizes, each of one byte value, until it is killed.
func flood(q *Queue[[]byte], seed int) {
	for i := seed; ; i++ {
		b := make([]byte, i*7919%5000)
		for j := range b {
			b[j] = byte(i)
		}
		q.Put(b)
	}
}

func waitAt(q, started *Queue[int]) {
	started.Put(1)
	q.Get()
}

func consumeOne(q *Queue[int]) int {
	n, _ := q.Get()
	return n
}

func half(n int) (int, error) {
	if n%2 != 0 {
		return n, fmt.Errorf("%d is odd", n)
	}
	if n == 0 {
		return 0, io.EOF
	}
	return n / 2, nil
}

func try[A, R any](name string, f func(A) (R, error)) Function {
	return Function{Name: name, Func: f, Call: func(r *Reader, w *Writer) {
		var a A
		if r.Get(&a); r.End() == nil {
			v, err := f(a)
			w.Put(&v).Put(&err)
		}
	}}
}

// nilMap is one.
func nilMap() map[string]int { return nil }
