// Package run runs a function in a bubble of virtual time from a plain program and tells what became of it in
// plain values: how much time passed, a panic, a deadlock with who waits for whom, goroutines left
// behind, or a clock that stands still because something waits for the real world. It is compiled into
// learners' programs. It owns the bubble and the watchdog beside it; it prints nothing and judges nothing.
package run

import (
	"errors"
	"fmt"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
	"unsafe"

	"weft/kernel/engine/native/bubble/hook"
)

// Options of a run. The zero value is usable.
type Options struct {
	// Still is how long the virtual clock may stand still: for goroutines that compute, as
	// processor time of the process; for those that wait for something outside the bubble, as real
	// time. 0 means 2.5 s; negative means for ever.
	Still time.Duration
	// Limit is how much virtual time may pass; who passes it is stopped some twenty times in a second of
	// real time, and has passed it also if it ends before. 0 means no limit.
	Limit time.Duration
	// Goroutines is how many the process may have at one time; it is looked at as often as Limit, so that it
	// stops those who start them without end and not those who do so for a moment. 0 means no limit.
	Goroutines int
	// Settle is the virtual time that goroutines have to end after the function has, before
	// those that remain count as left behind.
	Settle time.Duration
	// Hooks are installed during the run. nil means those that track locks, see Track.
	Hooks *hook.Set
	// Crash leaves a panic of the function alone, so that it ends the process as it would
	// anywhere. Otherwise it is in the Outcome. A panic in another goroutine always ends the process.
	Crash bool
}

// Track are the hooks that note who holds and who awaits each lock, for up to budget acquisitions
// (0: all). They cost a fraction of a microsecond per lock.
func Track(budget int64) *hook.Set { return &hook.Set{Track: true, Budget: budget} }

// trackedByDefault is about half a second's worth.
const trackedByDefault = 2_000_000

// Func runs f in a bubble and returns when it and all goroutines that it started have ended, or cannot. It
// must not be called in a bubble, nor twice at once: hooks are the process's. If Outcome.Remain says so,
// goroutines of the bubble are still there and the process should be replaced. os.Exit, log.Fatal, a
// fatal error of the run time and a panic in another goroutine end the process without an Outcome.
// The error says that this program cannot have virtual time at all, or not with these hooks.
func Func(o Options, f func()) (Outcome, error) {
	if err := Supported(); err != nil {
		return Outcome{}, err
	}
	if racing && o.Hooks != nil && o.Hooks.Point != nil {
		return Outcome{}, errors.New("a schedule and the race detector exclude each other: its naps would order what races")
	}
	if o.Still == 0 {
		o.Still = 2500 * time.Millisecond
	}
	if o.Hooks == nil {
		o.Hooks = Track(trackedByDefault)
	}
	hook.Install(o.Hooks)
	b := &bubble{o: o, f: f, began: time.Now(), cpu: cpuTime(), ended: make(chan verdict, 1)}
	go b.run()
	out := b.watch()
	out.Real, out.CPU = time.Since(b.began), cpuTime()-b.cpu
	out.Acquired, out.Waited = hook.Counts()
	out.Taken = hook.Taken()
	if !out.Remain {
		hook.Install(nil)
	}
	return out, nil
}

// Supported says why virtual time is impossible in this program, or nil.
func Supported() error {
	v := runtime.Version()
	if v != pinned && !strings.HasPrefix(v, pinned+".") && !strings.HasPrefix(v, pinned+"-") && !strings.HasPrefix(v, pinned+"rc") {
		return fmt.Errorf("virtual time knows the inside of %s, and this program was compiled by %s", pinned, v)
	}
	if unsafe.Sizeof(uintptr(0)) != 8 {
		return fmt.Errorf("virtual time needs a 64-bit machine, and this is %s", runtime.GOARCH)
	}
	_, err := raceLogged()
	return err
}

// A bubble is one run. Its goroutines write the fields before they send on ended or are stopped by the
// bubble's end, and only watch reads them.
type bubble struct {
	o     Options
	f     func()
	began time.Time     // real
	cpu   time.Duration // of the process when it began
	ended chan verdict  // buffered: the bubble never waits for the watchdog
	clock clock

	root, body int64  // goroutines, set before the clock starts
	number     string // of the bubble in dumps, likewise
	main       atomic.Int64
	how        End // how f ended; Running until then
	panicked   *Panic
	elapsed    time.Duration // when f ended
}

// A verdict is what the bubble itself says of its end.
type verdict struct {
	text string // of its panic, "" for a clean end
	at   time.Duration
}

// run is the root of the bubble.
func (b *bubble) run() {
	b.root = hook.Goroutine()
	var v verdict
	defer func() {
		if p := recover(); p != nil {
			v = verdict{text: fmt.Sprint(p), at: b.clock.elapsed()}
		}
		b.ended <- v
	}()
	// A zero T is enough: f runs in a goroutine of its own and never sees it.
	outer := new(testing.T)
	silence(outer)
	synctest.Test(outer, func(inner *testing.T) {
		b.inside()
		silence(inner)
	})
}

// inside is the first goroutine of the bubble. It ends when f has, and so stops the time.
func (b *bubble) inside() {
	b.body, b.number = hook.Goroutine(), bubbleNumber()
	adopt(b.clock.start())
	t0 := time.Now()
	done := make(chan struct{})
	go b.call(done)
	<-done
	b.elapsed = time.Since(t0)
	b.clock.mark(b.how)
	if b.how == Exited {
		// After Goexit in its main goroutine a program goes on as long as anybody can.
		select {}
	}
	if b.o.Settle > 0 && b.how == Returned {
		time.Sleep(b.o.Settle)
	}
	synctest.Wait()
}

// call runs f in a goroutine of its own and notes how it ended.
func (b *bubble) call(done chan struct{}) {
	b.main.Store(hook.Goroutine())
	how := Exited
	defer func() {
		b.how = how
		close(done)
	}()
	if b.o.Crash {
		b.f()
		how = Returned
		return
	}
	defer func() {
		if how == Returned {
			return
		}
		if p := recover(); p != nil {
			how, b.panicked = Panicked, newPanic(p)
		}
	}()
	b.f()
	how = Returned
}
