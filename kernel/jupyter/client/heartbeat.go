package client

import (
	"bytes"
	"context"
	"fmt"

	"weft/kernel/jupyter/zsock"
)

// A heartbeat is the REQ end of the heartbeat channel ("Heartbeat for kernels"): the kernel
// echoes what it gets, by a thread that does nothing else.
type heartbeat struct {
	conn *zsock.Conn
	turn chan struct{} // one Ping at a time; guards the fields below
	owed bool          // the echo of an earlier Ping has not come
	n    byte
}

// Ping waits for an echo of the kernel. It answers while a cell runs; no echo until ctx ends
// means that the process hangs as a whole or cannot be reached. A kernel that has ended
// gives the cause at once.
func (c *Client) Ping(ctx context.Context) error {
	s := c.cur.Load()
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	go func() {
		select {
		case <-s.done:
			cancel(s.cause)
		case <-ctx.Done():
		}
	}()
	if err := s.beat.ping(ctx); err != nil {
		if cause := context.Cause(ctx); cause != nil {
			err = cause
		} else {
			err = s.explain(err)
		}
		return fmt.Errorf("heartbeat: %w", err)
	}
	return nil
}

func (b *heartbeat) ping(ctx context.Context) error {
	select {
	case b.turn <- struct{}{}:
		defer func() { <-b.turn }()
	case <-ctx.Done():
		return ctx.Err()
	}
	for {
		if !b.owed {
			b.n++
			if err := b.conn.Send([][]byte{{'p', b.n}}); err != nil {
				return err
			}
			b.owed = true
		}
		echo, err := b.conn.Recv(ctx)
		if err != nil {
			return err
		}
		b.owed = false
		if len(echo) == 1 && bytes.Equal(echo[0], []byte{'p', b.n}) {
			return nil
		}
	}
}
