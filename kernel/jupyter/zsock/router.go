package zsock

import (
	"context"
	"encoding/binary"
	"fmt"
	"slices"
)

// Recv returns the next message that any peer of a ROUTER sent. Its first frame is the identity of
// that peer (RFC 28, "The ROUTER Socket Type"). Peers take turns: one that floods does not keep others waiting.
func (s *Socket) Recv(ctx context.Context) (frames [][]byte, err error) {
	if s.kind != Router {
		return nil, fmt.Errorf("receive from %s: %v does not receive", s.endpoint, s.kind)
	}
	select {
	case frames := <-s.in:
		return frames, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	case <-s.closing:
		return nil, ErrClosed
	}
}

// Send queues a message of a ROUTER for the peer whose identity the first frame is, and never
// waits. It is dropped if there is no such peer. Of several with one identity it is the one
// heard from last, where to connect is to be heard: so a client that comes back gets its
// replies although its old connection has not ended yet.
func (s *Socket) Send(frames [][]byte) error {
	if s.kind != Router || len(frames) < 2 {
		return fmt.Errorf("send on %s: %v, %d frames; want ROUTER, 2 or more", s.endpoint, s.kind, len(frames))
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.isClosed {
		return ErrClosed
	}
	route := s.routes[string(frames[0])]
	if len(route) == 0 {
		return nil
	}
	p := route[len(route)-1]
	if !p.out.push(item{frames: frames[1:]}, s.limits.Queue) {
		s.dropped.Add(1)
		p.cut(ErrOverflow)
	}
	return nil
}

// deliver hands a message to Recv.
func (s *Socket) deliver(p *peer, frames [][]byte) {
	s.heardFrom(p)
	select {
	case s.in <- append([][]byte{[]byte(p.identity)}, frames...):
	case <-p.ended:
	case <-s.closing:
	}
}

// addRoute makes p reachable. A peer without identity gets one that no peer can claim.
func (s *Socket) addRoute(p *peer, n uint32) {
	p.identity = p.screen.hello.identity
	if p.identity == "" {
		p.identity = string(binary.BigEndian.AppendUint32([]byte{0}, n))
	}
	s.routes[p.identity] = append(s.routes[p.identity], p)
}

func (s *Socket) removeRoute(p *peer) {
	route := slices.DeleteFunc(s.routes[p.identity], func(other *peer) bool { return other == p })
	if len(route) == 0 {
		delete(s.routes, p.identity)
		return
	}
	s.routes[p.identity] = route
}

// heardFrom makes p the one that its identity stands for.
func (s *Socket) heardFrom(p *peer) {
	s.mu.Lock()
	defer s.mu.Unlock()
	route := s.routes[p.identity]
	if i := slices.Index(route, p); i >= 0 && i < len(route)-1 {
		s.routes[p.identity] = append(slices.Delete(route, i, i+1), p)
	}
}

// Reaches reports whether a ROUTER has a peer of this identity, so that Send does not drop.
func (s *Socket) Reaches(identity []byte) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.routes[string(identity)]) > 0
}
