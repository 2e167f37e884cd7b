// Package client is a Jupyter client: it starts a kernel or connects to one, sends requests and
// hands on what comes back, over the five channels of the messaging protocol 5.5. It owns the
// kernel's process group, the matching of messages to requests, and the detection of a kernel
// that has died. It knows no language and nothing of notebooks.
package client

import (
	"context"
	"errors"
	"fmt"
	"net"
	"sync"
	"sync/atomic"
	"time"

	"weft/kernel/jupyter/kernelspec"
	"weft/kernel/jupyter/msg"
	"weft/kernel/jupyter/wire"
	"weft/kernel/jupyter/zsock"
)

// Options are the choices of Connect and Start. The zero value is fine. The functions are called
// on goroutines of the client that read from the kernel: they must not wait for its answers.
type Options struct {
	// Trace, if not nil, records every message, for Trace.Check.
	Trace *Trace
	// Other gets the messages on iopub that belong to no request of this client: those of other
	// clients, and those without a parent.
	Other func(*wire.Message)
	// CommOpen gets the comms that the kernel opens. Without it they are closed at once.
	CommOpen func(*Comm, CommData)
	// Quiet is how long iopub may be silent after a reply before the request counts as ended,
	// although its idle status is missing; some kernels lose messages. Default 10s.
	Quiet time.Duration
}

// A Client talks to one kernel. Its methods may be called side by side.
type Client struct {
	o    Options
	conn kernelspec.Connection
	id   string       // the session in our headers
	n    atomic.Int64 // messages so far

	cur  atomic.Pointer[session] // replaced when the kernel is restarted
	info atomic.Pointer[msg.KernelInfoReply]

	mu    sync.Mutex
	comms map[string]*Comm
}

// Connect connects to a running kernel, or one that is about to listen, and waits until it has
// answered and its iopub is heard, while ctx lasts.
func Connect(ctx context.Context, conn kernelspec.Connection, o Options) (*Client, error) {
	c := newClient(conn, o)
	if err := c.connect(ctx, nil); err != nil {
		return nil, fmt.Errorf("connect to kernel: %w", err)
	}
	return c, nil
}

func newClient(conn kernelspec.Connection, o Options) *Client {
	if o.Quiet == 0 {
		o.Quiet = 10 * time.Second
	}
	if o.Trace == nil {
		o.Trace = &Trace{off: true}
	}
	return &Client{o: o, conn: conn, id: wire.NewID(), comms: map[string]*Comm{}}
}

// connect opens a session, with p if we know the kernel's process, and waits until it is ready.
func (c *Client) connect(ctx context.Context, p *process) error {
	if p != nil { // do not wait for a socket that nobody will open any more
		var cancel context.CancelFunc
		ctx, cancel = context.WithCancel(ctx)
		defer cancel()
		go func() {
			select {
			case <-p.exited:
				cancel()
			case <-ctx.Done():
			}
		}()
	}
	s, err := c.open(ctx, p)
	if err != nil {
		if p != nil && p.hasExited() {
			return p.death()
		}
		return err
	}
	if err := c.ready(ctx, s); err != nil {
		s.close()
		if p != nil && p.hasExited() {
			return p.death()
		}
		return err
	}
	c.cur.Store(s)
	return nil
}

// ready sends kernel_info_request until one has been answered and its status has arrived on
// iopub: a subscription takes a moment, and what is published before it has effect is lost.
func (c *Client) ready(ctx context.Context, s *session) error {
	for pause := 20 * time.Millisecond; ; pause = min(2*pause, 10*time.Second) {
		x, err := s.send(kernelspec.Shell, msg.KernelInfoRequest{}, sendOptions{probe: true})
		if err != nil {
			return err
		}
		try, cancel := context.WithTimeout(ctx, pause)
		reply, err := x.wait(try, nil)
		cancel()
		if err == nil {
			var info msg.KernelInfoReply
			if err := msg.Decode(reply.Content, &info); err != nil {
				return fmt.Errorf("kernel_info_reply: %w", err)
			}
			c.info.Store(&info)
			s.o.Trace.begin(reply.Header.Session)
			return nil
		}
		if ctx.Err() != nil {
			return fmt.Errorf("the kernel does not answer: %w", ctx.Err())
		}
		if !errors.Is(err, context.DeadlineExceeded) {
			return err
		}
	}
}

// open dials the five channels.
func (c *Client) open(ctx context.Context, p *process) (*session, error) {
	codec, err := wire.NewCodec(c.conn.SignatureScheme, []byte(c.conn.Key))
	if err != nil {
		return nil, err
	}
	s := &session{
		c: c, o: c.o, codec: codec, process: p,
		calls: map[string]*call{}, late: map[string]func(*wire.Message){},
		broken: make(chan error, 8), closing: make(chan struct{}), done: make(chan struct{}),
	}
	for _, ch := range []struct {
		name kernelspec.Channel
		kind zsock.Kind
		conn **zsock.Conn
	}{
		{kernelspec.IOPub, zsock.Sub, &s.iopub},
		{kernelspec.Shell, zsock.Dealer, &s.shell},
		{kernelspec.Control, zsock.Dealer, &s.control},
		{kernelspec.Stdin, zsock.Dealer, &s.stdin},
		{kernelspec.Heartbeat, zsock.Req, &s.beat.conn},
	} {
		o := zsock.DialOptions{Wait: true}
		switch ch.kind {
		case zsock.Dealer:
			o.Identity = c.id // the same on all: the kernel asks for input on stdin whom it knows from shell
		case zsock.Sub:
			o.Subscribe = []string{""}
		}
		*ch.conn, err = zsock.Dial(ctx, ch.kind, dialable(c.conn).Endpoint(ch.name), o)
		if err != nil {
			s.hangUp()
			return nil, fmt.Errorf("%s channel: %w", ch.name, err)
		}
	}
	s.beat.turn = make(chan struct{}, 1)
	s.start()
	return s, nil
}

// dialable replaces an address that only a listener can use.
func dialable(c kernelspec.Connection) kernelspec.Connection {
	if ip := net.ParseIP(c.IP); c.Transport != "ipc" && (c.IP == "*" || ip != nil && ip.IsUnspecified()) {
		c.IP = "127.0.0.1"
	}
	return c
}

// Close hangs up. Requests that wait fail with ErrClosed. The kernel goes on.
func (c *Client) Close() error {
	if s := c.cur.Load(); s != nil {
		s.close()
	}
	return nil
}

// Info is what the kernel said about itself when it was ready.
func (c *Client) Info() msg.KernelInfoReply { return *c.info.Load() }

// Connection is the kernel's connection file.
func (c *Client) Connection() kernelspec.Connection { return c.conn }

// Session is the id in the headers of this client's messages.
func (c *Client) Session() string { return c.id }

// Done is closed when the connection to the kernel has ended; Err then says why. After a restart
// there is a new one.
func (c *Client) Done() <-chan struct{} { return c.cur.Load().done }

// Err returns why the connection has ended: ErrClosed, ErrShutdown, or a *DeadError. It is nil
// while the kernel lives.
func (c *Client) Err() error {
	s := c.cur.Load()
	select {
	case <-s.done:
		return s.cause
	default:
		return nil
	}
}
