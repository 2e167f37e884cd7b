package zsock

import (
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"strings"
	"testing"
	"time"

	"weft/kernel/leaks"
)

// A stage is a socket under attack, with an honest client on it.
type stage struct {
	*testing.T
	s      *Socket
	honest *Conn
	ends   chan ending
	n      int // messages that the honest client exchanged
}

// An attack is what hostile peers do to a socket. All of them run against the same duty: the honest
// client is served meanwhile, and afterwards everything is as it was before.
type attack struct {
	name   string
	kind   Kind
	limits Limits
	run    func(*stage)
}

// hostileCount is how many connections most attacks open.
const hostileCount = 50

func TestHostile(t *testing.T) {
	for _, attacks := range [][]attack{handshakeAttacks(), frameAttacks(), loadAttacks()} {
		for _, a := range attacks {
			t.Run(a.name, func(t *testing.T) { perform(t, a) })
		}
	}
}

func perform(t *testing.T, a attack) {
	goroutines := leaks.Before()
	files, memory := descriptors(), heap()
	t.Run("attack", func(t *testing.T) {
		if a.limits.Linger == 0 {
			a.limits.Linger = 1 // the dead need no time to say goodbye
		}
		a.limits.Welcome = welcome
		g := &stage{T: t}
		g.s, g.ends = listenTCP(t, a.kind, a.limits)
		if a.kind == Router {
			echo(t, g.s)
			g.honest = dialTo(t, Dealer, g.s, DialOptions{Identity: "honest"})
		} else {
			g.honest = subscribeTo(t, g.s, "")
		}
		g.serve(1)
		a.run(g)
		g.serve(20)
	})
	leaks.None(t, goroutines)
	if now := descriptors(); now > files {
		t.Errorf("%d descriptors, %d before", now, files)
	}
	if now := heap(); now > memory+4<<20 {
		t.Errorf("%d bytes in use, %d before", now, memory)
	}
}

// serve exchanges messages with the honest client.
func (g *stage) serve(count int) {
	g.Helper()
	for range count {
		g.n++
		if g.s.kind == Router {
			g.honest.Send(frames(number(g.n)))
		} else {
			g.s.Publish(frames("topic", number(g.n)))
		}
		for {
			if got := recv(g, g.honest); got[len(got)-1] == number(g.n) {
				break
			} else if got[0] != "noise" {
				g.Fatalf("the honest client got %.100q, want %d", got, g.n)
			}
		}
	}
}

// wantEnds waits for the end of count connections, all for the same cause.
func (g *stage) wantEnds(count int, cause error) {
	g.Helper()
	for range count {
		select {
		case e := <-g.ends:
			if !sameCause(e.cause, cause) {
				g.Errorf("ended by %v, want %v", e.cause, cause)
			}
		case <-testContext(g).Done():
			g.Fatalf("a hostile connection did not end (%v)", cause)
		}
	}
}

func sameCause(got, want error) bool {
	if r := reasonOf(want); r != 0 {
		return reasonOf(got) == r
	}
	return errors.Is(got, want)
}

func because(r Reason) error { return &ProtocolError{Reason: r} }

// saying is an attack of strangers who connect, say something, and wait.
func saying(name string, kind Kind, cause error, words string) attack {
	return attack{name: name, kind: kind, run: func(g *stage) {
		for range hostileCount {
			io.WriteString(rawDial(g, g.s), words) // may fail: the other end need not hear us out
		}
		g.serve(20)
		g.wantEnds(hostileCount, cause)
	}}
}

// after is an attack of peers who say something once they are established, and wait.
func after(name string, kind Kind, limits Limits, cause error, words string) attack {
	return attack{name: name, kind: kind, limits: limits, run: func(g *stage) {
		for range hostileCount {
			io.WriteString(rawPeer(g, g.s, peerType(kind), ""), words)
		}
		g.serve(20)
		g.wantEnds(hostileCount, cause)
	}}
}

func peerType(k Kind) string {
	if k == XPub {
		return "SUB"
	}
	return "DEALER"
}

func handshakeAttacks() []attack {
	hello := greeting("NULL")
	dealer := property("Socket-Type", "DEALER")
	silence := func(name, words string) attack {
		a := saying(name, Router, os.ErrDeadlineExceeded, words)
		attack := a.run
		a.run = func(g *stage) {
			g.s.mu.Lock()
			g.s.limits.Handshake = 500 * time.Millisecond // not for the honest one, which has it behind itself
			g.s.mu.Unlock()
			attack(g)
		}
		return a
	}
	return []attack{
		silence("silent connections", ""),
		silence("truncated signature", hello[:5]),
		silence("truncated greeting", hello[:40]),
		silence("greeting and nothing more", hello),
		silence("truncated READY", hello+ready(dealer)[:12]),
		saying("garbage for a greeting", Router, because(BadGreeting), strings.Repeat("\xde\xad\xbe\xef", 100)),
		saying("HTTP", Router, because(BadGreeting), "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"),
		saying("ZMTP 2", Router, because(BadGreeting), "\xff\x00\x00\x00\x00\x00\x00\x00\x01\x7f\x01\x05\x00\x00"),
		saying("unknown mechanism", Router, because(BadMechanism), greeting("CURVE")),
		saying("garbage for READY", Router, because(BadFlags), hello+strings.Repeat("\xde\xad\xbe\xef", 100)),
		saying("message for READY", Router, because(BadCommand), hello+frame(0, "hello")),
		saying("other command for READY", Router, because(BadCommand), hello+frame(flagCommand, "\x05HELLO")),
		saying("command without a name", Router, because(BadCommand), hello+frame(flagCommand, "")),
		saying("READY of 2^62 bytes", Router, because(TooLarge), hello+claim(flagCommand, 1<<62)),
		saying("property name beyond the end", Router, because(BadProperty), hello+ready("\xffSocket-Type")),
		saying("property without a value", Router, because(BadProperty), hello+ready("\x0bSocket-Type")),
		saying("property value of 4 GiB", Router, because(BadProperty), hello+ready("\x0bSocket-Type\xff\xff\xff\xffDEALER")),
		saying("garbage for properties", XPub, because(BadProperty), hello+ready(strings.Repeat("\x7f\xff", 50))),
		saying("missing socket type", XPub, because(BadSocketType), hello+ready(property("Identity", "x"))),
		saying("unknown socket type", XPub, because(BadSocketType), hello+ready(property("Socket-Type", "WAFFLE"))),
		saying("incompatible socket type", XPub, because(BadSocketType), hello+ready(dealer)),
		saying("identity too long", Router, because(BadIdentity), hello+ready(dealer, property("Identity", strings.Repeat("x", 256)))),
		saying("reserved identity", Router, because(BadIdentity), hello+ready(dealer, property("Identity", "\x00\x00\x00\x00\x01"))),
		saying("ERROR", Router, because(RefusedByPeer), hello+frame(flagCommand, "\x05ERROR\x02no")),
		{name: "a crowd that never shakes hands", kind: Router, limits: Limits{MaxHandshakes: 8}, run: func(g *stage) {
			for range hostileCount {
				rawDial(g, g.s)
			}
			g.wantEnds(hostileCount-8, ErrCrowded)
			for range 10 { // newcomers are served beside those that remain
				dialTo(g, Dealer, g.s, DialOptions{}).Send(frames("hello"))
			}
		}},
		{name: "1,000 connect and reset", kind: Router, run: func(g *stage) {
			for i := range 1000 {
				c := rawDial(g, g.s)
				io.WriteString(c, hello[:i%len(hello)])
				c.(*net.TCPConn).SetLinger(0)
				c.Close()
				if i%50 == 0 {
					g.serve(1)
				}
			}
			for range 1000 {
				<-g.ends
			}
		}},
		{name: "1,000 established and reset", kind: XPub, run: func(g *stage) {
			for i := range 1000 {
				c := rawPeer(g, g.s, "SUB", "")
				mustWrite(g.T, c, frame(0, "\x01"))
				c.(*net.TCPConn).SetLinger(0)
				c.Close()
				if i%50 == 0 {
					g.serve(1)
				}
			}
			for range 1000 {
				<-g.ends
			}
		}},
	}
}

func frameAttacks() []attack {
	long := Limits{Stall: 200 * time.Millisecond}
	var topics strings.Builder
	for i := range maxTopics + 1 {
		topics.WriteString(frame(0, fmt.Sprintf("\x01topic %d", i)))
	}
	return []attack{
		after("frame of 2^62 bytes", Router, Limits{}, because(TooLarge), claim(0, 1<<62)),
		after("frame of 2^63 bytes", Router, Limits{}, because(TooLarge), claim(0, 1<<63)),
		after("frame of 2^64-1 bytes", XPub, Limits{}, because(TooLarge), claim(0, 1<<64-1)),
		after("frame of 64 GiB", Router, Limits{}, because(TooLarge), claim(0, 64<<30)),
		after("second frame of 64 GiB", Router, Limits{}, because(TooLarge), frame(flagMore, "x")+claim(0, 64<<30)),
		after("subscription of 1 MiB", XPub, Limits{}, because(TooLarge), claim(0, 1<<20)),
		after("command of 64 GiB", XPub, Limits{}, because(TooLarge), claim(flagCommand, 64<<30)),
		after("endless multipart message", Router, Limits{}, because(TooManyFrames), strings.Repeat(frame(flagMore, ""), 5000)),
		after("reserved flags", Router, Limits{}, because(BadFlags), "\xf0\x01x"),
		after("command within a message", Router, Limits{}, because(BadFlags), frame(flagMore, "x")+frame(flagCommand, "\x04PING\x00\x00")),
		after("command that goes on", Router, Limits{}, because(BadFlags), frame(flagCommand|flagMore, "\x04PING\x00\x00")),
		after("PING of no bytes", Router, Limits{}, because(BadCommand), frame(flagCommand, "\x04PING")),
		after("ERROR at any time", XPub, Limits{}, because(RefusedByPeer), frame(flagCommand, "\x05ERROR")),
		after("stop within a header", Router, long, ErrStalled, claim(0, 1000)[:4]),
		after("stop within a frame", Router, long, ErrStalled, claim(0, 1000)+"begun"),
		after("stop within a large frame", Router, long, ErrStalled, claim(0, 100<<20)+strings.Repeat("x", 1000)),
		after("stop between frames", Router, long, ErrStalled, frame(flagMore, "x")),
		after("too many subscriptions", XPub, Limits{}, because(TooManyTopics), topics.String()),
		after("topic too long", XPub, Limits{}, because(TooLarge), frame(flagCommand, "\x09SUBSCRIBE"+strings.Repeat("x", maxTopic+1))),
		{name: "claims of 500 MB that are not kept", kind: Router, run: func(g *stage) {
			before := allocated()
			for range hostileCount {
				mustWrite(g.T, rawPeer(g, g.s, "DEALER", ""), claim(0, 500_000_000)+"x")
			}
			g.serve(20)
			if n := allocated() - before; n > hostileCount*(1<<20) {
				g.Errorf("%d bytes were allocated for %d claims", n, hostileCount)
			}
		}},
		{name: "messages that nobody asked for", kind: XPub, run: func(g *stage) {
			for range hostileCount {
				mustWrite(g.T, rawPeer(g, g.s, "XSUB", ""), frame(0, "")+frame(0, "\x02x")+frame(0, "hello")+frame(flagCommand, "\x04JOINx")+frame(flagCommand, "\x04PONG"))
			}
		}},
	}
}
