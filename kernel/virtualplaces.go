package kernel

import (
	"fmt"
	"slices"

	"weft/kernel/engine/native/bubble/hook"
	bubblerun "weft/kernel/engine/native/bubble/run"
	"weft/kernel/engine/native/crash"
	"weft/kernel/engine/pipe"
)

// remaining are the goroutines of a program in virtual time that have to do with cells, as an evaluator tells
// its own. They are numbered from 1, since their own numbers are long and say nothing, and in ring too.
func remaining(number int, o bubblerun.Outcome) (list []pipe.Goroutine, ring []int64) {
	small := make(map[int64]int64)
	short := func(id int64) int64 {
		if small[id] == 0 {
			small[id] = int64(len(small) + 1)
		}
		return small[id]
	}
	for _, g := range o.Goroutines {
		if !g.Main {
			short(g.ID)
		}
	}
	for _, g := range o.Goroutines {
		p := pipe.Goroutine{ID: short(g.ID), Cell: number, Main: g.Main, State: g.State}
		for _, at := range slices.Concat([]hook.Place{g.Place}, g.Frames) {
			if f, ok := hookFrame(at); ok && (len(p.Frames) != 1 || f != p.Frames[0]) {
				p.Frames = append(p.Frames, f)
			}
		}
		if f, ok := hookFrame(g.Started); ok && !g.Main {
			p.Started = &f
		}
		if len(g.Holders) > 0 {
			p.Awaits = &pipe.Lock{ID: int64(g.Object)}
			for _, h := range g.Holders {
				p.Awaits.Holders = append(p.Awaits.Holders, short(h.Goroutine))
			}
			if f, ok := hookFrame(g.Holders[0].Place); ok {
				p.Awaits.At = &f
			}
		}
		if len(p.Frames) > 0 {
			list = append(list, p)
		}
	}
	for _, id := range o.Cycle {
		ring = append(ring, short(id))
	}
	return list, ring
}

// hookFrame is a position of a program, if it is in a cell.
func hookFrame(p hook.Place) (pipe.Frame, bool) {
	f := crash.FrameAt(fmt.Sprintf("%s:%d", p.File, p.Line))
	f.Func = p.Func
	in := crash.InCells([]crash.Frame{f})
	if len(in) == 0 {
		return pipe.Frame{}, false
	}
	return in[0], true
}
