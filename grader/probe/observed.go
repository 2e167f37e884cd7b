package probe

import (
	"encoding/json"
	"fmt"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	"weft/grader/observe"
	"weft/kernel/engine/native/bubble/hook"
	"weft/kernel/engine/native/bubble/run"
	"weft/kernel/engine/native/bubble/schedule"
)

// Path is the import path under which a submission is compiled, whatever its driver calls it.
const Path = "solution"

// observed runs a case in virtual time. last says that the process should not run another one.
func observed(q Request, f body, events []event) (r observe.Run, last bool, err error) {
	p := newProbe(events)
	var value any
	options := run.Options{Still: q.Stuck, Limit: q.Virtual, Goroutines: q.Goroutines}
	if q.Seed != 0 {
		options.Hooks = schedule.New(q.Seed, schedule.Options{}).Hooks()
		options.Hooks.Track, options.Hooks.Budget = true, tracked // so that it tells as much as without a schedule
		options.Settle = settle
	}
	out, err := run.Func(options, func() {
		p.began = time.Now()
		value = f(p)
	})
	if err != nil {
		return r, true, err
	}
	r = observe.Run{Seed: q.Seed, Race: racing, Elapsed: out.Elapsed, Wall: out.Real, CPU: out.CPU}
	if p.finished {
		r.Elapsed = p.elapsed
	}
	if err := stop(&r, out, q); err != nil {
		return r, true, err
	}
	if out.End == run.Returned && !out.Remain {
		p.leave(&r)
	}
	p.write(&r)
	if out.End == run.Overtime { // how far it came until somebody looked differs from run to run
		r.Elapsed = q.Virtual
		r.Events = slices.DeleteFunc(r.Events, func(e observe.Event) bool { return e.At > q.Virtual })
	}
	r.Counts = append(r.Counts, observe.Count{Name: CountLocks, Value: out.Acquired, Where: mostly(out.Taken)})
	if r.Stop == observe.Returned || r.Stop == observe.Leaked {
		if r.Value, err = json.Marshal(value); err != nil {
			return r, true, fmt.Errorf("the driver's result cannot be sent: %w", err)
		}
	}
	return r, out.Remain, nil
}

// leave calls what is to be called outside of virtual time.
func (p *Probe) leave(r *observe.Run) {
	returned := false
	defer func() {
		if returned {
			return
		}
		// A nil v would be runtime.Goexit: it cannot be stopped, ends the process, and so is seen from outside.
		if v := recover(); v != nil {
			r.Stop = observe.Panicked
			r.Panic = &observe.Panic{Message: fmt.Sprintf("panic: %v", v), Stack: stack(string(debug.Stack()))}
		}
	}()
	for _, f := range p.outside {
		f()
	}
	returned = true
}

// tracked is how many acquisitions of locks are followed under a schedule, some half a second's worth.
const tracked = 2_000_000

// settle is how long a goroutine may need to its end when the submission has returned, under a schedule, which makes
// it nap at every step. It is far less than what work takes.
const settle = 100 * time.Microsecond

// CountLocks is the name under which acquisitions of locks are counted.
const CountLocks = "locks taken"

// mostly is the place of the submission that is most often among those, the first of equals.
func mostly(places []hook.Place) (most observe.Pos) {
	times := map[hook.Place]int{}
	for _, p := range places {
		if own(p.Func) {
			times[p]++
		}
	}
	top := 0
	for _, p := range places {
		if n := times[p]; n > top {
			top, most = n, pos(p)
		}
	}
	return most
}

// stop says how the run ended. Of a limit it tells the limit: when it was noticed differs from run to run.
func stop(r *observe.Run, out run.Outcome, q Request) error {
	stops := map[run.End]observe.Stop{
		run.Returned: observe.Returned, run.Panicked: observe.Panicked, run.Exited: observe.Exited, run.Deadlock: observe.Deadlock,
		run.Leak: observe.Leaked, run.Still: observe.Stuck, run.Overtime: observe.Limited, run.Crowd: observe.Limited,
	}
	s, ok := stops[out.End]
	if !ok {
		return fmt.Errorf("a run ended in a way that is not known: %s", out.End)
	}
	r.Stop = s
	switch out.End {
	case run.Overtime:
		r.Limit = fmt.Sprintf("it went on for more than %s of virtual time", q.Virtual)
	case run.Crowd:
		r.Limit = fmt.Sprintf("more than %d goroutines at one time", q.Goroutines)
	}
	if out.Panic != nil {
		r.Panic = &observe.Panic{Message: "panic: " + out.Panic.Text, Stack: stack(out.Panic.Stack)}
	}
	number := map[int64]int{} // what goroutines are called here: their own numbers differ from run to run
	for i, g := range out.Goroutines {
		number[g.ID] = i + 1
	}
	for _, g := range out.Goroutines {
		if o, ok := goroutine(g, number); ok {
			r.Goroutines = append(r.Goroutines, o)
		}
	}
	return nil
}

// goroutine is one of those that remain, if the submission has a part in it.
func goroutine(g run.Goroutine, number map[int64]int) (observe.Goroutine, bool) {
	o := observe.Goroutine{ID: number[g.ID], Main: g.Main, State: g.State, Created: pos(g.Started)}
	for _, f := range g.Frames {
		if own(f.Func) {
			o.Stack = append(o.Stack, pos(f))
		}
	}
	if g.Spins[0] > 0 && len(o.Stack) > 0 {
		o.Spins = [2]int{o.Stack[0].Line, o.Stack[0].Line}
		if own(g.Frames[0].Func) {
			o.Spins = g.Spins
		}
	}
	for _, h := range g.Holders {
		if own(h.Place.Func) && o.Waits.Line == 0 {
			o.Waits = pos(h.Place)
		}
		if n := number[h.Goroutine]; n > 0 {
			o.For = append(o.For, n)
		}
	}
	return o, len(o.Stack) > 0 || own(g.Started.Func)
}

// own reports whether a function is the submission's.
func own(function string) bool { return strings.HasPrefix(function, Path+".") }

func pos(p hook.Place) observe.Pos {
	return observe.Pos{File: p.File, Line: p.Line, Func: strings.TrimPrefix(p.Func, Path+".")}
}
