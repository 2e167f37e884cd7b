package kernel

import (
	"context"
	"errors"
	"strings"
	"sync"

	"weft/kernel/chart"
	"weft/kernel/engine/child"
	"weft/kernel/engine/pipe"
	"weft/kernel/flood"
	"weft/kernel/jupyter/msg"
)

// An Out takes what one cell puts out, also after the cell has ended. *server.Output is one.
//
// An Out whose input is a file or a pipe may have a method More() []string as well: the lines that
// can be had without waiting after one that Input has returned. A cell that reads standard input is given
// them at once, because each question takes milliseconds.
type Out = flood.Out

// outputs routes what the evaluator puts out to the cell that it belongs to. It is the child's
// Sink for a whole session.
type outputs struct {
	// late is told of panics in goroutines of cells that have ended.
	late func(Out, pipe.Panic)

	mu      sync.Mutex
	cells   map[int]Out
	order   []int
	latest  int
	running bool // the latest cell has not ended
	command func(ctx context.Context, number int) error
	took    func(pipe.Spent)
	worker  func(ctx context.Context) (string, error)
	ending  ending // of the running cell, as far as it is known
}

// An ending is what the evaluator says of a cell's end besides its status.
type ending struct {
	panic    *pipe.Panic // the first one
	deadlock *pipe.Deadlock
	leak     *pipe.Leak

	recording *pipe.Recording
}

var _ child.Sink = (*outputs)(nil)

// keepOutputs is how many cells back a goroutine can still print to its own cell.
const keepOutputs = 2000

func newOutputs(late func(Out, pipe.Panic)) *outputs {
	return &outputs{late: late, cells: make(map[int]Out)}
}

func (o *outputs) begin(number int, out Out) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if _, again := o.cells[number]; !again {
		o.order = append(o.order, number)
	}
	o.cells[number], o.latest = out, number
	o.running, o.ending, o.command, o.took = true, ending{}, nil, nil
	if len(o.order) > keepOutputs {
		delete(o.cells, o.order[0])
		o.order = o.order[1:]
	}
}

// resume says that more of the latest cell runs.
func (o *outputs) resume() {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.running, o.ending = true, ending{}
}

// end says that the latest cell has ended, and returns what is known of that.
func (o *outputs) end() ending {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.running = false
	return o.ending
}

// last is the number of the latest cell, 0 before the first.
func (o *outputs) last() int {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.latest
}

// of is the cell's output, or that of the latest cell if the cell is not known.
func (o *outputs) of(number int) Out {
	o.mu.Lock()
	defer o.mu.Unlock()
	for _, n := range []int{number, o.latest} {
		if out := o.cells[n]; out != nil {
			return out
		}
	}
	return discard{}
}

// Stream implements child.Sink.
func (o *outputs) Stream(number int, name string, text []byte) {
	o.of(number).Stream(name, string(text))
}

// Display implements child.Sink.
func (o *outputs) Display(d pipe.Display) {
	out := o.of(d.Cell)
	if d.Update {
		out.Update(shownData(d.Data), d.Metadata.Map(), d.ID)
	} else {
		out.Display(shownData(d.Data), d.Metadata.Map(), d.ID)
	}
}

// shownData is what a frontend gets of a bundle: charts as pictures.
func shownData(b pipe.Bundle) msg.Bundle {
	data := b.Map()
	chart.Replace(data)
	return data
}

// Result implements child.Sink.
func (o *outputs) Result(r pipe.Result) { o.of(r.Cell).Result(shownData(r.Data), r.Metadata.Map()) }

// Clear implements child.Sink.
func (o *outputs) Clear(c pipe.Clear) { o.of(c.Cell).Clear(c.Wait) }

// runCommands has f run what stands between the statements of the latest cell, and took told what %time measures there.
func (o *outputs) runCommands(f func(ctx context.Context, number int) error, took func(pipe.Spent)) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.command, o.took = f, took
}

// runProcesses has worker say which program serves the functions of the latest cell in other processes.
func (o *outputs) runProcesses(worker func(context.Context) (string, error)) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.worker = worker
}

// Input implements child.Sink.
func (o *outputs) Input(ctx context.Context, in pipe.Input) (string, error) {
	o.mu.Lock()
	f, took, worker := o.command, o.took, o.worker
	o.mu.Unlock()
	switch {
	case in.Worker && worker == nil:
		return "", errors.New("no cell has named a function for another process")
	case in.Worker:
		return worker(ctx)
	case in.Spent != nil:
		if took != nil {
			took(*in.Spent)
		}
		return "", nil
	case in.Command > 0:
		if f == nil {
			return "", errors.New("no command runs now")
		}
		return "", f(ctx, in.Command)
	}
	out := o.of(in.Cell)
	if !in.Stdin {
		return out.Input(ctx, in.Prompt, in.Password)
	}
	text, err := out.Input(ctx, "", in.Password) // the prompt has been printed
	if more, ok := bare(out).(interface{ More() []string }); ok && err == nil {
		text = strings.Join(append([]string{text}, more.More()...), "\n")
	}
	return text, err
}

// Panic implements child.Sink.
func (o *outputs) Panic(p pipe.Panic) {
	o.mu.Lock()
	own := o.running && p.Cell == o.latest
	if own && o.ending.panic == nil {
		o.ending.panic = &p
	}
	o.mu.Unlock()
	if !own {
		o.late(o.of(p.Cell), p)
	}
}

// Deadlock implements child.Sink.
func (o *outputs) Deadlock(d pipe.Deadlock) {
	if d.Open {
		note(o.of(d.Cell), openNote(d))
		return
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.running && d.Cell == o.latest {
		o.ending.deadlock = &d
	}
}

// Leak implements child.Sink.
func (o *outputs) Leak(l pipe.Leak) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.running && l.Cell == o.latest {
		o.ending.leak = &l
	}
}

// Recording implements child.Sink.
func (o *outputs) Recording(r pipe.Recording) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.running && r.Cell == o.latest {
		o.ending.recording = &r
	}
}

// discard is the output before the first cell.
type discard struct{}

func (discard) Stream(string, string)                  {}
func (discard) Display(msg.Bundle, msg.Bundle, string) {}
func (discard) Update(msg.Bundle, msg.Bundle, string)  {}
func (discard) Result(msg.Bundle, msg.Bundle)          {}
func (discard) Clear(bool)                             {}
func (discard) Input(context.Context, string, bool) (string, error) {
	return "", context.Canceled
}

// collect is an Out that keeps the result and passes nothing on; user expressions use it.
type collect struct {
	discard
	data, metadata msg.Bundle
}

func (c *collect) Result(data, metadata msg.Bundle) { c.data, c.metadata = data, metadata }
