package zsock

import (
	"context"
	"encoding/binary"
	"fmt"
	"io"
	"net"
	"os"
	"runtime"
	"testing"
	"time"

	"weft/kernel/leaks"
)

func TestMain(m *testing.M) { leaks.Main(m) }

// patience ends a test that hangs.
const patience = time.Minute

func testContext(t testing.TB) context.Context {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	t.Cleanup(cancel)
	return ctx
}

// An ending is a call of OnEnd.
type ending struct {
	id    PeerID
	cause error
}

// listenOn binds a socket that is closed with the test. ends gets every OnEnd.
func listenOn(t testing.TB, kind Kind, endpoint string, l Limits) (s *Socket, ends chan ending) {
	t.Helper()
	ends = make(chan ending, 4096)
	l.OnEnd = func(id PeerID, cause error) { ends <- ending{id, cause} }
	s, err := Listen(kind, endpoint, l)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { closeSocket(t, s) })
	return s, ends
}

func listenTCP(t testing.TB, kind Kind, l Limits) (*Socket, chan ending) {
	t.Helper()
	return listenOn(t, kind, "tcp://127.0.0.1:0", l)
}

func closeSocket(t testing.TB, s *Socket) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	if err := s.Close(ctx); err != nil {
		t.Logf("close: %v", err)
	}
}

// echo sends every message back to where it came from, until the socket closes.
func echo(t testing.TB, s *Socket) {
	t.Helper()
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		for {
			frames, err := s.Recv(context.Background())
			if err != nil {
				return
			}
			s.Send(frames)
		}
	}()
	t.Cleanup(func() { closeSocket(t, s); <-ended })
}

func dialTo(t testing.TB, kind Kind, s *Socket, o DialOptions) *Conn {
	t.Helper()
	c, err := Dial(testContext(t), kind, s.Endpoint(), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	return c
}

// subscribeTo dials a SUB and returns when the socket knows its subscription. The socket must send
// welcome on each.
func subscribeTo(t testing.TB, s *Socket, topic string) *Conn {
	t.Helper()
	c := dialTo(t, Sub, s, DialOptions{Subscribe: []string{topic}})
	if got := recv(t, c); got[1] != "welcome" {
		t.Fatalf("got %q, want a welcome", got)
	}
	return c
}

func welcome(topic []byte) [][]byte { return frames(string(topic), "welcome") }

func frames(parts ...string) [][]byte {
	var f [][]byte
	for _, p := range parts {
		f = append(f, []byte(p))
	}
	return f
}

func text(frames [][]byte) []string {
	var s []string
	for _, f := range frames {
		s = append(s, string(f))
	}
	return s
}

func recv(t testing.TB, c interface {
	Recv(context.Context) ([][]byte, error)
}) []string {
	t.Helper()
	f, err := c.Recv(testContext(t))
	if err != nil {
		t.Fatal(err)
	}
	return text(f)
}

// rawDial connects without any handshake.
func rawDial(t testing.TB, s *Socket) net.Conn {
	t.Helper()
	c, err := net.Dial("tcp", s.Endpoint()[len("tcp://"):])
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	return c
}

// rawPeer connects and performs an honest handshake.
func rawPeer(t testing.TB, s *Socket, socketType, identity string) net.Conn {
	t.Helper()
	c := rawDial(t, s)
	mustWrite(t, c, greeting("NULL"))
	mustWrite(t, c, ready(property("Socket-Type", socketType), property("Identity", identity)))
	if _, err := io.ReadFull(c, make([]byte, greetingSize)); err != nil {
		t.Fatal(err)
	}
	var header [2]byte
	if _, err := io.ReadFull(c, header[:]); err != nil {
		t.Fatal(err)
	}
	if _, err := io.CopyN(io.Discard, c, int64(header[1])); err != nil {
		t.Fatal(err)
	}
	return c
}

func mustWrite(t testing.TB, c net.Conn, b string) {
	t.Helper()
	if _, err := io.WriteString(c, b); err != nil {
		t.Fatal(err)
	}
}

func greeting(mechanism string) string {
	b := make([]byte, greetingSize)
	b[0], b[9], b[10], b[11] = 0xFF, 0x7F, 3, 1
	copy(b[12:32], mechanism)
	return string(b)
}

func property(name, value string) string {
	return string(append([]byte{byte(len(name))}, name...)) +
		string(binary.BigEndian.AppendUint32(nil, uint32(len(value)))) + value
}

func ready(properties ...string) string {
	body := "\x05READY"
	for _, p := range properties {
		body += p
	}
	return frame(flagCommand, body)
}

func frame(flags byte, body string) string { return claim(flags, uint64(len(body))) + body }

// claim is the header of a frame of any size.
func claim(flags byte, size uint64) string {
	if size < 256 && flags&flagLong == 0 {
		return string([]byte{flags, byte(size)})
	}
	return string(binary.BigEndian.AppendUint64([]byte{flags | flagLong}, size))
}

// descriptors returns how many this process has open, or 0 where that cannot be counted.
func descriptors() int {
	entries, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		return 0
	}
	return len(entries)
}

// heap returns the bytes in use after a collection.
func heap() int64 {
	var m runtime.MemStats
	runtime.GC()
	runtime.GC() // what a finalizer kept
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}

// allocated returns all bytes that were ever allocated.
func allocated() int64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.TotalAlloc)
}

func waitPeers(t testing.TB, s *Socket, n int) {
	t.Helper()
	deadline := time.Now().Add(patience)
	for s.Peers() != n {
		if time.Now().After(deadline) {
			t.Fatalf("%d peers, want %d", s.Peers(), n)
		}
		runtime.Gosched()
	}
}

func number(n int) string { return fmt.Sprint(n) }

// peerOf returns the peer that c is to s.
func peerOf(t testing.TB, s *Socket, c net.Conn) *peer {
	t.Helper()
	deadline := time.Now().Add(patience)
	for {
		s.mu.Lock()
		for p := range s.peers {
			if p.wire.RemoteAddr().String() == c.LocalAddr().String() {
				s.mu.Unlock()
				return p
			}
		}
		s.mu.Unlock()
		if time.Now().After(deadline) {
			t.Fatal("no such peer")
		}
		runtime.Gosched()
	}
}

func waitTopic(t testing.TB, s *Socket, p *peer, topic string) {
	t.Helper()
	deadline := time.Now().Add(patience)
	for {
		s.mu.Lock()
		ok := p.topics[topic] > 0
		s.mu.Unlock()
		if ok {
			return
		}
		if time.Now().After(deadline) {
			t.Fatalf("%q is not subscribed", topic)
		}
		runtime.Gosched()
	}
}

// A rawReader decodes messages from a connection that has its handshake behind it.
type rawReader struct{ *screen }

func readerOf(c net.Conn) rawReader {
	s := newScreen(c, Dealer, Limits{}.withDefaults(Dealer))
	s.established(c)
	return rawReader{s}
}

func (r rawReader) receive() (message [][]byte, err error) {
	for {
		flags, size, err := r.readHeader()
		if err != nil {
			return nil, err
		}
		b := make([]byte, size)
		if _, err := io.ReadFull(r.in, b); err != nil {
			return nil, err
		}
		message = append(message, b)
		if flags&flagMore == 0 {
			return message, nil
		}
	}
}
