//go:build unix

package procs

import (
	"context"
	"errors"
	"io"
	"math/big"
	"os"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"
)

func within(t testing.TB) context.Context {
	ctx, stop := context.WithTimeout(t.Context(), 60*time.Second)
	t.Cleanup(stop)
	return ctx
}

func wait(t testing.TB, p *Process) error {
	t.Helper()
	err := p.WaitContext(within(t))
	if err == context.DeadlineExceeded {
		t.Fatalf("%v does not end", p)
	}
	return err
}

func TestStart(t *testing.T) {
	p := Start0(nothing)
	if err := wait(t, p); err != nil || p.ExitCode() != 0 || p.Alive() || p.PID() == os.Getpid() {
		t.Errorf("Wait = %v, exit code %d", err, p.ExitCode())
	}
	var missing syscall.Errno
	if err := syscall.Kill(p.PID(), 0); !errors.As(err, &missing) || missing != syscall.ESRCH {
		t.Errorf("the process is still there: %v", err)
	}
}

// What ends a process is an error of its own call, and says how.
func TestCrashes(t *testing.T) {
	pool := NewPool(1)
	defer pool.Close()
	for _, tt := range []struct {
		how    string
		want   string
		code   int
		signal os.Signal
	}{
		{"panic", "panic: no tide", 2, nil},
		{"error", "panic: no water", 2, nil},
		{"exit", "", 3, nil},
		{"exit 0", "", 0, nil},
		{"goroutine", "panic: in a goroutine", 2, nil},
		{"kill", "", -1, syscall.SIGKILL},
		{"nil map", "panic: assignment to entry in nil map", 2, nil},
	} {
		_, err := Apply(pool, fails, tt.how)
		var c *CrashError
		if !errors.As(err, &c) {
			t.Errorf("%s: %v", tt.how, err)
			continue
		}
		if c.Func != "fails" || c.Panic != tt.want && !strings.HasPrefix(c.Panic, "panic: &errors.errorString") || c.Code != tt.code || c.Signal != tt.signal {
			t.Errorf("%s: %+v", tt.how, c)
		}
	}
	if _, err := Apply(pool, fails, "goexit"); err == nil || !strings.Contains(err.Error(), "runtime.Goexit") {
		t.Errorf("goexit: %v", err)
	}
	if v, err := Apply(pool, fails, "not"); v != 1 || err != nil {
		t.Errorf("after that: %v, %v", v, err)
	}
	if n := pool.Started(); n != 8 {
		t.Errorf("%d processes were started, want 8: one more after each that died", n)
	}
}

func TestMap(t *testing.T) {
	pool := NewPool(2)
	defer pool.Close()
	got, err := Map(pool, square, []int{1, 2, 3, 4, 5})
	if err != nil || !slices.Equal(got, []int{1, 4, 9, 16, 25}) {
		t.Errorf("Map = %v, %v", got, err)
	}
	got, err = Map(pool, fails, []string{"not", "panic", "not", "kill", "not"})
	var failed []int
	for _, e := range err.(interface{ Unwrap() []error }).Unwrap() {
		failed = append(failed, e.(*TaskError).Index)
	}
	if !slices.Equal(got, []int{1, 0, 1, 0, 1}) || !slices.Equal(failed, []int{1, 3}) {
		t.Errorf("Map = %v, %v", got, err)
	}
}

// Errors that functions return are errors, and no crashes.
func TestErr(t *testing.T) {
	pool := NewPool(1)
	defer pool.Close()
	got, err := MapErr(pool, half, []int{2, 3, 0, 8})
	if !slices.Equal(got, []int{1, 3, 0, 4}) || err.Error() != "item 1: 3 is odd\nitem 2: EOF" || !errors.Is(err, io.EOF) {
		t.Errorf("MapErr = %v, %v", got, err)
	}
	if v, err := ApplyErr(pool, half, 6); v != 3 || err != nil {
		t.Errorf("ApplyErr = %v, %v", v, err)
	}
	if n := pool.Started(); n != 1 {
		t.Errorf("%d processes were started", n)
	}
}

func TestMaxTasks(t *testing.T) {
	pool := NewPool(1, MaxTasks(2))
	defer pool.Close()
	pids, err := Map(pool, pid, []int{1, 2, 3, 4, 5})
	if err != nil || pids[0] != pids[1] || pids[1] == pids[2] || pids[2] != pids[3] || pids[3] == pids[4] {
		t.Errorf("PIDs %v, %v", pids, err)
	}
}

func TestAsCompleted(t *testing.T) {
	pool := NewPool(2)
	defer pool.Close()
	started := NewQueue[int](3)
	futures := []*Future[int]{ApplyAsync(pool, hang, started), ApplyAsync(pool, die, started), ApplyAsync(pool, die, started)}
	var order []int
	for i, f := range AsCompleted(futures) {
		order = append(order, i)
		if _, err := f.Get(); err == nil {
			t.Error("no error")
		}
		if len(order) == 2 {
			futures[0].Cancel()
		}
	}
	if !slices.Equal(order, []int{1, 2, 0}) {
		t.Errorf("order %v", order)
	}
	if _, err := futures[0].Get(); err != context.Canceled {
		t.Errorf("canceled: %v", err)
	}
	if v, err := Apply(pool, square, 3); v != 9 || err != nil {
		t.Errorf("after a cancel: %v, %v", v, err)
	}
}

func TestContext(t *testing.T) {
	pool := NewPool(2)
	defer pool.Close()
	started := NewQueue[int](2)
	ctx, stop := context.WithCancelCause(t.Context())
	enough := errors.New("enough")
	p := Start2(hangIn, started, nil).Until(ctx)
	go func() {
		started.Get()
		started.Get()
		stop(enough)
	}()
	if _, err := ApplyContext(ctx, pool, hang, started); err != enough {
		t.Errorf("ApplyContext: %v", err)
	}
	if err := wait(t, p); err != enough {
		t.Errorf("Until: %v", err)
	}
}

func TestPoolKill(t *testing.T) {
	pool := NewPool(1)
	started := NewQueue[int](1)
	f, second := ApplyAsync(pool, hang, started), ApplyAsync(pool, hang, started)
	n, _ := started.Get()
	if pids := pool.PIDs(); !slices.Equal(pids, []int{n}) {
		t.Errorf("PIDs = %v, want %d", pids, n)
	}
	pool.Kill()
	var c *CrashError
	if _, err := f.Get(); !errors.As(err, &c) || c.PID != n || c.Signal != syscall.SIGKILL {
		t.Errorf("%v", err)
	}
	if _, err := second.Get(); err != ErrClosed {
		t.Errorf("a call that was not begun: %v", err)
	}
	if _, err := Apply(pool, square, 1); err != ErrClosed {
		t.Errorf("after Kill: %v", err)
	}
}

func TestValues(t *testing.T) {
	pool := NewPool(1)
	defer pool.Close()
	p := &point{1, 2}
	in := reading{Station: "A", level: 1.5, at: time.Date(2026, 1, 2, 3, 4, 5, 6, time.UTC), near: []point{{3, 4}}, best: p,
		by: map[string]*point{"p": p}, err: io.EOF}
	in.next = &in
	out, err := Apply(pool, describe, in)
	if err != nil {
		t.Fatal(err)
	}
	if out.Station != "A!" || out.level != 1.5 || !out.at.Equal(in.at) || out.near[0] != (point{3, 4}) || *out.best != (point{2, 2}) ||
		out.by["p"] != out.best || out.err != io.EOF || out.next.next != out.next || p.x != 1 {
		t.Errorf("%+v", out)
	}
}

func TestCodec(t *testing.T) {
	type named []string
	type pair struct {
		A any
	}
	n := 7
	check := func(in, out any, same func() bool) {
		t.Helper()
		w := Args().Put(in)
		if w.Err() != nil {
			t.Errorf("%T: %v", in, w.Err())
			return
		}
		r := &Reader{buf: w.buf}
		r.Get(out)
		if err := r.End(); err != nil || !same() {
			t.Errorf("%T: %v: %v became %v", in, err, in, out)
		}
		for i := range w.buf { // what is damaged must not crash
			short := &Reader{buf: w.buf[:i]}
			short.Get(out)
			if short.End() == nil {
				t.Errorf("%T: %d of %d bytes were enough", in, i, len(w.buf))
			}
		}
	}
	var s1, s2 = named{"a", ""}, named(nil)
	check(&s1, &s2, func() bool { return slices.Equal(s1, s2) })
	var m1, m2 = map[point][]byte{{1, 2}: nil, {3, 4}: {}}, map[point][]byte(nil)
	check(&m1, &m2, func() bool {
		return len(m2) == 2 && m2[point{1, 2}] == nil && m2[point{3, 4}] != nil
	})
	var b1, b2 = big.NewInt(-1 << 60), (*big.Int)(nil)
	check(&b1, &b2, func() bool { return b1.Cmp(b2) == 0 })
	var a1, a2 = [2]*int{&n, &n}, [2]*int{}
	check(&a1, &a2, func() bool { return a2[0] == a2[1] && *a2[0] == 7 })
	var c1, c2 = []complex64{1 + 2i}, []complex64(nil)
	check(&c1, &c2, func() bool { return c2[0] == 1+2i })
	var e1, e2 = errors.New("x"), error(nil)
	check(&e1, &e2, func() bool { return e2.Error() == "x" })
	for _, bad := range []any{new(chan int), new(func()), new(any), &pair{1}, 3} {
		if Args().Put(bad).Err() == nil {
			t.Errorf("%T was written", bad)
		}
	}
}

func FuzzReader(f *testing.F) {
	in := []reading{{Station: "A", near: []point{{1, 2}}, by: map[string]*point{"x": {3, 4}}, at: time.Unix(1, 0)}}
	f.Add(Args().Put(&in).buf)
	f.Fuzz(func(t *testing.T, data []byte) {
		r := &Reader{buf: data}
		var out []reading
		r.Get(&out)
	})
}

func TestSharedMemory(t *testing.T) {
	a := NewSharedArray[float64](5)
	if err := wait(t, Start2(fill, a, 2)); err != nil {
		t.Fatal(err)
	}
	if got := a.Slice(); !slices.Equal(got, []float64{200, 201, 202, 203, 204}) {
		t.Errorf("array %v", got)
	}
	func() {
		defer func() {
			if v := recover(); v == nil || !strings.Contains(v.(error).Error(), "index out of range [5] with length 5") {
				t.Errorf("At(5): %v", v)
			}
		}()
		a.At(5)
	}()
	c, g := NewSharedCounter(), guarded{NewLock(), NewSharedCounter()}
	var ps []*Process
	for range 3 {
		ps = append(ps, Start2(count, c, 10_000), Start2(countLocked, g, 10_000))
	}
	for _, p := range ps {
		if err := wait(t, p); err != nil {
			t.Fatal(err)
		}
	}
	if c.Load() != 30_000 || g.Total.Load() != 30_000 {
		t.Errorf("counters %d and %d, want 30000", c.Load(), g.Total.Load())
	}
	small, big := NewSharedArray[int8](2), NewSharedArray[uint64](1)
	small.Set(1, -3)
	big.Set(0, 1<<64-1)
	if small.At(1) != -3 || small.At(0) != 0 || big.At(0) != 1<<64-1 {
		t.Errorf("%v %v", small.Slice(), big.Slice())
	}
}

func TestQueues(t *testing.T) {
	in, out := NewQueue[int](3), NewQueue[int](1)
	p := Start2(relay, in, out)
	go func() {
		for i := range 1000 {
			in.Put(i)
		}
		in.Close()
	}()
	want := 0
	for n := range out.All() {
		if n != want {
			t.Fatalf("got %d, want %d", n, want)
		}
		want += 2
	}
	if want != 2000 {
		t.Errorf("%d values came", want/2)
	}
	if err := wait(t, p); err != nil {
		t.Error(err)
	}
	if err := in.Put(1); err != ErrClosed {
		t.Errorf("Put after Close: %v", err)
	}
	if _, err := in.Get(); err != io.EOF {
		t.Errorf("Get after Close: %v", err)
	}
}

// Several producers and consumers, each value once.
func TestManyAtAQueue(t *testing.T) {
	q := NewQueue[int](7)
	pool := NewPool(4)
	defer pool.Close()
	consumers := []*Future[int]{ApplyAsync(pool, consume, q), ApplyAsync(pool, consume, q)}
	if _, err := Map(pool, produce, []*Queue[int]{q, q, q, q}); err != nil {
		t.Fatal(err)
	}
	q.Close()
	sum := 0
	for _, f := range consumers {
		n, err := f.Get()
		if err != nil {
			t.Fatal(err)
		}
		sum += n
	}
	if sum != 4*499_500 {
		t.Errorf("sum %d, want %d", sum, 4*499_500)
	}
}

func TestQueueLimits(t *testing.T) {
	q := NewQueue[[]byte](2)
	sizes := []int{10, 3 << 20, 0, 500_000, 600_000, 700_000, 20 << 20, 5}
	go func() {
		for _, n := range sizes {
			q.Put(make([]byte, n))
		}
		q.Close()
	}()
	var got []int
	for b := range q.All() {
		got = append(got, len(b))
	}
	if !slices.Equal(got, sizes) {
		t.Errorf("sizes %v, want %v", got, sizes)
	}
	var v *ValueError
	if err := NewQueue[[]byte](1).Put(make([]byte, MaxMessage)); !errors.As(err, &v) {
		t.Errorf("a message that is too large: %v", err)
	}
	if err := NewQueue[*Lock](1).Put(NewLock()); !errors.As(err, &v) {
		t.Errorf("a lock in a queue: %v", err)
	}
	ctx, stop := context.WithCancel(t.Context())
	full := NewQueue[int](1)
	full.Put(1)
	stop()
	if err := full.PutContext(ctx, 2); err != context.Canceled {
		t.Errorf("PutContext: %v", err)
	}
	if n, err := full.Get(); n != 1 || err != nil || full.Len() != 0 {
		t.Errorf("Get: %d, %v", n, err)
	}
	if _, err := full.GetContext(ctx); err != context.Canceled {
		t.Errorf("GetContext: %v", err)
	}
}

func TestPipe(t *testing.T) {
	ours, theirs := Pipe[string]()
	p := NewPool(1)
	defer p.Close()
	f := ApplyAsync(p, talk, theirs)
	for _, s := range []string{"hello", "", "again"} {
		ours.Send(s)
		if got, err := ours.Recv(); got != "you said "+s || err != nil {
			t.Errorf("Recv = %q, %v", got, err)
		}
	}
	if err := theirs.Send("x"); err != ErrGiven {
		t.Errorf("Send at an end that was given away: %v", err)
	}
	ours.Close()
	if _, err := f.Get(); err != nil {
		t.Error(err)
	}
	if _, err := Apply(p, talk, theirs); err != ErrGiven {
		t.Errorf("an end that is given away twice: %v", err)
	}
}

// The pipe of a process that is killed ends.
func TestPipeOfTheDead(t *testing.T) {
	ours, theirs := Pipe[string]()
	started := NewQueue[int](1)
	p := Start2(hangIn, started, theirs)
	started.Get()
	p.Kill()
	if _, err := ours.RecvContext(within(t)); err != io.EOF {
		t.Errorf("Recv = %v", err)
	}
	if err := ours.Send("x"); err != ErrClosed {
		t.Errorf("Send = %v", err)
	}
}

// What a killed process held is free again.
func TestHeldByTheDead(t *testing.T) {
	l, s := NewLock(), NewSemaphore(1)
	a, b := Start(holdLock, l), Start(holdPermit, s)
	wait(t, a)
	wait(t, b)
	if err := l.LockContext(within(t)); err != nil {
		t.Errorf("the lock: %v", err)
	}
	if err := s.AcquireContext(within(t)); err != nil {
		t.Errorf("the permit: %v", err)
	}
	l.Unlock()
	s.Release()
	for _, again := range []func(){l.Unlock, s.Release} {
		func() {
			defer func() {
				if recover() == nil {
					t.Error("no panic")
				}
			}()
			again()
		}()
	}
}

func TestNested(t *testing.T) {
	pool := NewPool(1)
	defer pool.Close()
	if v, err := Apply(pool, nest, 5); v != 26 || err != nil {
		t.Errorf("%v, %v", v, err)
	}
}

func TestNameOf(t *testing.T) {
	if got := NameOf(square); got != "square" {
		t.Errorf("NameOf(square) = %q", got)
	}
	defer func() {
		if recover() == nil {
			t.Error("a func literal has a name")
		}
	}()
	NameOf(func(int) int { return 1 })
}

// A process that needs more memory than it may have is an error of its own call.
func TestLimitMemory(t *testing.T) {
	if runtime.GOOS != "linux" || raceEnabled {
		t.Skip("needs Linux, and no race detector, which ends in its own way")
	}
	pool := NewPool(1)
	defer pool.Close()
	_, err := Apply(pool, eat, 128<<20)
	var c *CrashError
	if !errors.As(err, &c) || !strings.Contains(c.Panic, "out of memory") && !strings.Contains(c.Panic, "cannot allocate memory") {
		t.Errorf("%v", err)
	}
	if v, err := Apply(pool, square, 4); v != 16 || err != nil {
		t.Errorf("after that: %v, %v", v, err)
	}
	if LimitMemory(1) == nil {
		t.Error("a process that nobody started was limited")
	}
}

// Producers are killed at any moment: what comes out of the queue is whole, and the queue goes on.
func TestKilledProducers(t *testing.T) {
	q := NewQueue[[]byte](20)
	check := func() {
		b, err := q.GetContext(within(t))
		if err != nil {
			t.Fatal(err)
		}
		for _, v := range b {
			if v != b[0] {
				t.Fatalf("a message of %d and %d", b[0], v)
			}
		}
	}
	for i := range 30 {
		a, b := Start2(flood, q, i), Start2(flood, q, i+100)
		for range 200 {
			check()
		}
		a.Kill()
		for range 100 + i {
			check()
		}
		b.Kill()
		wait(t, a)
		wait(t, b)
	}
	for q.Len() > 0 {
		check()
	}
}

// A consumer that is killed while it waits does not keep the others waiting.
func TestKilledConsumers(t *testing.T) {
	q, started := NewQueue[int](1), NewQueue[int](10)
	pool := NewPool(1)
	defer pool.Close()
	for range 20 {
		victim := Start2(waitAt, q, started)
		started.Get()
		f := ApplyAsync(pool, consumeOne, q)
		victim.Kill()
		wait(t, victim)
		q.Put(1)
		if n, err := f.GetContext(within(t)); n != 1 || err != nil {
			t.Fatalf("nobody takes the value: %d, %v", n, err)
		}
	}
}
