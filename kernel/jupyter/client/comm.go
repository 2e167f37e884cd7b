package client

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"sync"

	"weft/kernel/jupyter/kernelspec"
	"weft/kernel/jupyter/msg"
	"weft/kernel/jupyter/wire"
)

// CommData is what one comm message carries.
type CommData struct {
	Data     map[string]any
	Metadata map[string]any
	Buffers  [][]byte
}

// A Comm is one open comm ("Custom Messages").
type Comm struct {
	ID     string
	Target string
	c      *Client

	mu     sync.Mutex
	queue  []CommData
	closed bool
	wake   chan struct{} // has room for one
}

func (c *Client) newComm(id, target string) *Comm {
	m := &Comm{ID: id, Target: target, c: c, wake: make(chan struct{}, 1)}
	c.mu.Lock()
	c.comms[id] = m
	c.mu.Unlock()
	return m
}

// OpenComm opens a comm to the kernel and waits until the kernel has dealt with that. If the
// kernel does not know the target the comm is closed: Recv returns io.EOF.
func (c *Client) OpenComm(ctx context.Context, target string, d CommData) (*Comm, error) {
	m := c.newComm(wire.NewID(), target)
	if err := c.sendComm(ctx, msg.CommOpen{CommID: m.ID, TargetName: target, Data: d.Data}, d); err != nil {
		c.forgetComm(m.ID)
		return nil, err
	}
	return m, nil
}

// Send sends d to the kernel and waits until it has dealt with it.
func (m *Comm) Send(ctx context.Context, d CommData) error {
	return m.c.sendComm(ctx, msg.CommMsg{CommID: m.ID, Data: d.Data}, d)
}

// Close closes the comm on both sides.
func (m *Comm) Close(ctx context.Context, d CommData) error {
	m.c.forgetComm(m.ID)
	m.end()
	return m.c.sendComm(ctx, msg.CommClose{CommID: m.ID, Data: d.Data}, d)
}

// Recv returns the next message of the kernel; io.EOF if either side has closed the comm.
func (m *Comm) Recv(ctx context.Context) (CommData, error) {
	for {
		m.mu.Lock()
		if len(m.queue) > 0 {
			d := m.queue[0]
			m.queue = m.queue[1:]
			m.mu.Unlock()
			return d, nil
		}
		closed := m.closed
		m.mu.Unlock()
		if closed {
			m.notify() // for others that wait
			return CommData{}, io.EOF
		}
		select {
		case <-m.wake:
		case <-ctx.Done():
			return CommData{}, ctx.Err()
		}
	}
}

func (c *Client) sendComm(ctx context.Context, content msg.Content, d CommData) error {
	o := sendOptions{buffers: d.Buffers, noReply: true}
	if d.Metadata != nil {
		raw, err := json.Marshal(d.Metadata)
		if err != nil {
			return fmt.Errorf("%s: %w", content.MsgType(), err)
		}
		o.metadata = raw
	}
	_, err := c.cur.Load().request(ctx, kernelspec.Shell, content, o)
	return err
}

// toComm hands a comm message to its comm. One that is malformed or of an unknown comm is dropped.
func (c *Client) toComm(m *wire.Message) {
	content, err := Content(m)
	if err != nil {
		return
	}
	d := CommData{Buffers: m.Buffers}
	_ = json.Unmarshal(m.Metadata, &d.Metadata) // checked to be an object when it arrived
	switch content := content.(type) {
	case msg.CommOpen:
		d.Data = content.Data
		c.accept(content, d)
	case msg.CommMsg:
		d.Data = content.Data
		if comm := c.comm(content.CommID); comm != nil {
			comm.push(d)
		}
	case msg.CommClose:
		d.Data = content.Data
		if comm := c.comm(content.CommID); comm != nil {
			c.forgetComm(comm.ID)
			comm.push(d)
			comm.end()
		}
	}
}

// accept takes a comm that the kernel opens; one that nobody wants must be closed.
func (c *Client) accept(open msg.CommOpen, d CommData) {
	if c.o.CommOpen != nil {
		c.o.CommOpen(c.newComm(open.CommID, open.TargetName), d)
		return
	}
	if s := c.cur.Load(); s != nil {
		if x, err := s.send(kernelspec.Shell, msg.CommClose{CommID: open.CommID}, sendOptions{noReply: true}); err == nil {
			x.forget(nil)
		}
	}
}

func (c *Client) comm(id string) *Comm {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.comms[id]
}

func (c *Client) forgetComm(id string) {
	c.mu.Lock()
	delete(c.comms, id)
	c.mu.Unlock()
}

// dropComms closes all comms of a kernel that has ended.
func (c *Client) dropComms() {
	c.mu.Lock()
	all := c.comms
	c.comms = map[string]*Comm{}
	c.mu.Unlock()
	for _, m := range all {
		m.end()
	}
}

func (m *Comm) push(d CommData) {
	m.mu.Lock()
	m.queue = append(m.queue, d)
	m.mu.Unlock()
	m.notify()
}

func (m *Comm) end() {
	m.mu.Lock()
	m.closed = true
	m.mu.Unlock()
	m.notify()
}

func (m *Comm) notify() {
	select {
	case m.wake <- struct{}{}:
	default:
	}
}
