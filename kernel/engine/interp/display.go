package interp

import (
	"errors"
	"io"
	"maps"
	"runtime"

	"weft/kernel/display"
	"weft/kernel/engine/pipe"
)

// A sink takes what cells display to the parent, and waits until the parent has it, so that what is
// printed afterwards comes afterwards.
type sink struct{ s *session }

func (k sink) Display(b display.Bundle, id string) { k.show(b, id, false) }
func (k sink) Update(b display.Bundle, id string)  { k.show(b, id, true) }

func (k sink) show(b display.Bundle, id string, update bool) {
	data, metadata := bundle(b)
	k.ask(func(c *cell, seq uint64) pipe.Message {
		return &pipe.Display{Seq: seq, Cell: c.number, ID: id, Update: update, Data: data, Metadata: metadata}
	})
}

// Result shows the value of a cell's last expression.
func (k sink) Result(b display.Bundle) {
	data, metadata := bundle(b)
	k.ask(func(c *cell, seq uint64) pipe.Message {
		return &pipe.Result{Seq: seq, Cell: c.number, Data: data, Metadata: metadata}
	})
}

func (k sink) Clear(wait bool) {
	k.ask(func(c *cell, seq uint64) pipe.Message {
		return &pipe.Clear{Seq: seq, Cell: c.number, Wait: wait}
	})
}

// Command has the parent run a command of the cell, and waits for its end.
func (k sink) Command(number int) error {
	m, err := k.ask(func(c *cell, seq uint64) pipe.Message {
		return &pipe.Input{Seq: seq, Cell: c.number, Command: number, Place: k.s.moved()}
	})
	reply, ok := m.(*pipe.InputReply)
	if err != nil || !ok {
		return err
	}
	k.s.move(reply.Place)
	if reply.Error != "" {
		return errors.New(reply.Error)
	}
	return nil
}

func (k sink) Input(prompt string, password bool) (string, error) {
	m, err := k.ask(func(c *cell, seq uint64) pipe.Message {
		return &pipe.Input{Seq: seq, Cell: c.number, Prompt: prompt, Password: password}
	})
	if err != nil {
		return "", err
	}
	reply, ok := m.(*pipe.InputReply)
	switch {
	case !ok:
		return "", errors.New("input: no answer")
	case reply.Error != "":
		return "", errors.New(reply.Error)
	case reply.EOF:
		return "", io.EOF
	}
	return reply.Text, nil
}

// ask sends an event of the calling goroutine's cell and waits for the answer. If the cell is stopped
// meanwhile, or has crashed before, the goroutine ends.
func (k sink) ask(event func(c *cell, seq uint64) pipe.Message) (pipe.Message, error) {
	c := k.s.own()
	if c == nil {
		return nil, errors.New("no cell has been run yet")
	}
	if c.crashed() {
		runtime.Goexit() // a program would have ended before it came to this
	}
	m, err := k.s.link.ask(c.stop, func(seq uint64) pipe.Message { return event(c, seq) })
	if m == nil && err == nil {
		runtime.Goexit()
	}
	return m, err
}

// bundle encodes b; what cannot be encoded is replaced by the reason.
func bundle(b display.Bundle) (data, metadata pipe.Bundle) {
	data, err := pipe.NewBundle(b.Data)
	if err != nil {
		data, _ = pipe.NewBundle(map[string]any{"text/plain": err.Error()})
	}
	metadata, err = pipe.NewBundle(maps.Clone(b.Metadata))
	if err != nil {
		metadata = nil
	}
	return data, metadata
}
