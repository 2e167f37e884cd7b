package zsock

import (
	"bytes"
	"errors"
	"io"
	"testing"
	"time"
)

// loadAttacks use up memory, connections and patience instead of breaking rules.
func loadAttacks() []attack {
	return []attack{
		{name: "subscribers that never read", kind: XPub, limits: Limits{Queue: 4 << 20}, run: func(g *stage) {
			neverRead(g, "SUB", frame(0, "\x01"))
			g.flood(func() { g.s.Publish([][]byte{[]byte("noise"), make([]byte, 1<<20)}) }, ErrOverflow)
		}},
		{name: "subscribers that never read streams", kind: XPub, limits: Limits{Queue: 4 << 20, Stall: 500 * time.Millisecond}, run: func(g *stage) {
			neverRead(g, "SUB", frame(0, "\x01"))
			g.flood(func() { g.s.PublishStream([][]byte{[]byte("noise"), make([]byte, 1<<20)}, nil) }, ErrStalled)
			if g.s.Dropped() == 0 {
				g.Error("nothing was dropped")
			}
		}},
		{name: "dealers that never read", kind: Router, limits: Limits{Queue: 4 << 20}, run: func(g *stage) {
			neverRead(g, "DEALER", "")
			g.flood(func() { sendToAll(g.s, make([]byte, 1<<20)) }, ErrOverflow)
		}},
		{name: "dealers that stop reading", kind: Router, limits: Limits{Stall: 200 * time.Millisecond}, run: func(g *stage) {
			neverRead(g, "DEALER", "")
			sendToAll(g.s, make([]byte, 16<<20))
			g.serve(20)
			g.wantEnds(neverReaders, ErrStalled)
		}},
		{name: "dealers that flood and never read", kind: Router, limits: Limits{Queue: 1 << 20}, run: func(g *stage) {
			noise := frame(flagMore, "noise") + frame(0, string(make([]byte, 100_000)))
			for range neverReaders {
				c := rawPeer(g, g.s, "DEALER", "")
				go func() {
					for {
						if _, err := io.WriteString(c, noise); err != nil {
							return
						}
					}
				}()
			}
			g.serve(20)
			for range neverReaders {
				if e := <-g.ends; !errors.Is(e.cause, ErrOverflow) {
					g.Errorf("ended by %v, want %v", e.cause, ErrOverflow)
				}
			}
		}},
		{name: "PINGs whose answers nobody reads", kind: Router, run: func(g *stage) {
			pings := bytes.Repeat([]byte(frame(flagCommand, "\x04PING\x00\x000123456789abcdef")), 10_000)
			before := heap()
			for range neverReaders {
				c := rawPeer(g, g.s, "DEALER", "")
				c.SetWriteDeadline(time.Now().Add(200 * time.Millisecond))
				for {
					if _, err := c.Write(pings); err != nil {
						break // it is held up, not we
					}
				}
			}
			g.serve(20)
			if n := heap() - before; n > 16<<20 {
				g.Errorf("%d bytes in use for PONGs", n)
			}
		}},
		{name: "too many peers", kind: Router, limits: Limits{MaxPeers: 10}, run: func(g *stage) {
			for range 9 {
				rawPeer(g, g.s, "DEALER", "")
			}
			waitPeers(g, g.s, 10)
			for range hostileCount {
				io.WriteString(rawDial(g, g.s), greeting("NULL")+ready(property("Socket-Type", "DEALER")))
			}
			g.wantEnds(hostileCount, ErrCrowded)
		}},
		{name: "memory hogs", kind: Router, limits: Limits{MaxInbound: 32 << 20}, run: func(g *stage) {
			// Each sends as much as it may of a message that it never ends; the sum is too much.
			for range 8 {
				c := rawPeer(g, g.s, "DEALER", "")
				io.WriteString(c, claim(0, 100<<20))
				c.SetWriteDeadline(time.Now().Add(patience))
				c.Write(make([]byte, 12<<20)) // fails once it is cut off
				g.serve(5)
			}
			g.wantEnds(5, ErrMemory)
		}},
		{name: "two peers of one identity", kind: Router, run: func(g *stage) {
			var impostors []*Conn
			for i := range 10 {
				impostors = append(impostors, dialTo(g, Dealer, g.s, DialOptions{Identity: "honest"}))
				waitPeers(g, g.s, i+2) // to connect is to be heard
				g.serve(5)
			}
			for _, c := range impostors {
				c.Send(frames("noise"))
				recv(g, c)
				g.serve(5)
			}
		}},
		{name: "one-byte writes", kind: Router, run: func(g *stage) {
			c := rawDial(g, g.s)
			all := greeting("NULL") + ready(property("Socket-Type", "REQ")) + frame(flagMore, "") + frame(0, "slow")
			for i := range all {
				mustWrite(g.T, c, all[i:i+1])
				if i%20 == 0 {
					g.serve(1)
				}
			}
			if _, err := io.ReadFull(c, make([]byte, greetingSize)); err != nil {
				g.Fatal(err)
			}
			r := readerOf(c)
			for _, want := range []string{"\x05READY", "slow"} {
				f, err := r.receive()
				if err != nil || !bytes.HasPrefix(f[len(f)-1], []byte(want)) {
					g.Fatalf("got %q, %v, want %q", f, err, want)
				}
			}
		}},
	}
}

const neverReaders = 5

// neverRead establishes peers that say something and never read.
func neverRead(g *stage, socketType, words string) {
	for range neverReaders {
		c := rawPeer(g, g.s, socketType, "")
		mustWrite(g.T, c, words)
		if socketType == "SUB" {
			waitTopic(g, g.s, peerOf(g, g.s, c), "")
		} else {
			peerOf(g, g.s, c)
		}
	}
}

// flood sends, while the honest client is served, until all that never read have been cut off.
func (g *stage) flood(send func(), cause error) {
	g.Helper()
	deadline := time.Now().Add(patience)
	for left := neverReaders; left > 0; {
		send()
		g.serve(1)
		select {
		case e := <-g.ends:
			left--
			if !errors.Is(e.cause, cause) {
				g.Errorf("ended by %v, want %v", e.cause, cause)
			}
		default:
			if time.Now().After(deadline) {
				g.Fatal("they were not cut off")
			}
		}
	}
}

// sendToAll sends a message to every peer but the honest one.
func sendToAll(s *Socket, body []byte) {
	s.mu.Lock()
	var identities []string
	for identity := range s.routes {
		if identity != "honest" {
			identities = append(identities, identity)
		}
	}
	s.mu.Unlock()
	for _, identity := range identities {
		s.Send([][]byte{[]byte(identity), body})
	}
}

// BenchmarkEcho measures round trips through a ROUTER, as a heartbeat makes them.
func BenchmarkEcho(b *testing.B) {
	s, _ := listenTCP(b, Router, Limits{})
	echo(b, s)
	c := dialTo(b, Dealer, s, DialOptions{})
	for b.Loop() {
		c.Send(frames("ping"))
		recv(b, c)
	}
}

// BenchmarkPublish measures messages to one subscriber, 300 bytes in seven frames each, as iopub has them.
func BenchmarkPublish(b *testing.B) {
	s, _ := listenTCP(b, XPub, Limits{Welcome: welcome})
	c := subscribeTo(b, s, "")
	ctx := testContext(b)
	received := make(chan error)
	go func() {
		for {
			f, err := c.Recv(ctx)
			if err != nil || string(f[0]) == "end" {
				received <- err
				return
			}
		}
	}()
	message := frames("kernel.stream", "<IDS|MSG>", string(make([]byte, 64)), string(make([]byte, 100)), string(make([]byte, 100)), "{}", "{}")
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		if i%1024 == 0 {
			s.WaitBacklog(ctx, 1<<20)
		}
		s.PublishStream(message, nil)
	}
	s.Publish(frames("end"))
	if err := <-received; err != nil {
		b.Fatal(err)
	}
}

// BenchmarkLarge measures a message of 50 MB.
func BenchmarkLarge(b *testing.B) {
	s, _ := listenTCP(b, XPub, Limits{Welcome: welcome})
	c := subscribeTo(b, s, "")
	body := make([]byte, 50_000_000)
	b.SetBytes(int64(len(body)))
	for b.Loop() {
		s.Publish([][]byte{[]byte("display"), body})
		recv(b, c)
	}
}
