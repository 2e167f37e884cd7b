package zsock

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/go-zeromq/zmq4"
	"github.com/go-zeromq/zmq4/security/null"
)

const writeBuffer = 32 << 10 // bytes; small messages that wait together leave together

// A link is one connection after its handshake: a queue with its writer on one side, receive on
// the other. Both kinds of ends, bound and connected, are made of links.
type link struct {
	conn   *zmq4.Conn
	screen *screen
	wire   *pacedConn
	buffer *bufio.Writer // of the writer
	out    *queue
	pongs  chan struct{} // holds a token while a PONG waits

	progress func() // called after each write; may be nil

	once     sync.Once
	cause    error         // why it ended; set before ended is closed
	lost     int64         // bytes that were queued then
	ended    chan struct{} // closed by cut
	flushed  chan struct{} // closed when the writer has ended
	received chan struct{} // closed by the owner when its reader has ended
}

// open performs the handshake on c as a socket of kind k. On failure it closes c.
func open(c net.Conn, k Kind, identity string, limits Limits) (*link, error) {
	s := newScreen(c, k, limits)
	c.SetDeadline(time.Now().Add(limits.Handshake)) // a failure shows in the handshake
	conn, err := zmq4.Open(s, null.Security(), k.zmq(), zmq4.SocketIdentity(identity), false, nil)
	if err == nil {
		err = c.SetDeadline(time.Time{})
	}
	if err != nil {
		c.Close()
		return nil, fmt.Errorf("handshake with %s: %w", remote(c), cmp.Or(s.err, err))
	}
	wire := &pacedConn{Conn: c}
	wire.patience.Store(int64(limits.Stall))
	l := &link{
		conn: conn, wire: wire, screen: s, buffer: bufio.NewWriterSize(wire, writeBuffer),
		out: newQueue(), pongs: make(chan struct{}, 1),
		ended: make(chan struct{}), flushed: make(chan struct{}), received: make(chan struct{}),
	}
	s.pong = l.pong
	s.established(l.buffer)
	return l, nil
}

// write sends what is queued until the queue is closed or the link is cut.
func (l *link) write() {
	defer close(l.flushed)
	var items []item
	for {
		var ok bool
		if items, ok = l.out.take(items); !ok {
			return
		}
		for i, it := range items {
			if err := l.send(it); err != nil {
				l.cut(err)
				return
			}
			items[i] = item{} // so that it can be collected
		}
		if err := l.buffer.Flush(); err != nil {
			l.cut(err)
			return
		}
	}
}

func (l *link) send(it item) error {
	var err error
	if it.command == "" {
		err = l.conn.SendMsg(zmq4.NewMsgFrom(it.frames...))
	} else {
		err = l.conn.SendCmd(it.command, it.frames[0])
		<-l.pongs
	}
	if err != nil {
		return err
	}
	l.out.written(it)
	if l.progress != nil {
		l.progress()
	}
	return nil
}

// pong answers a PING. It waits for the answer before: who floods us with PINGs and reads
// nothing holds up only himself.
func (l *link) pong(context []byte) {
	select {
	case l.pongs <- struct{}{}:
		if !l.out.push(item{command: zmq4.CmdPong, frames: [][]byte{context}}, 1<<62) {
			<-l.pongs
		}
	case <-l.ended:
	}
}

// receive returns the next message. Its goroutine owns the link's reading side.
func (l *link) receive() ([][]byte, error) {
	for {
		m, err := l.conn.RecvMsg()
		if err != nil {
			return nil, cmp.Or(l.screen.err, err)
		}
		if m.Type == zmq4.UsrMsg {
			return m.Frames, nil
		}
	}
}

// cut ends the link at once. The first cause counts.
func (l *link) cut(cause error) {
	l.once.Do(func() {
		if errors.Is(cause, zmq4.ErrClosedConn) {
			cause = io.EOF // zmq4 saw the peer's end before we did
		}
		l.cause = cause
		l.lost = l.out.discard()
		close(l.ended)
		l.wire.Close()
	})
}

// hungUp reports whether a link has ended because the peer wanted no more.
func hungUp(cause error) bool {
	return errors.Is(cause, io.EOF) || errors.Is(cause, syscall.ECONNRESET) || errors.Is(cause, syscall.EPIPE)
}

// finish sends what is queued, tells the peer that this is all, and waits for it to hang up: closing
// while it may still send would make the network discard what it has not read yet. All this
// goes on until ctx ends, or the peer has taken nothing for linger.
func (l *link) finish(ctx context.Context, linger time.Duration) {
	l.wire.hurry(linger)
	l.out.close()
	select {
	case <-l.flushed:
	case <-ctx.Done():
		l.cut(ctx.Err())
		return
	}
	if half, ok := l.wire.Conn.(interface{ CloseWrite() error }); ok && half.CloseWrite() == nil {
		l.awaitEnd(ctx, linger)
	}
	l.cut(ErrClosed)
}

// awaitEnd waits for the peer to hang up, for linger at most.
func (l *link) awaitEnd(ctx context.Context, linger time.Duration) {
	for range looks {
		select {
		case <-l.received:
			return
		case <-ctx.Done():
			return
		case <-time.After(look(linger)):
		}
	}
}

// Patience with a peer is a number of looks, so that a stall of this process or machine, in which a clock goes on and
// nobody moves, uses up one of them only.
const looks = 8

func look(patience time.Duration) time.Duration { return max(patience/looks, 1) }

// A pacedConn gives up writing when the peer takes no byte for too long. A slow peer may take
// as long as it needs for a large message.
type pacedConn struct {
	net.Conn
	patience atomic.Int64 // a time.Duration
}

func (c *pacedConn) Write(p []byte) (int, error) {
	sent, idle := 0, 0
	for idle < looks {
		if err := c.SetWriteDeadline(time.Now().Add(look(time.Duration(c.patience.Load())))); err != nil {
			return sent, err
		}
		n, err := c.Conn.Write(p[sent:])
		sent += n
		switch {
		case err == nil:
			return sent, nil
		case !errors.Is(err, os.ErrDeadlineExceeded):
			return sent, err
		case n == 0:
			idle++
		default:
			idle = 0
		}
	}
	return sent, ErrStalled
}

// hurry shortens the patience, also of a write that waits now.
func (c *pacedConn) hurry(d time.Duration) {
	c.patience.Store(int64(min(d, time.Duration(c.patience.Load()))))
	c.SetWriteDeadline(time.Now().Add(look(d))) // fails only on a closed connection
}

// remote names the other end for errors.
func remote(c net.Conn) string {
	if a := c.RemoteAddr(); a != nil && a.String() != "" {
		return a.String()
	}
	return "peer"
}
