package server

import (
	"context"
	"encoding/json"

	"weft/kernel/jupyter/msg"
)

// A Handler is the language side of a kernel. The server calls Execute for one request at a
// time and subshell; every other method may be called at any moment, also while a cell runs.
type Handler interface {
	// Info describes the kernel; the server adds the protocol version and supported features.
	Info() msg.KernelInfoReply

	// Execute runs a cell and its user expressions. What it publishes through x.Out appears under
	// x's own header, also after Execute has returned. ctx ends when the server shuts down. The
	// server sees to the reply's count and status "ok", and publishes the error of a reply with
	// status "error" if Execute has not. A panic becomes such an error.
	Execute(ctx context.Context, x *Execution) msg.ExecuteReply

	// Cursor positions count code points, in both directions; those of requests lie within the
	// code, whatever the client sent.
	Complete(ctx context.Context, r msg.CompleteRequest) msg.CompleteReply
	Inspect(ctx context.Context, r msg.InspectRequest) msg.InspectReply
	IsComplete(ctx context.Context, r msg.IsCompleteRequest) msg.IsCompleteReply

	// Interrupt stops what runs now. It must not block.
	Interrupt()
	// Usage reports the resources of the kernel and its children (usage_request).
	Usage() msg.UsageReply
	// Shutdown ends the language side; after it returns nothing more is published.
	Shutdown(restart bool)
}

// An Execution is one execute_request on its way through the kernel.
type Execution struct {
	msg.ExecuteRequest                 // silent has already forced store_history to false
	Count              int             // the execution count that the reply will carry
	CellID             string          // metadata.cellId as JupyterLab sends it, "" if absent
	Metadata           json.RawMessage // of the message; JupyterLab puts the cell's own into it
	Subshell           string          // "" is the main shell
	Out                *Output
}
