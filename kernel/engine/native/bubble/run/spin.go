package run

import (
	"time"

	"weft/kernel/engine/native/bubble/hook"
)

// Where a goroutine that computes is differs from moment to moment: it is looked at often, and what is the same each time is told.
const (
	looks     = 24
	fewLooks  = 3                    // are enough if nobody computes
	rarely    = 8                    // a goroutine that is there in fewer than one of so many looks comes and goes; one that is in a hook is not there
	lookGap   = 2 * time.Millisecond // processor time between two looks, so that something was computed
	lookStep  = 200 * time.Microsecond
	mostSteps = 150 // steps between two looks: time in which the machine stands still must not take the place of what is to be seen
)

// settled are the goroutines of a bubble that stands still. One that computed in one of many looks computes, and is where it always
// was.
func (b *bubble) settled() []Goroutine {
	rest := b.remaining()
	if len(rest) > mostListed {
		return rest // a look would take long
	}
	seen := make(map[int64][]Goroutine)
	computes := false
	n := 1
	for ; ; n++ {
		for _, g := range rest {
			seen[g.ID] = append(seen[g.ID], g)
			computes = computes || g.busy()
		}
		if n == looks || n == fewLooks && !computes {
			break
		}
		b.compute(lookGap)
		rest = b.remaining()
	}
	var list []Goroutine
	for _, all := range seen {
		if len(all)*rarely >= n {
			list = append(list, merged(all))
		}
	}
	if len(list) == 0 {
		return rest
	}
	sortGoroutines(list)
	return list
}

// compute waits until the process has used some processor time, but not for long.
func (b *bubble) compute(gap time.Duration) {
	before := cpuTime()
	for n := 0; n < mostSteps && cpuTime()-before < gap; n++ {
		time.Sleep(lookStep)
	}
}

// merged is a goroutine that was looked at several times.
func merged(all []Goroutine) Goroutine {
	g := all[0]
	busy := false
	for _, o := range all {
		if o.busy() && !busy {
			busy, g.State, g.Durable = true, o.State, o.Durable
			g.Object, g.Holders, g.HoldersKnown = 0, nil, false
		}
	}
	if !busy {
		return g
	}
	g.Frames, g.Spins = common(all)
	g.Place = hook.Place{}
	for _, f := range g.Frames {
		if !hook.Own(f.Func) && !standard(f.Func) {
			g.Place = f
			break
		}
	}
	return g
}

// common are the outer frames that are in the same functions each time, the innermost of them with the first and the last of the
// lines at which it was.
func common(all []Goroutine) (frames []hook.Place, spins [2]int) {
	var stacks [][]hook.Place // the outermost first
	for _, g := range all {
		if n := len(g.Frames); n > 0 { // the run time cannot always tell
			stack := make([]hook.Place, n)
			for i, f := range g.Frames {
				stack[n-1-i] = f
			}
			stacks = append(stacks, stack)
		}
	}
	if len(stacks) == 0 {
		return nil, spins
	}
	for depth, f := range stacks[0] {
		first, last := f.Line, f.Line
		for _, s := range stacks[1:] {
			if len(s) <= depth || s[depth].Func != f.Func || s[depth].File != f.File {
				return frames, spins
			}
			first, last = min(first, s[depth].Line), max(last, s[depth].Line)
		}
		f.Line, spins = first, [2]int{first, last}
		frames = append([]hook.Place{f}, frames...)
		if first != last {
			break
		}
	}
	return frames, spins
}
