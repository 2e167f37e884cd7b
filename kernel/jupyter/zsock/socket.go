package zsock

import (
	"context"
	"errors"
	"fmt"
	"net"
	"slices"
	"strconv"
	"sync"
	"sync/atomic"
	"time"
)

// A Socket is a bound ROUTER or XPUB. Its methods are safe for concurrent use. What is given to it
// in frames must not be changed afterwards.
type Socket struct {
	kind     Kind
	limits   Limits
	listener net.Listener
	endpoint string
	inbound  *ledger
	in       chan [][]byte // unbuffered: what nobody receives waits in its peer's connection
	closing  chan struct{} // closed when Close begins
	running  sync.WaitGroup
	dropped  atomic.Int64
	waiting  atomic.Int32 // calls of WaitBacklog

	mu       sync.Mutex
	moved    sync.Cond // a backlog shrank, a peer left, or Close began
	isClosed bool
	count    uint32             // connections so far
	opening  []net.Conn         // in their handshake, oldest first
	peers    map[*peer]struct{} // established
	routes   map[string][]*peer // ROUTER: by identity, the one heard from last at the end
	early    early              // XPUB
}

// A peer is an established connection of a Socket. What follows id is guarded by Socket.mu.
type peer struct {
	*link
	id       PeerID
	identity string // ROUTER

	topics   map[string]int      // XPUB: how often each is subscribed
	joined   bool                // XPUB: it has subscribed to something before
	followed bool                // the latest PublishStream went to it
	gap      Lost                // since the last message that it got
	mark     func(Lost) [][]byte // makes the message that says so; may be nil
}

// Listen binds a socket of kind Router or XPub to an endpoint, tcp://HOST:PORT or ipc://PATH, and
// serves connections until Close. Port 0 lets the system choose.
func Listen(kind Kind, endpoint string, limits Limits) (*Socket, error) {
	if kind != Router && kind != XPub {
		return nil, fmt.Errorf("listen on %s: a socket of kind %d cannot be bound", endpoint, kind)
	}
	listener, endpoint, err := listen(endpoint)
	if err != nil {
		return nil, err
	}
	limits = limits.withDefaults(kind)
	s := &Socket{
		kind: kind, limits: limits, listener: listener, endpoint: endpoint,
		inbound: newLedger(limits.MaxInbound), in: make(chan [][]byte), closing: make(chan struct{}),
		peers: map[*peer]struct{}{}, routes: map[string][]*peer{},
	}
	if s.limits.Early > 0 {
		s.early.until = time.Now().Add(s.limits.Early)
	}
	s.moved.L = &s.mu
	s.running.Go(s.accept)
	return s, nil
}

// Endpoint returns where the socket listens, with the real port.
func (s *Socket) Endpoint() string { return s.endpoint }

// Peers returns how many connections are established.
func (s *Socket) Peers() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.peers)
}

// Dropped returns how many messages were not queued for a peer because its queue was full.
func (s *Socket) Dropped() int64 { return s.dropped.Load() }

// accept serves newcomers, each on its own goroutine. Out of descriptors, it tries again.
func (s *Socket) accept() {
	for {
		c, err := s.listener.Accept()
		switch {
		case err == nil:
			s.admit(c)
		case errors.Is(err, net.ErrClosed):
			return
		default:
			select {
			case <-time.After(20 * time.Millisecond):
			case <-s.closing:
				return
			}
		}
	}
}

// admit starts to serve c. The oldest handshake gives way if there are too many: an honest one takes
// milliseconds, so the oldest is a silent one.
func (s *Socket) admit(c net.Conn) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.isClosed {
		c.Close()
		return
	}
	if len(s.opening) >= s.limits.MaxHandshakes {
		s.opening[0].Close()
		s.opening = s.opening[1:]
	}
	s.opening = append(s.opening, c)
	s.count++
	n := s.count
	s.running.Go(func() { s.serve(c, n) })
}

// serve is the life of the n-th connection.
func (s *Socket) serve(c net.Conn, n uint32) {
	id := PeerID(strconv.FormatUint(uint64(n), 10) + " " + remote(c))
	p, err := s.open(c, id, n)
	if err == nil {
		s.running.Go(p.write)
		if s.kind == Router && s.limits.OnPeer != nil {
			s.limits.OnPeer(p.identity)
		}
		p.cut(s.read(p))
		close(p.received)
		<-p.flushed
		s.leave(p)
		err = p.cause
	}
	if s.limits.OnEnd != nil {
		s.limits.OnEnd(id, err)
	}
}

// open performs the handshake and makes the connection a peer.
func (s *Socket) open(c net.Conn, id PeerID, n uint32) (*peer, error) {
	l, err := open(c, s.kind, "", s.limits)
	s.mu.Lock()
	defer s.mu.Unlock()
	i := slices.Index(s.opening, c)
	if i >= 0 {
		s.opening = slices.Delete(s.opening, i, i+1)
	}
	switch {
	case err == nil && s.isClosed:
		err = ErrClosed
	case i < 0: // it had to give way
		err = ErrCrowded
	case err == nil && len(s.peers) >= s.limits.MaxPeers:
		err = ErrCrowded
	}
	if err != nil {
		c.Close()
		return nil, err
	}
	p := &peer{link: l, id: id, topics: map[string]int{}}
	l.progress = s.progress
	l.screen.hold = func(n int64) error { return s.inbound.add(l, n) }
	s.peers[p] = struct{}{}
	if s.kind == Router {
		s.addRoute(p, n)
	}
	return p, nil
}

// read receives from p until it ends, and returns why. While the socket closes, what
// comes in is thrown away.
func (s *Socket) read(p *peer) error {
	for {
		frames, err := p.receive()
		if err != nil {
			return err
		}
		if s.kind == XPub {
			err = s.subscribe(p, frames)
		} else {
			s.deliver(p, frames)
		}
		if err != nil {
			return err
		}
		s.inbound.release(p.link)
	}
}

// leave removes p from everything that knows it.
func (s *Socket) leave(p *peer) {
	s.inbound.release(p.link)
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.peers, p)
	if s.kind == Router {
		s.removeRoute(p)
	}
	s.moved.Broadcast()
}

// progress wakes those who wait for a backlog to shrink.
func (s *Socket) progress() {
	if s.waiting.Load() > 0 {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.moved.Broadcast()
	}
}

// Close stops listening and receiving, sends what is queued, and returns when every peer has it, has
// been cut off (Limits.Linger), or ctx has ended. Then all goroutines of s have ended. The
// error says how much was not sent, but for peers that had hung up. Closing again returns nil at once.
func (s *Socket) Close(ctx context.Context) error {
	s.mu.Lock()
	if s.isClosed {
		s.mu.Unlock()
		return nil
	}
	s.isClosed = true
	close(s.closing)
	s.moved.Broadcast()
	for _, c := range s.opening {
		c.Close()
	}
	var peers []*peer
	for p := range s.peers {
		peers = append(peers, p)
	}
	s.mu.Unlock()

	err := s.listener.Close()
	var finishing sync.WaitGroup
	for _, p := range peers {
		finishing.Go(func() { p.finish(ctx, s.limits.Linger) })
	}
	finishing.Wait()
	s.running.Wait()
	var lost int64
	for _, p := range peers {
		if !hungUp(p.cause) {
			lost += p.lost
		}
	}
	if lost > 0 {
		return fmt.Errorf("close %s: %d bytes not sent", s.endpoint, lost)
	}
	return err
}
