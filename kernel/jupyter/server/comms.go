package server

import (
	"encoding/json"
	"errors"
	"fmt"
	"sync"

	"weft/kernel/jupyter/msg"
	"weft/kernel/jupyter/wire"
)

// ErrCommClosed is returned by operations on a comm that one side has closed.
var ErrCommClosed = errors.New("the comm is closed")

// CommData is what one comm message carries.
type CommData struct {
	Data     map[string]any
	Metadata map[string]any
	Buffers  [][]byte
}

// A CommHandler is the kernel's end of an open comm. Its methods are called in the shell that
// the client chose, one at a time and not while a cell runs there; out publishes under the header
// of the client's message. Close is called when the client closes the comm, not for Comm.Close.
type CommHandler interface {
	Msg(out *Output, d CommData)
	Close(out *Output, d CommData)
}

// A Target decides about a comm that a client wants to open under its name. With an error the
// comm is closed at once.
type Target func(out *Output, c *Comm, d CommData) (CommHandler, error)

// Comms are the targets and the open comms of one Server ("Custom Messages"). Its methods are
// safe for concurrent use; Open works once the Server has been made.
type Comms struct {
	mu      sync.Mutex
	root    *Output // of messages that no request has led to
	targets map[string]Target
	open    map[string]*Comm
}

// A Comm is one open comm.
type Comm struct {
	ID     string
	Target string
	comms  *Comms
	h      CommHandler // guarded by comms.mu
}

// NewComms returns a registry without targets.
func NewComms() *Comms {
	return &Comms{targets: map[string]Target{}, open: map[string]*Comm{}}
}

func (cs *Comms) bind(root *Output) {
	cs.mu.Lock()
	cs.root = root
	cs.mu.Unlock()
}

// Register lets clients open comms of a target. It replaces an earlier one of the same name.
func (cs *Comms) Register(target string, t Target) {
	cs.mu.Lock()
	cs.targets[target] = t
	cs.mu.Unlock()
}

// Open opens a comm to the clients, under the header of out's request; out may be nil. The
// client closes it if it does not know the target. The error is about values that JSON lacks.
func (cs *Comms) Open(out *Output, target string, d CommData, h CommHandler) (*Comm, error) {
	c := &Comm{ID: wire.NewID(), Target: target, comms: cs, h: h}
	cs.mu.Lock()
	cs.open[c.ID] = c // before a client can answer
	cs.mu.Unlock()
	if err := cs.publish(out, msg.CommOpen{CommID: c.ID, TargetName: target, Data: d.Data}, d); err != nil {
		cs.remove(c.ID)
		return nil, err
	}
	return c, nil
}

// Send sends d to the clients, under the header of out's request; out may be nil.
func (c *Comm) Send(out *Output, d CommData) error {
	if _, ok := c.comms.find(c.ID); !ok {
		return ErrCommClosed
	}
	return c.comms.publish(out, msg.CommMsg{CommID: c.ID, Data: d.Data}, d)
}

// Close closes the comm on both sides.
func (c *Comm) Close(out *Output, d CommData) error {
	if !c.comms.remove(c.ID) {
		return ErrCommClosed
	}
	return c.comms.publish(out, msg.CommClose{CommID: c.ID, Data: d.Data}, d)
}

func (cs *Comms) publish(out *Output, c msg.Content, d CommData) error {
	cs.mu.Lock()
	if out == nil {
		out = cs.root
	}
	cs.mu.Unlock()
	if out == nil {
		return errors.New("comms have no server yet")
	}
	x := extra{buffers: d.Buffers}
	if d.Metadata != nil {
		raw, err := json.Marshal(d.Metadata)
		if err != nil {
			return fmt.Errorf("encode metadata of %s: %w", c.MsgType(), err)
		}
		x.metadata = raw
	}
	return out.publishWith(c, x)
}

func (cs *Comms) find(id string) (CommHandler, bool) {
	cs.mu.Lock()
	defer cs.mu.Unlock()
	c, ok := cs.open[id]
	if !ok {
		return nil, false
	}
	return c.h, true
}

func (cs *Comms) remove(id string) bool {
	cs.mu.Lock()
	defer cs.mu.Unlock()
	_, ok := cs.open[id]
	delete(cs.open, id)
	return ok
}

// reserve adds a comm of a client, unless the id is taken.
func (cs *Comms) reserve(c *Comm) (t Target, ok bool) {
	cs.mu.Lock()
	defer cs.mu.Unlock()
	if _, taken := cs.open[c.ID]; taken {
		return nil, false
	}
	cs.open[c.ID] = c
	return cs.targets[c.Target], true
}

// accept gives a comm of a client its handler; the client may have messages for it next.
func (cs *Comms) accept(c *Comm, h CommHandler) {
	cs.mu.Lock()
	c.h = h
	cs.mu.Unlock()
}

// list returns the open comms, all or those of one target.
func (cs *Comms) list(target string) map[string]msg.CommInfo {
	cs.mu.Lock()
	defer cs.mu.Unlock()
	found := map[string]msg.CommInfo{}
	for id, c := range cs.open {
		if target == "" || target == c.Target {
			found[id] = msg.CommInfo{TargetName: c.Target}
		}
	}
	return found
}
