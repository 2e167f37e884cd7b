package crash

import (
	"strings"

	"weft/kernel/engine/pipe"
)

// Pipe is the report as an evaluator says it of a cell.
func (r Report) Pipe(number int) pipe.Panic {
	p := pipe.Panic{Cell: number, Message: r.Message}
	if len(r.Goroutines) > 0 {
		g := r.Goroutines[0]
		p.Frames = InCells(g.Frames)
		if g.Creator != nil && !strings.HasPrefix(g.Creator.Func, "testing.") { // a test runs in a goroutine of its own
			started := g.Creator.pipe()
			p.Started = &started
		}
	}
	return p
}

// InCells are the frames that are in cells.
func InCells(frames []Frame) []pipe.Frame {
	var all []pipe.Frame
	for _, f := range frames {
		if f.Pos.IsValid() {
			all = append(all, f.pipe())
		}
	}
	return all
}

func (f Frame) pipe() pipe.Frame {
	return pipe.Frame{
		Func:  strings.TrimPrefix(f.Func, "main."),
		Cell:  f.Pos.Cell,
		Line:  f.Pos.Line,
		Exact: f.Pos.IsValid(),
	}
}
