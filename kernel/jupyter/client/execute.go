package client

import (
	"context"
	"encoding/json"
	"fmt"
	"sync"

	"weft/kernel/jupyter/kernelspec"
	"weft/kernel/jupyter/msg"
	"weft/kernel/jupyter/wire"
)

// ExecuteOptions are the choices of Execute. The zero value runs the code as a notebook's cell.
type ExecuteOptions struct {
	Silent          bool // no execute_input, no result, not counted
	NoHistory       bool // not counted and not stored
	ContinueOnError bool // requests queued behind this one are run even if it fails
	UserExpressions map[string]string
	CellID          string // tells the kernel which cell of a notebook this is
	Subshell        string // "" is the main shell

	// Output gets every message that the kernel publishes for this request, in order, on the
	// goroutine that called Execute. Status messages are left out. See Content.
	Output func(*wire.Message)
	// Late gets those that come after Execute has returned, on a goroutine of the client that
	// it must not block. Without it they are lost.
	Late func(*wire.Message)
	// Input answers questions, on a goroutine of its own; ctx ends when the cell does. An error,
	// such as io.EOF, tells the kernel that there is no more input. Without Input the kernel
	// may not ask.
	Input func(ctx context.Context, q msg.InputRequest) (string, error)
}

// Execute runs code and returns the kernel's reply; a failure of the code is a reply with
// Status "error". The error is that of ctx, whose end does not stop the kernel, or why the
// connection has ended (see Client.Err). All output that had arrived by then was handed on.
func (c *Client) Execute(ctx context.Context, code string, o ExecuteOptions) (msg.ExecuteReply, error) {
	s := c.cur.Load()
	request := msg.ExecuteRequest{
		Code: code, Silent: o.Silent, StoreHistory: !o.Silent && !o.NoHistory,
		UserExpressions: o.UserExpressions, AllowStdin: o.Input != nil, StopOnError: !o.ContinueOnError,
	}
	var metadata json.RawMessage
	if o.CellID != "" {
		metadata, _ = json.Marshal(map[string]string{"cellId": o.CellID}) // a string always encodes
	}
	x, err := s.send(kernelspec.Shell, request, sendOptions{metadata: metadata, subshell: o.Subshell})
	if err != nil {
		return msg.ExecuteReply{}, fmt.Errorf("execute: %w", err)
	}
	asking, stopAsking := context.WithCancel(ctx)
	var questions sync.WaitGroup
	reply, err := x.waitLate(ctx, func(m incoming) {
		switch {
		case m.channel == kernelspec.Stdin:
			questions.Go(func() { s.answer(asking, m.Message, o.Input) })
		case m.Header.MsgType != msg.TypeStatus && o.Output != nil:
			o.Output(m.Message)
		}
	}, o.Late)
	stopAsking()
	questions.Wait()
	var result msg.ExecuteReply
	if reply != nil {
		if derr := msg.Decode(reply.Content, &result); err == nil && derr != nil {
			err = fmt.Errorf("execute_reply: %w", derr)
		}
	}
	if err != nil {
		return result, fmt.Errorf("execute: %w", err)
	}
	return result, nil
}

// endOfInput is the value that tells a kernel that the user has ended the input.
const endOfInput = "\x04"

func (s *session) answer(ctx context.Context, m *wire.Message, input func(context.Context, msg.InputRequest) (string, error)) {
	var q msg.InputRequest
	value := endOfInput
	if msg.Decode(m.Content, &q) == nil && m.Header.MsgType == msg.TypeInputRequest && input != nil {
		if text, err := input(ctx, q); err == nil {
			value = text
		}
	}
	if ctx.Err() != nil {
		return // the cell has ended: an answer now would be taken for the next question
	}
	reply, err := s.compose(msg.InputReply{Value: value}, sendOptions{parent: m.RawHeader})
	if err == nil {
		_ = s.write(kernelspec.Stdin, reply) // if the connection broke, Execute says so
	}
}
