package server

import (
	"context"
	"encoding/json"
	"fmt"
	"sync"
	"time"

	"weft/kernel/jupyter/msg"
)

// An Output publishes under the header of one request. All its methods are safe for concurrent
// use and still work after the request was answered, until the server has stopped; then they do
// nothing. What is published leaves in the order of the calls.
type Output struct {
	send       *sender
	in         *stdin
	parent     json.RawMessage // header of the request; nil: none
	identities [][]byte        // of the client that asked

	mu     sync.Mutex
	text   text
	exec   execution
	failed time.Time // when the first error was published
	result *string   // text/plain of the latest result
}

// An execution is what an Output knows of its execute request.
type execution struct {
	count      int
	silent     bool
	allowStdin bool
}

func (o *Output) begin(e execution) {
	o.mu.Lock()
	o.exec = e
	o.mu.Unlock()
}

// Display publishes display_data. A displayID other than "" names it for Update.
func (o *Output) Display(data, metadata msg.Bundle, displayID string) {
	o.publish(msg.DisplayData{Data: data, Metadata: metadata, Transient: msg.Transient{DisplayID: displayID}})
}

// Update replaces what was displayed under displayID, in every cell.
func (o *Output) Update(data, metadata msg.Bundle, displayID string) {
	o.publish(msg.UpdateDisplayData{Data: data, Metadata: metadata, Transient: msg.Transient{DisplayID: displayID}})
}

// Result publishes the value of the cell as execute_result. A silent request has none.
func (o *Output) Result(data, metadata msg.Bundle) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.exec.silent {
		return
	}
	if text, ok := data["text/plain"].(string); ok {
		o.result = &text
	}
	o.publishLocked(msg.ExecuteResult{ExecutionCount: o.exec.count, Data: data, Metadata: metadata}, extra{})
}

// Clear removes the cell's output, with wait only once there is new output.
func (o *Output) Clear(wait bool) { o.publish(msg.ClearOutput{Wait: wait}) }

// Error publishes why the cell failed. A Handler whose reply is an error need not call it: the
// server does so from the reply, if nobody has.
func (o *Output) Error(e msg.Error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.failed.IsZero() {
		o.failed = time.Now()
	}
	o.publishLocked(e, extra{})
}

// Input asks the user of the client that sent the request for a line. It fails with ErrNoStdin
// if that client takes no questions, io.EOF if the user ends the input, ErrStopped if the server
// does, and with the error of ctx.
func (o *Output) Input(ctx context.Context, prompt string, password bool) (string, error) {
	o.mu.Lock()
	allowed := o.exec.allowStdin
	o.flushText(false)
	o.mu.Unlock()
	if !allowed {
		return "", ErrNoStdin
	}
	return o.in.ask(ctx, o.parent, o.identities, msg.InputRequest{Prompt: prompt, Password: password})
}

// extra is what a message can have beside its content.
type extra struct {
	metadata json.RawMessage
	buffers  [][]byte
}

func (o *Output) publish(c msg.Content) error { return o.publishWith(c, extra{}) }

// publishWith sends a message on iopub, after all text so far.
func (o *Output) publishWith(c msg.Content, x extra) error {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.publishLocked(c, x)
}

func (o *Output) publishLocked(c msg.Content, x extra) error {
	o.flushText(false)
	m, err := o.send.compose(o.parent, c)
	if err != nil {
		// A value that JSON does not have, such as NaN: its author looks at the cell's output.
		o.sendText("stderr", fmt.Sprintf("%s is not shown: %v\n", c.MsgType(), err))
		return err
	}
	m.Metadata, m.Buffers = x.metadata, x.buffers
	frames, err := o.send.frames(m, c.MsgType())
	if err != nil {
		o.send.log.once("encode", "cannot send "+c.MsgType(), err)
		return err
	}
	o.send.iopub.Publish(frames)
	return nil
}

// outcome returns what the history and the reply want to know of a cell that has ended.
func (o *Output) outcome() (failed time.Time, result *string) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.failed, o.result
}
