package client

import (
	"context"
	"fmt"

	"weft/kernel/jupyter/kernelspec"
	"weft/kernel/jupyter/msg"
	"weft/kernel/jupyter/wire"
)

// A RequestError is a kernel's refusal of a request other than execute.
type RequestError struct {
	Type   string // of the request
	EName  string
	EValue string
}

func (e *RequestError) Error() string {
	return fmt.Sprintf("the kernel refused %s: %s: %s", e.Type, e.EName, e.EValue)
}

// Request sends any request on shell or control and returns the reply as it came.
func (c *Client) Request(ctx context.Context, ch kernelspec.Channel, content msg.Content) (*wire.Message, error) {
	return c.cur.Load().request(ctx, ch, content, sendOptions{})
}

func (s *session) request(ctx context.Context, ch kernelspec.Channel, content msg.Content, o sendOptions) (*wire.Message, error) {
	x, err := s.send(ch, content, o)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", content.MsgType(), err)
	}
	reply, err := x.wait(ctx, nil)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", content.MsgType(), err)
	}
	return reply, nil
}

// ask sends a request and decodes its reply. Status "error" becomes a *RequestError.
func ask[R any](ctx context.Context, c *Client, ch kernelspec.Channel, content msg.Content) (R, error) {
	var r R
	reply, err := c.Request(ctx, ch, content)
	if err != nil {
		return r, err
	}
	return r, decodeReply(reply, content.MsgType(), &r)
}

func decodeReply(reply *wire.Message, request string, into any) error {
	var failure struct {
		Status string `json:"status"`
		msg.Error
	}
	if err := msg.Decode(reply.Content, &failure); err == nil && failure.Status == msg.StatusError {
		return &RequestError{request, failure.EName, failure.EValue}
	}
	if err := msg.Decode(reply.Content, into); err != nil {
		return fmt.Errorf("%s: %w", reply.Header.MsgType, err)
	}
	return nil
}

// KernelInfo asks the kernel about itself, on shell.
func (c *Client) KernelInfo(ctx context.Context) (msg.KernelInfoReply, error) {
	return ask[msg.KernelInfoReply](ctx, c, kernelspec.Shell, msg.KernelInfoRequest{})
}

// Complete asks how code could go on at cursor, in code points.
func (c *Client) Complete(ctx context.Context, code string, cursor int) (msg.CompleteReply, error) {
	return ask[msg.CompleteReply](ctx, c, kernelspec.Shell, msg.CompleteRequest{Code: code, CursorPos: cursor})
}

// Inspect asks what is known about the name at cursor, in code points. Detail is 0 or 1.
func (c *Client) Inspect(ctx context.Context, code string, cursor, detail int) (msg.InspectReply, error) {
	return ask[msg.InspectReply](ctx, c, kernelspec.Shell, msg.InspectRequest{Code: code, CursorPos: cursor, DetailLevel: detail})
}

// IsComplete asks whether code is a whole input.
func (c *Client) IsComplete(ctx context.Context, code string) (msg.IsCompleteReply, error) {
	return ask[msg.IsCompleteReply](ctx, c, kernelspec.Shell, msg.IsCompleteRequest{Code: code})
}

// History asks for earlier inputs.
func (c *Client) History(ctx context.Context, r msg.HistoryRequest) (msg.HistoryReply, error) {
	return ask[msg.HistoryReply](ctx, c, kernelspec.Shell, r)
}

// CommInfo asks which comms are open, of one target or, with "", of all.
func (c *Client) CommInfo(ctx context.Context, target string) (msg.CommInfoReply, error) {
	return ask[msg.CommInfoReply](ctx, c, kernelspec.Shell, msg.CommInfoRequest{TargetName: target})
}

// ConnectInfo asks the kernel for its ports.
func (c *Client) ConnectInfo(ctx context.Context) (msg.ConnectReply, error) {
	return ask[msg.ConnectReply](ctx, c, kernelspec.Shell, msg.ConnectRequest{})
}

// Usage asks what the kernel consumes.
func (c *Client) Usage(ctx context.Context) (msg.UsageReply, error) {
	return ask[msg.UsageReply](ctx, c, kernelspec.Control, msg.UsageRequest{})
}

// CreateSubshell asks for one more queue of requests and returns its id.
func (c *Client) CreateSubshell(ctx context.Context) (string, error) {
	r, err := ask[msg.CreateSubshellReply](ctx, c, kernelspec.Control, msg.CreateSubshellRequest{})
	return r.SubshellID, err
}

// DeleteSubshell ends a subshell.
func (c *Client) DeleteSubshell(ctx context.Context, id string) error {
	_, err := ask[msg.DeleteSubshellReply](ctx, c, kernelspec.Control, msg.DeleteSubshellRequest{SubshellID: id})
	return err
}

// ListSubshells returns the ids of the subshells, without the main shell.
func (c *Client) ListSubshells(ctx context.Context) ([]string, error) {
	r, err := ask[msg.ListSubshellReply](ctx, c, kernelspec.Control, msg.ListSubshellRequest{})
	return r.SubshellID, err
}

// Interrupt asks the kernel, by a message on control, to stop what runs. The reply means that
// the interrupt was passed on, not that anything has ended.
func (c *Client) Interrupt(ctx context.Context) error {
	_, err := ask[msg.InterruptReply](ctx, c, kernelspec.Control, msg.InterruptRequest{})
	return err
}

// Shutdown asks the kernel to end and waits for its reply. With restart the kernel is told that
// another one will take its place; to start that one is the business of whoever started the first.
func (c *Client) Shutdown(ctx context.Context, restart bool) error {
	request := msg.ShutdownRequest{Restart: restart}
	reply, err := c.cur.Load().request(ctx, kernelspec.Control, request, sendOptions{noIdle: true})
	if err != nil {
		return err
	}
	return decodeReply(reply, request.MsgType(), &msg.ShutdownReply{})
}
