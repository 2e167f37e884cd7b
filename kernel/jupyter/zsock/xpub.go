package zsock

import (
	"context"
	"fmt"
)

// reserve is the part of Limits.Queue that is kept free for Publish when PublishStream has
// filled the rest.
const reserve = 8

// Lost counts what a subscriber did not get.
type Lost struct {
	Messages int
	Bytes    int64 // of all their frames
}

func (l *Lost) add(frames [][]byte) {
	l.Messages++
	for _, f := range frames {
		l.Bytes += int64(len(f))
	}
}

// Publish queues a message of an XPUB for every peer that subscribed to a prefix of its first
// frame (RFC 29, "The XPUB Socket Type"), and never waits. It is never dropped: a subscriber whose
// queue is full is cut off. All subscribers get messages in the same order.
func (s *Socket) Publish(frames [][]byte) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.isClosed || len(frames) == 0 {
		return
	}
	s.early.note(frames)
	for p := range s.peers {
		if p.wants(frames[0]) {
			s.keep(p, frames)
		}
	}
}

// PublishStream queues a message as Publish does, but drops it for a subscriber whose queue is
// full, and goes on dropping until half of that has been read. Before the next message that this
// subscriber gets, also one of Publish, it gets mark(lost), unless that is nil. mark is the one
// given with the last message that was dropped; it must not use the socket.
func (s *Socket) PublishStream(frames [][]byte, mark func(Lost) [][]byte) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.isClosed || len(frames) == 0 {
		return
	}
	s.early.note(frames)
	for p := range s.peers {
		if p.followed = p.wants(frames[0]); p.followed && !s.offer(p, frames) {
			p.gap.add(frames)
			p.mark = mark
			s.dropped.Add(1)
		}
	}
}

// keep queues a message that must not be dropped.
func (s *Socket) keep(p *peer, frames [][]byte) {
	if s.closeGap(p) && p.out.push(item{frames: frames}, s.limits.Queue) {
		return
	}
	s.dropped.Add(1)
	p.cut(ErrOverflow)
}

// offer queues a message if there is room for it.
func (s *Socket) offer(p *peer, frames [][]byte) bool {
	room := s.limits.Queue - s.limits.Queue/reserve
	if p.gap.Messages > 0 && (p.out.size() > room/2 || !s.closeGap(p)) {
		return false
	}
	return p.out.push(item{frames: frames}, room)
}

// closeGap queues the mark of what p lost, if it lost anything.
func (s *Socket) closeGap(p *peer) bool {
	if p.gap.Messages == 0 {
		return true
	}
	if p.mark != nil && !p.out.push(item{frames: p.mark(p.gap)}, s.limits.Queue) {
		return false
	}
	p.gap, p.mark = Lost{}, nil
	return true
}

// Backlog returns how many bytes wait for the fastest reader of the latest PublishStream. A producer that
// waits for it to shrink loses nothing for that reader, and a slow one cannot hold it up.
func (s *Socket) Backlog() int64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.backlog()
}

func (s *Socket) backlog() int64 {
	least := int64(-1)
	for p := range s.peers {
		if p.followed {
			if n := p.out.size(); least < 0 || n < least {
				least = n
			}
		}
	}
	return max(least, 0)
}

// WaitBacklog waits until Backlog is at most limit bytes. The error is that of ctx, or ErrClosed.
func (s *Socket) WaitBacklog(ctx context.Context, limit int64) error {
	s.waiting.Add(1)
	defer s.waiting.Add(-1)
	stop := context.AfterFunc(ctx, func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.moved.Broadcast()
	})
	defer stop()
	s.mu.Lock()
	defer s.mu.Unlock()
	for s.backlog() > limit {
		switch {
		case s.isClosed:
			return ErrClosed
		case ctx.Err() != nil:
			return ctx.Err()
		}
		s.moved.Wait()
	}
	return nil
}

// wants reports whether p subscribed to a prefix of topic. The caller holds Socket.mu.
func (p *peer) wants(topic []byte) bool {
	if p.topics[""] > 0 {
		return true
	}
	for prefix := range p.topics {
		if len(topic) >= len(prefix) && string(topic[:len(prefix)]) == prefix {
			return true
		}
	}
	return false
}

// subscribe handles what a subscriber sent: %x01 topic subscribes, %x00 topic cancels, anything
// else is none of our business (RFC 29).
func (s *Socket) subscribe(p *peer, frames [][]byte) error {
	if len(frames) != 1 || len(frames[0]) == 0 || frames[0][0] > 1 {
		return nil
	}
	on, topic := frames[0][0] == 1, frames[0][1:]
	if len(topic) > maxTopic {
		return protocolErrorf(TooLarge, "a topic of %d bytes, limit %d", len(topic), maxTopic)
	}
	return s.setTopic(p, string(topic), on)
}

func (s *Socket) setTopic(p *peer, topic string, on bool) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case !on && p.topics[topic] > 1:
		p.topics[topic]--
	case !on:
		delete(p.topics, topic)
	case p.topics[topic] == 0 && len(p.topics) >= maxTopics:
		return fmt.Errorf("subscribe: %w", protocolErrorf(TooManyTopics, "limit %d", maxTopics))
	default:
		p.topics[topic]++
		s.join(p, topic)
	}
	return nil
}

// join sends a new subscriber its welcome, and what it missed. The caller holds s.mu.
func (s *Socket) join(p *peer, topic string) {
	if s.isClosed {
		return
	}
	if s.limits.Welcome != nil {
		if frames := s.limits.Welcome([]byte(topic)); len(frames) > 0 {
			s.keep(p, frames)
		}
	}
	if p.joined {
		return
	}
	p.joined = true
	for _, frames := range s.early.missed() {
		if p.wants(frames[0]) {
			s.keep(p, frames)
		}
	}
}
