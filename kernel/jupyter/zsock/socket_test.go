package zsock

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestRequestReply(t *testing.T) {
	for _, endpoint := range []string{"tcp://127.0.0.1:0", "tcp://localhost:0", "ipc://" + filepath.Join(t.TempDir(), "s")} {
		s, _ := listenOn(t, Router, endpoint, Limits{})
		echo(t, s)
		dealer := dialTo(t, Dealer, s, DialOptions{Identity: "me"})
		for _, message := range [][][]byte{
			frames("hello"), frames("", "a", ""), frames(""), {bytes.Repeat([]byte("x"), 255)},
			{bytes.Repeat([]byte("x"), 256), bytes.Repeat([]byte("y"), firstChunk)}, {make([]byte, 10<<20)},
		} {
			if err := dealer.Send(message); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(text(message), recv(t, dealer)); diff != "" {
				t.Errorf("%s: %.200s", endpoint, diff)
			}
		}
	}
}

func TestRouterNamesPeers(t *testing.T) {
	s, _ := listenTCP(t, Router, Limits{})
	named := dialTo(t, Dealer, s, DialOptions{Identity: "me"})
	named.Send(frames("1"))
	if got := recv(t, s); got[0] != "me" {
		t.Errorf("identity %q, want me", got[0])
	}
	first, second := dialTo(t, Dealer, s, DialOptions{}), dialTo(t, Dealer, s, DialOptions{})
	for _, c := range []*Conn{first, second} {
		c.Send(frames("1"))
		got := recv(t, s)
		if len(got[0]) != 5 || got[0][0] != 0 {
			t.Errorf("identity %q, want five bytes that begin with zero", got[0])
		}
		s.Send(frames(got[0], "for you"))
		if got := recv(t, c); got[0] != "for you" {
			t.Errorf("got %q", got)
		}
	}
	if err := s.Send(frames("nobody", "hello")); err != nil {
		t.Errorf("an unknown peer: %v", err)
	}
}

// TestTwoPeersOfOneIdentity: both live, and replies go to the one heard from last.
func TestTwoPeersOfOneIdentity(t *testing.T) {
	s, ends := listenTCP(t, Router, Limits{})
	old := dialTo(t, Dealer, s, DialOptions{Identity: "me"})
	old.Send(frames("1"))
	recv(t, s)
	young := dialTo(t, Dealer, s, DialOptions{Identity: "me"})
	waitPeers(t, s, 2)
	s.Send(frames("me", "to the young"))
	if got := recv(t, young); got[0] != "to the young" {
		t.Errorf("got %q", got)
	}
	old.Send(frames("2"))
	recv(t, s)
	s.Send(frames("me", "to the old"))
	if got := recv(t, old); got[0] != "to the old" {
		t.Errorf("got %q", got)
	}
	old.Close()
	<-ends
	s.Send(frames("me", "to who is left"))
	if got := recv(t, young); got[0] != "to who is left" {
		t.Errorf("got %q", got)
	}
}

func TestReqTakesTurns(t *testing.T) {
	s, _ := listenTCP(t, Router, Limits{})
	req := dialTo(t, Req, s, DialOptions{Identity: "me"})
	if err := req.Send(frames("ping")); err != nil {
		t.Fatal(err)
	}
	if err := req.Send(frames("ping")); !errors.Is(err, ErrOrder) {
		t.Errorf("a second request: %v, want ErrOrder", err)
	}
	if diff := cmp.Diff([]string{"me", "", "ping"}, recv(t, s)); diff != "" {
		t.Error(diff)
	}
	s.Send(frames("me", "no delimiter"))
	s.Send(frames("me", "", "pong"))
	s.Send(frames("me", "", "unasked"))
	if got := recv(t, req); len(got) != 1 || got[0] != "pong" {
		t.Errorf("got %q, want pong", got)
	}
	if err := req.Send(frames("ping again")); err != nil {
		t.Error(err)
	}
}

func TestIPC(t *testing.T) {
	path := filepath.Join(t.TempDir(), "kernel-ipc-1")
	s, _ := listenOn(t, XPub, "ipc://"+path, Limits{})
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if mode := info.Mode(); mode&fs.ModeSocket == 0 || mode.Perm()&0o077 != 0 {
		t.Errorf("mode %v, want a private socket", mode)
	}
	if _, err := Listen(XPub, "ipc://"+path, Limits{}); err == nil {
		t.Error("a second socket was bound to the same path")
	}
	closeSocket(t, s)
	if _, err := os.Stat(path); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("after Close: %v", err)
	}
}

// TestIPCReplacesStaleFile binds where a process that was killed has left its file.
func TestIPCReplacesStaleFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "s")
	l, _, err := listen("ipc://" + path)
	if err != nil {
		t.Fatal(err)
	}
	l.(interface{ SetUnlinkOnClose(bool) }).SetUnlinkOnClose(false)
	l.Close()
	s, _ := listenOn(t, Router, "ipc://"+path, Limits{})
	echo(t, s)
	c := dialTo(t, Dealer, s, DialOptions{})
	c.Send(frames("hello"))
	recv(t, c)

	file := filepath.Join(t.TempDir(), "precious")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Listen(Router, "ipc://"+file, Limits{}); err == nil {
		t.Error("a file that is no socket was replaced")
	}
}

func TestBadEndpoints(t *testing.T) {
	for _, endpoint := range []string{"", "tcp", "tcp://", "tcp://127.0.0.1", "udp://127.0.0.1:0", "ipc://", "inproc://x", "tcp://127.0.0.1:99999"} {
		if s, err := Listen(Router, endpoint, Limits{}); err == nil {
			closeSocket(t, s)
			t.Errorf("Listen(%q) succeeded", endpoint)
		}
		if _, err := Dial(context.Background(), Dealer, endpoint, DialOptions{}); err == nil {
			t.Errorf("Dial(%q) succeeded", endpoint)
		}
	}
	if _, err := Listen(Dealer, "tcp://127.0.0.1:0", Limits{}); err == nil {
		t.Error("a DEALER was bound")
	}
	if _, err := Dial(context.Background(), Router, "tcp://127.0.0.1:0", DialOptions{}); err == nil {
		t.Error("a ROUTER was connected")
	}
}

// TestClosedSocket: every call on a closed socket returns at once and says so.
func TestClosedSocket(t *testing.T) {
	router, _ := listenTCP(t, Router, Limits{})
	xpub, _ := listenTCP(t, XPub, Limits{})
	dealer := dialTo(t, Dealer, router, DialOptions{})
	waitPeers(t, router, 1)
	waiting := make(chan error)
	go func() {
		_, err := router.Recv(context.Background())
		waiting <- err
	}()
	closeSocket(t, router)
	closeSocket(t, xpub)
	if err := <-waiting; !errors.Is(err, ErrClosed) {
		t.Errorf("a waiting Recv: %v", err)
	}
	if _, err := router.Recv(context.Background()); !errors.Is(err, ErrClosed) {
		t.Errorf("Recv: %v", err)
	}
	if err := router.Send(frames("a", "b")); !errors.Is(err, ErrClosed) {
		t.Errorf("Send: %v", err)
	}
	xpub.Publish(frames("a"))
	if err := xpub.WaitBacklog(context.Background(), 0); err != nil {
		t.Errorf("WaitBacklog: %v", err)
	}
	if err := router.Close(context.Background()); err != nil {
		t.Errorf("Close again: %v", err)
	}
	if _, err := dealer.Recv(testContext(t)); !errors.Is(err, io.EOF) {
		t.Errorf("the peer's Recv: %v, want EOF", err)
	}
	if err := dealer.Send(frames("a")); !errors.Is(err, io.EOF) {
		t.Errorf("the peer's Send: %v, want EOF", err)
	}
	dealer.Close()
	if _, err := dealer.Recv(testContext(t)); err == nil {
		t.Error("Recv on a closed connection succeeded")
	}
}

// TestDialWaits: the client is there before the kernel.
func TestDialWaits(t *testing.T) {
	endpoint := "ipc://" + filepath.Join(t.TempDir(), "s")
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Dial(ctx, Dealer, endpoint, DialOptions{Wait: true}); !errors.Is(err, context.Canceled) {
		t.Errorf("with a canceled context: %v", err)
	}
	if _, err := Dial(testContext(t), Dealer, endpoint, DialOptions{}); err == nil {
		t.Error("connected to nobody")
	}
	dialed := make(chan error)
	var c *Conn
	go func() {
		var err error
		c, err = Dial(testContext(t), Dealer, endpoint, DialOptions{Wait: true})
		dialed <- err
	}()
	listenOn(t, Router, endpoint, Limits{})
	if err := <-dialed; err != nil {
		t.Fatal(err)
	}
	c.Close()
}

// TestDialGivesUpWithContext: the server accepts and says nothing.
func TestDialGivesUpWithContext(t *testing.T) {
	l, endpoint, err := listen("tcp://127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	ctx, cancel := context.WithCancel(context.Background())
	go func() {
		c, err := l.Accept()
		if err != nil {
			return
		}
		io.ReadFull(c, make([]byte, greetingSize))
		cancel()
		io.Copy(io.Discard, c)
		c.Close()
	}()
	if _, err := Dial(ctx, Dealer, endpoint, DialOptions{}); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want canceled", err)
	}
}

// TestDrain: what was sent right before Close arrives, small or large, 100 times of 100.
func TestDrain(t *testing.T) {
	large := bytes.Repeat([]byte("0123456789abcdef"), 64<<10) // 1 MiB, 20 of them
	for _, tt := range []struct {
		name    string
		message []byte
		count   int
	}{{"small", []byte("bye"), 1}, {"20 MB", large, 20}} {
		t.Run(tt.name, func(t *testing.T) {
			for i := range 100 {
				s, _ := listenTCP(t, XPub, Limits{Welcome: welcome})
				c := subscribeTo(t, s, "")
				received := make(chan error, 1)
				go func() { received <- expect(c, tt.message, tt.count) }()
				for n := range tt.count {
					s.Publish([][]byte{[]byte(number(n)), tt.message})
				}
				if err := s.Close(testContext(t)); err != nil {
					t.Fatalf("time %d: %v", i, err)
				}
				if err := <-received; err != nil {
					t.Fatalf("time %d: %v", i, err)
				}
				c.Close()
			}
		})
	}
}

// expect receives count numbered messages and then the end.
func expect(c *Conn, message []byte, count int) error {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	for n := range count {
		f, err := c.Recv(ctx)
		if err != nil {
			return fmt.Errorf("message %d: %w", n, err)
		}
		if string(f[0]) != number(n) || !bytes.Equal(f[1], message) {
			return fmt.Errorf("message %d: got %q with %d bytes", n, f[0], len(f[1]))
		}
	}
	if _, err := c.Recv(ctx); !errors.Is(err, io.EOF) {
		return fmt.Errorf("after the last: %w, want EOF", err)
	}
	return nil
}

// TestDrainWhileThePeerSends: a peer that goes on sending does not lose what is on its way to it.
func TestDrainWhileThePeerSends(t *testing.T) {
	s, _ := listenTCP(t, Router, Limits{})
	c := dialTo(t, Dealer, s, DialOptions{Identity: "me"})
	c.Send(frames("1"))
	recv(t, s)
	sent := make(chan struct{})
	go func() {
		defer close(sent)
		for c.Send([][]byte{make([]byte, 100_000)}) == nil {
		}
	}()
	body := make([]byte, 8<<20)
	s.Send([][]byte{[]byte("me"), []byte("0"), body})
	received := make(chan error, 1)
	go func() { received <- expect(c, body, 1) }()
	if err := s.Close(testContext(t)); err != nil {
		t.Error(err)
	}
	if err := <-received; err != nil {
		t.Error(err)
	}
	<-sent
}

// TestCloseGivesUp: a peer that takes nothing does not hold up Close, and Close says what was lost.
func TestCloseGivesUp(t *testing.T) {
	s, ends := listenTCP(t, Router, Limits{Linger: 1})
	rawPeer(t, s, "DEALER", "deaf")
	waitPeers(t, s, 1)
	s.Send([][]byte{[]byte("deaf"), make([]byte, 64<<20)})
	if err := s.Close(context.Background()); err == nil {
		t.Error("Close reports no loss")
	}
	if e := <-ends; !errors.Is(e.cause, ErrStalled) {
		t.Errorf("ended by %v, want ErrStalled", e.cause)
	}

	s, _ = listenTCP(t, Router, Limits{})
	rawPeer(t, s, "DEALER", "deaf")
	waitPeers(t, s, 1)
	s.Send([][]byte{[]byte("deaf"), make([]byte, 64<<20)})
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := s.Close(ctx); err == nil {
		t.Error("Close with an ended context reports no loss")
	}
}
