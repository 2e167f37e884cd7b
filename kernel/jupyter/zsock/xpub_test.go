package zsock

import (
	"context"
	"errors"
	"io"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestTopics(t *testing.T) {
	subscribed := make(chan string, 16)
	s, _ := listenTCP(t, XPub, Limits{Welcome: func(topic []byte) [][]byte {
		subscribed <- string(topic)
		return frames("welcome", string(topic))
	}})
	all := dialTo(t, Sub, s, DialOptions{Subscribe: []string{""}})
	some := dialTo(t, Sub, s, DialOptions{Subscribe: []string{"kernel.a", "x"}})
	none := dialTo(t, Sub, s, DialOptions{})
	for range 3 {
		<-subscribed
	}
	waitPeers(t, s, 3)
	s.Publish(frames("kernel.b.stream", "1"))
	s.Publish(frames("kernel.a.stream", "2"))
	s.PublishStream(frames("x", "3"), nil)
	s.Publish(frames("end", "4"))
	s.Publish(nil)
	closeSocket(t, s)
	for _, tt := range []struct {
		name string
		conn *Conn
		want []string
	}{
		{"all", all, []string{"welcome", "kernel.b.stream", "kernel.a.stream", "x", "end"}},
		{"some", some, []string{"welcome", "welcome", "kernel.a.stream", "x"}},
		{"none", none, nil},
	} {
		var got []string
		for {
			f, err := tt.conn.Recv(testContext(t))
			if err != nil {
				break
			}
			got = append(got, string(f[0]))
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%s: -want +got:\n%s", tt.name, diff)
		}
	}
}

// TestUnsubscribe: a topic that was subscribed twice has to be canceled twice. Subscriptions come as
// messages (ZMTP 3.0) or commands (3.1).
func TestUnsubscribe(t *testing.T) {
	s, _ := listenTCP(t, XPub, Limits{Welcome: welcome})
	c := rawPeer(t, s, "SUB", "")
	p := peerOf(t, s, c)
	for _, step := range []struct {
		send string
		want bool
	}{
		{frame(0, "\x01a"), true},
		{frame(flagCommand, "\x09SUBSCRIBEa"), true},
		{frame(0, "\x00a"), true},
		{frame(flagCommand, "\x06CANCELa"), false},
		{frame(0, "\x00a"), false},
		{frame(flagCommand, "\x09SUBSCRIBE"), true},
		{frame(0, "\x00"), false},
		{frame(0, "") + frame(0, "\x02a") + frame(0, "\x01b"), false},
	} {
		mustWrite(t, c, step.send+frame(0, "\x01marker"))
		waitTopic(t, s, p, "marker")
		s.mu.Lock()
		if got := p.wants([]byte("a")); got != step.want {
			t.Errorf("after %q: wants a = %v", step.send, got)
		}
		p.topics["marker"] = 0
		s.mu.Unlock()
	}
}

// TestGap: a subscriber that reads too slowly loses streams only, sees where and how much, and
// the others lose nothing.
func TestGap(t *testing.T) {
	s, _ := listenTCP(t, XPub, Limits{Welcome: welcome, Queue: 4 << 20})
	fast := subscribeTo(t, s, "")
	slow := rawPeer(t, s, "SUB", "")
	mustWrite(t, slow, frame(0, "\x01"))
	waitPeers(t, s, 2)
	p := peerOf(t, s, slow)
	waitTopic(t, s, p, "")

	const count = 64
	body := string(make([]byte, 1<<20)) // each is more than the network takes in
	mark := func(l Lost) [][]byte {
		if perMessage := l.Bytes / int64(l.Messages); perMessage < 1<<20 || perMessage > 1<<20+16 {
			t.Errorf("%d bytes in %d messages", l.Bytes, l.Messages)
		}
		return frames("mark", number(l.Messages))
	}
	for n := range count {
		if n%8 == 0 {
			s.Publish(frames("status", number(n)))
			recv(t, fast)
		}
		s.PublishStream(frames("stream", number(n), body), mark)
		if got := recv(t, fast); got[1] != number(n) {
			t.Fatalf("the fast one got %s, want %d", got[1], n)
		}
	}
	if s.Dropped() == 0 {
		t.Fatal("nothing was dropped")
	}
	s.Publish(frames("status", "end"))

	reader := readerOf(slow)
	streams, statuses, marked := 0, 0, 0
	for {
		f, err := reader.receive()
		if err != nil {
			t.Fatal(err)
		}
		switch got := text(f); got[0] {
		case "stream":
			streams++
		case "mark":
			var lost int
			for _, d := range got[1] {
				lost = 10*lost + int(d-'0')
			}
			marked += lost
		case "status":
			statuses++
			if got[1] == "end" {
				if streams+marked != count || marked == 0 || statuses != count/8+1 {
					t.Errorf("%d streams, %d marked as lost, %d statuses; want %d together, %d", streams, marked, statuses, count, count/8+1)
				}
				if int64(marked) != s.Dropped() {
					t.Errorf("%d marked, %d dropped", marked, s.Dropped())
				}
				return
			}
		}
	}
}

// TestBacklog: it counts the fastest reader, and those who wait for it wake up.
func TestBacklog(t *testing.T) {
	s, ends := listenTCP(t, XPub, Limits{Welcome: welcome, Linger: 1})
	if s.Backlog() != 0 || s.WaitBacklog(context.Background(), 0) != nil {
		t.Error("a backlog without peers")
	}
	deaf := rawPeer(t, s, "SUB", "")
	mustWrite(t, deaf, frame(0, "\x01"))
	p := peerOf(t, s, deaf)
	waitTopic(t, s, p, "")
	other := rawPeer(t, s, "SUB", "") // is sent nothing, so it does not count
	mustWrite(t, other, frame(0, "\x01other"))
	waitTopic(t, s, peerOf(t, s, other), "other")

	body := make([]byte, 8<<20)
	for range 4 {
		s.PublishStream([][]byte{[]byte("stream"), body}, nil)
	}
	if got := s.Backlog(); got < 8<<20 {
		t.Errorf("backlog %d with a reader that takes nothing", got)
	}
	ctx, cancel := context.WithCancel(context.Background())
	waiting := make(chan error)
	go func() { waiting <- s.WaitBacklog(ctx, 0) }()
	cancel()
	if err := <-waiting; !errors.Is(err, context.Canceled) {
		t.Errorf("canceled wait: %v", err)
	}

	go func() { waiting <- s.WaitBacklog(context.Background(), 0) }()
	go func() {
		io.Copy(io.Discard, deaf)
	}()
	if err := <-waiting; err != nil { // it reads again
		t.Error(err)
	}

	go func() { waiting <- s.WaitBacklog(context.Background(), -1) }()
	deaf.Close()
	<-ends
	closeSocket(t, s)
	if err := <-waiting; !errors.Is(err, ErrClosed) {
		t.Errorf("a wait when the socket closes: %v", err)
	}
}

// TestEarly: who subscribes in the first moments gets what was published before, after the
// welcome and once.
func TestEarly(t *testing.T) {
	s, _ := listenTCP(t, XPub, Limits{Welcome: welcome, Early: time.Hour})
	s.Publish(frames("a", "1"))
	s.PublishStream(frames("b", "2"), nil)
	all := dialTo(t, Sub, s, DialOptions{Subscribe: []string{""}})
	some := dialTo(t, Sub, s, DialOptions{Subscribe: []string{"b"}})
	for _, tt := range []struct {
		name string
		conn *Conn
		want []string
	}{
		{"all", all, []string{"welcome", "1", "2"}},
		{"some", some, []string{"welcome", "2"}},
	} {
		for _, want := range tt.want {
			if f := recv(t, tt.conn); f[1] != want {
				t.Errorf("%s: got %q, want %q", tt.name, f[1], want)
			}
		}
	}
	s.Publish(frames("b", string(make([]byte, maxEarly))))
	late := dialTo(t, Sub, s, DialOptions{Subscribe: []string{""}})
	if f := recv(t, late); f[1] != "welcome" {
		t.Errorf("got %q, want a welcome", f[1])
	}
	s.Publish(frames("c", "4"))
	if f := recv(t, late); f[1] != "4" {
		t.Errorf("after too much for a late subscriber it got %q, want what came after it", f[1])
	}
	closeSocket(t, s)
}
