package native

import (
	"context"
	"os"
	"time"

	"weft/kernel/engine/child"
	"weft/kernel/engine/pipe"
)

// A program's standard input is a pipe. Its reader is asked for a line when something waits for one, which
// the system is asked about every few milliseconds (see demand). Where it cannot say, or nobody can be asked,
// the input is at its end, as it is for a program without a terminal.
const (
	soonest = time.Millisecond // between two looks
	latest  = 50 * time.Millisecond
)

// feed answers the demands of the program until ctx ends.
func (r *process) feed(ctx context.Context, w *os.File) {
	defer close(r.fed)
	defer w.Close()
	defer context.AfterFunc(ctx, func() { w.Close() })() // ends a write that nobody takes
	d, err := newDemand(r.cmd.Process.Pid, w)
	if err != nil {
		return
	}
	pause := time.NewTimer(0)
	defer pause.Stop()
	for wait := soonest; ; wait = min(2*wait, latest) {
		pause.Reset(wait)
		select {
		case <-ctx.Done():
			return
		case <-pause.C:
		}
		wanted, err := d.look()
		if err != nil {
			return
		}
		if !wanted {
			continue
		}
		text, err := r.ask(ctx)
		if err == nil {
			_, err = w.WriteString(text + "\n") // more than the pipe holds waits until it is read
		}
		if err != nil {
			return
		}
		wait = soonest / 2
	}
}

// ask asks for a line of standard input; the prompt is what the program printed last.
func (r *process) ask(ctx context.Context) (string, error) {
	in := pipe.Input{Cell: r.number, Stdin: true}
	r.out.Event(func(child.Sink) { in.Prompt = r.out.Prompt() })
	return r.sink.Input(ctx, in)
}
