package zsock

import (
	"context"
	"fmt"
	"sync"
	"time"

	"golang.org/x/sync/semaphore"
)

// A Conn reads ahead of Recv, so that it notices when the peer hangs up; beyond this much it lets the
// peer wait.
const (
	inboxMessages = 1024
	inboxBytes    = 16 << 20
)

// DialOptions are the choices of Dial. The zero value is an anonymous connection to a
// socket that is there already.
type DialOptions struct {
	Identity   string   // by which a ROUTER knows this end, up to 255 bytes; "" lets it choose
	Subscribe  []string // SUB: topics, "" for everything
	Wait       bool     // keep trying while nobody listens, until ctx ends
	MaxMessage int64    // bytes of a message that the peer may send; default 1 GiB
}

// A Conn is a DEALER, SUB or REQ that is connected to one endpoint. It does not reconnect: after a
// restart of the kernel, dial again. Send and Recv may be used side by side.
type Conn struct {
	kind     Kind
	endpoint string
	link     *link
	in       chan [][]byte       // closed when the reader has ended
	room     *semaphore.Weighted // bytes that in may hold
	alive    context.Context     // ends when Close begins
	stop     context.CancelFunc

	mu    sync.Mutex
	asked bool // REQ: sent, and not received
}

// Dial connects a socket of kind Dealer, Sub or Req to an endpoint and performs the handshake, both
// while ctx lasts.
func Dial(ctx context.Context, kind Kind, endpoint string, o DialOptions) (*Conn, error) {
	if kind != Dealer && kind != Sub && kind != Req {
		return nil, fmt.Errorf("connect to %s: a socket of kind %d cannot be connected", endpoint, kind)
	}
	limits := Limits{MaxMessage: o.MaxMessage}
	orDefault(&limits.MaxMessage, 1<<30)
	limits = limits.withDefaults(kind)
	nc, err := dial(ctx, endpoint, o.Wait)
	if err != nil {
		return nil, err
	}
	stop := context.AfterFunc(ctx, func() { nc.Close() })
	l, err := open(nc, kind, o.Identity, limits)
	if !stop() { // ctx has ended and closed nc
		err = ctx.Err()
	}
	if err != nil {
		return nil, fmt.Errorf("connect to %s: %w", endpoint, err)
	}
	c := &Conn{
		kind: kind, endpoint: endpoint, link: l,
		in: make(chan [][]byte, inboxMessages), room: semaphore.NewWeighted(inboxBytes),
	}
	c.alive, c.stop = context.WithCancel(context.Background())
	go l.write()
	go c.read()
	for _, topic := range o.Subscribe {
		l.out.push(item{frames: [][]byte{append([]byte{1}, topic...)}}, limits.Queue)
	}
	return c, nil
}

// read receives until the connection ends. While it closes, what comes in is thrown away.
func (c *Conn) read() {
	defer close(c.link.received)
	defer close(c.in)
	for {
		frames, err := c.link.receive()
		if err != nil {
			c.link.cut(err)
			return
		}
		if c.room.Acquire(c.alive, inboxCost(frames)) != nil {
			continue
		}
		select {
		case c.in <- frames:
		case <-c.alive.Done():
		}
	}
}

// inboxCost is what a message takes of inboxBytes; one that is larger takes all.
func inboxCost(frames [][]byte) int64 { return min(cost(frames), inboxBytes) }

// Send queues a message; a failure to send shows in a later call. A REQ puts the empty delimiter
// before it and sends only after it has received (RFC 28, "The REQ Socket Type").
func (c *Conn) Send(frames [][]byte) error {
	switch c.kind {
	case Sub:
		return fmt.Errorf("send to %s: a SUB does not send", c.endpoint)
	case Req:
		if !c.turn(false) {
			return fmt.Errorf("send to %s: %w", c.endpoint, ErrOrder)
		}
		frames = append([][]byte{nil}, frames...)
	}
	if !c.link.out.push(item{frames: frames}, c.link.screen.limits.Queue) {
		return fmt.Errorf("send to %s: %w", c.endpoint, c.refusal())
	}
	return nil
}

// refusal says why the queue took nothing.
func (c *Conn) refusal() error {
	select {
	case <-c.link.ended:
		return c.link.cause
	case <-c.alive.Done():
		return ErrClosed
	default:
		return ErrOverflow
	}
}

// Recv returns the next message. When the connection has ended and all that had arrived has
// been returned, the error is its cause, io.EOF if the peer hung up.
func (c *Conn) Recv(ctx context.Context) ([][]byte, error) {
	for {
		select {
		case frames, ok := <-c.in:
			if !ok {
				return nil, fmt.Errorf("receive from %s: %w", c.endpoint, c.link.cause)
			}
			c.room.Release(inboxCost(frames))
			if c.kind != Req {
				return frames, nil
			}
			// What is no reply to the request is discarded (RFC 28).
			if len(frames) > 1 && len(frames[0]) == 0 && c.turn(true) {
				return frames[1:], nil
			}
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}

// turn passes the turn of a REQ on, if it is where it should be: received tells which call asks.
func (c *Conn) turn(received bool) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.asked != received {
		return false
	}
	c.asked = !c.asked
	return true
}

// Close sends what is queued and hangs up. It gives up on a peer that takes nothing for a
// second. Recv returns what has already arrived, then ErrClosed.
func (c *Conn) Close() error {
	c.stop()
	c.link.finish(context.Background(), time.Second)
	<-c.link.received
	<-c.link.flushed
	return nil
}
