package kernel

import (
	"weft/kernel/engine/native/crash"
	"weft/kernel/engine/pipe"
)

// sleepers makes the failure of a compiled cell that ended in a deadlock tell what each of its goroutines waits
// for, as that of other cells does. The first line stays that of the run time.
func (s *Session) sleepers(f *Failure, number int, report *crash.Report) *Failure {
	if f == nil || report == nil || report.Kind != crash.Deadlock {
		return f
	}
	list := asleep(number, report.Goroutines)
	all := s.blockedOf(list)
	if len(all) == 0 {
		return f
	}
	f.Name = "Deadlock"
	f.Traceback = append([]string{f.Traceback[0]}, s.tellDeadlock(all, castOf(number, list, len(list)), len(list), nil)...)
	return f
}

// mainGoroutine is the number of the goroutine that runs main.
const mainGoroutine = 1

// asleep are the goroutines of a crash that have to do with a cell.
func asleep(number int, list []crash.Goroutine) []pipe.Goroutine {
	var all []pipe.Goroutine
	for _, g := range list {
		p := pipe.Goroutine{ID: int64(g.ID), Cell: number, Main: g.ID == mainGoroutine, State: g.State, Frames: crash.InCells(g.Frames)}
		if g.Creator != nil {
			if from := crash.InCells([]crash.Frame{*g.Creator}); len(from) == 1 {
				p.Started = &from[0]
			}
		}
		if len(p.Frames) > 0 || p.Started != nil {
			all = append(all, p)
		}
	}
	return all
}
