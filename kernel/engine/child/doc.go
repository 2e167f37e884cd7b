// Package child is the parent's side of the engine: it starts evaluators, feeds them cells, collects
// what they print and show, interrupts and replaces them.
//
// It owns the processes and the order of their output. It does not know Jupyter, the language or the
// interpreter: a cell is a [pipe.Eval], its results are values for a [Sink]. A learner's program can
// take its process down with it, and nothing else.
package child

import (
	"context"
	"time"

	"weft/kernel/engine/memory"
	"weft/kernel/engine/pipe"
)

// A Sink receives what cells produce. Its methods are called one at a time, except Input, in the
// order in which it happened, and while one runs the cell waits once its pipes are full.
type Sink interface {
	// Stream receives text printed by a cell on "stdout" or "stderr". It ends at a rune's end unless
	// the cell has ended in the middle of one. The slice belongs to the caller.
	Stream(cell int, name string, text []byte)
	Display(pipe.Display)
	Result(pipe.Result)
	Clear(pipe.Clear)
	// Panic receives a panic that ended a goroutine of a cell, which need not be the cell that runs.
	Panic(pipe.Panic)
	// Deadlock says why the cell that runs is stopped; its Done follows. Leak comes before the Done of a cell
	// that leaves goroutines behind which can never go on.
	Deadlock(pipe.Deadlock)
	Leak(pipe.Leak)
	// Recording comes before the Done of a cell that was to be recorded.
	Recording(pipe.Recording)
	// Input asks for a line. ctx ends with the cell or its process; io.EOF means no more input.
	// It may be called while another method runs.
	Input(ctx context.Context, in pipe.Input) (string, error)
}

// Options say how evaluators are started. The zero value is usable.
type Options struct {
	Command []string // default: this executable with the argument "child"
	Env     []string // default: this process's environment
	Dir     string   // working directory; default: this process's
	// NoSpare does without the process that is kept ready for a restart.
	NoSpare bool
	// SpareDelay is how long nothing must have run before the spare is started; default 300ms.
	SpareDelay time.Duration
	// Memory is how many bytes an evaluator may use before a cell is stopped; default: half of what the machine or
	// the container has. Less than 0 is no limit.
	Memory int64
	// Grace is how long an interrupted cell may take before its process is replaced; default 2s.
	Grace time.Duration
}

func (o Options) spareDelay() time.Duration {
	if o.SpareDelay > 0 {
		return o.SpareDelay
	}
	return 300 * time.Millisecond
}

// memory is the limit; 0 if there is none.
func (o Options) memory() int64 {
	switch {
	case o.Memory > 0:
		return o.Memory
	case o.Memory < 0:
		return 0
	}
	return memory.Default()
}

func (o Options) grace() time.Duration {
	if o.Grace > 0 {
		return o.Grace
	}
	return 2 * time.Second
}
