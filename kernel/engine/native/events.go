package native

import (
	"bufio"
	"context"
	"errors"
	"io"
	"os"
	"sync"

	"weft/kernel/engine/child"
	"weft/kernel/engine/native/cross"
	"weft/kernel/engine/pipe"
)

// An exchange handles the events of one program.
type exchange struct {
	run     *process
	ctx     context.Context // of the program's questions; ends with the program
	answers io.Writer
	done    chan struct{}  // closed when there are no more events
	asked   sync.WaitGroup // questions

	answering sync.Mutex // held while an answer is written

	// To be read after done.
	fault   string // what the program could not do of its own part
	garbage error  // something else wrote to the descriptor
}

func newExchange(ctx context.Context, r *process, events, answers *os.File) *exchange {
	x := &exchange{run: r, ctx: ctx, answers: answers, done: make(chan struct{})}
	go x.serve(bufio.NewReaderSize(events, 64<<10))
	return x
}

func (x *exchange) serve(events io.Reader) {
	defer close(x.done)
	for {
		e, err := cross.ReadEvent(events)
		switch {
		case err == nil:
			x.handle(e)
		case errors.Is(err, io.EOF), errors.Is(err, os.ErrClosed):
			return
		default:
			x.garbage = err
			x.run.kill()
			io.Copy(io.Discard, events)
			return
		}
	}
}

// handle passes one event on, after everything that was printed before it.
func (x *exchange) handle(e cross.Event) {
	number, out := x.run.number, x.run.out
	data, metadata := bundle(e.Data), bundle(e.Metadata)
	switch e.Kind {
	case cross.Display, cross.Update:
		d := pipe.Display{Cell: number, ID: e.ID, Update: e.Kind == cross.Update, Data: data, Metadata: metadata}
		out.Event(func(s child.Sink) { s.Display(d) })
	case cross.Result:
		out.Event(func(s child.Sink) { s.Result(pipe.Result{Cell: number, Data: data, Metadata: metadata}) })
	case cross.Clear:
		out.Event(func(s child.Sink) { s.Clear(pipe.Clear{Cell: number, Wait: e.Wait}) })
	case cross.Fault:
		if x.fault == "" {
			x.fault = e.Text
		}
		return
	case cross.Input:
		out.Event(func(child.Sink) {})
		// Other events must not wait for the reader who is asked.
		x.asked.Go(func() {
			text, err := x.run.sink.Input(x.ctx, pipe.Input{Cell: number, Prompt: e.Prompt, Password: e.Password})
			a := cross.Answer{Seq: e.Seq, Text: text}
			switch {
			case errors.Is(err, io.EOF):
				a.EOF = true
			case err != nil:
				a.Error = err.Error()
			}
			x.answer(a)
		})
		return
	}
	x.answer(cross.Answer{Seq: e.Seq})
}

// answer fails if the program has ended.
func (x *exchange) answer(a cross.Answer) {
	x.answering.Lock()
	defer x.answering.Unlock()
	cross.WriteAnswer(x.answers, a)
}

func bundle(parts []cross.Part) pipe.Bundle {
	var b pipe.Bundle
	for _, p := range parts {
		b = append(b, pipe.Part{MIME: p.MIME, JSON: p.JSON, Data: p.Data})
	}
	return b
}
