package server

import (
	"context"
	"encoding/json"
	"strings"
	"testing"

	"weft/kernel/jupyter/msg"
	"weft/kernel/jupyter/wire"
	"weft/kernel/jupyter/zsock"
)

func TestPartial(t *testing.T) {
	for _, tt := range []struct {
		bytes string
		want  int
	}{
		{"", 0}, {"a", 0}, {"é", 0}, {"a\xc3", 1}, {"日", 0}, {"\xe6\x97", 2}, {"a\xe6", 1},
		{"😀", 0}, {"\xf0\x9f\x98", 3}, {"a\xf0\x9f", 2},
		{"\x80\x80\x80\x80", 0}, {"\xff", 0}, {"a\xc0", 0}, // these never become characters
	} {
		if got := partial([]byte(tt.bytes)); got != tt.want {
			t.Errorf("partial(%q) = %d, want %d", tt.bytes, got, tt.want)
		}
	}
}

// listener returns an Output and a function that returns the next streams from a real socket.
func listener(t *testing.T) (*Output, func() msg.Stream) {
	t.Helper()
	codec, err := wire.NewCodec("hmac-sha256", nil)
	if err != nil {
		t.Fatal(err)
	}
	send := newSender(codec, newLogger(nil))
	send.iopub, err = zsock.Listen(zsock.XPub, "tcp://127.0.0.1:0", zsock.Limits{Welcome: send.welcome})
	if err != nil {
		t.Fatal(err)
	}
	conn, err := zsock.Dial(t.Context(), zsock.Sub, send.iopub.Endpoint(), zsock.DialOptions{Subscribe: []string{""}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close(); send.iopub.Close(context.Background()) })
	next := func() msg.Stream {
		frames, err := conn.Recv(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		m, err := codec.Decode(frames)
		if err != nil {
			t.Fatal(err)
		}
		var s msg.Stream
		if err := json.Unmarshal(m.Content, &s); err != nil {
			t.Fatal(err)
		}
		return s
	}
	next() // the welcome
	return send.output(nil, nil), next
}

// Characters that come in pieces are whole when they leave, even if a window ends between.
func TestSplitCharacter(t *testing.T) {
	o, next := listener(t)
	o.Stream("stdout", "x\xf0\x9f")
	if got := next(); got.Text != "x" {
		t.Errorf("at the end of the window: %q", got.Text)
	}
	o.Stream("stdout", "\x98\x80")
	if got := next(); got.Text != "😀" {
		t.Errorf("then %q", got.Text)
	}
	o.Stream("stdout", "\xf0\x9f")
	o.flush()
	if got := next(); got.Text != "\uFFFD" && got.Text != "\uFFFD\uFFFD" {
		t.Errorf("a character that never ends: %q", got.Text)
	}
}

func TestMerging(t *testing.T) {
	o, next := listener(t)
	for range 1000 {
		o.Stream("stdout", strings.Repeat("a", 100))
	}
	o.Stream("stderr", "b")
	o.Stream("stderr", strings.Repeat("c", chunk))
	var names []string
	total := map[string]int{}
	for total["stdout"]+total["stderr"] < 100000+1+chunk {
		s := next()
		names = append(names, s.Name)
		total[s.Name] += len(s.Text)
	}
	if total["stdout"] != 100000 || total["stderr"] != 1+chunk {
		t.Errorf("bytes %v", total)
	}
	// At most one message per window would be too strict for a slow machine; one per call is none.
	if len(names) > 100 {
		t.Errorf("1002 pieces left in %d messages", len(names))
	}
	o.Stream("stdout", "end") // leaves by itself
	if got := next(); got.Text != "end" {
		t.Errorf("after a while %q", got.Text)
	}
}

// A subscriber that does not read loses stream text, with a mark in its place, and nothing else.
func TestMark(t *testing.T) {
	codec, _ := wire.NewCodec("hmac-sha256", nil)
	send := newSender(codec, newLogger(nil))
	var err error
	send.iopub, err = zsock.Listen(zsock.XPub, "tcp://127.0.0.1:0", zsock.Limits{Queue: 4 << 20, Welcome: send.welcome})
	if err != nil {
		t.Fatal(err)
	}
	defer send.iopub.Close(context.Background())
	conn, err := zsock.Dial(t.Context(), zsock.Sub, send.iopub.Endpoint(), zsock.DialOptions{Subscribe: []string{""}})
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	if _, err := conn.Recv(t.Context()); err != nil { // the welcome
		t.Fatal(err)
	}
	o := send.output(nil, nil)
	for range 300 { // MB: more than the network and both queues hold
		o.Stream("stdout", strings.Repeat("x", 1<<20))
	}
	if send.iopub.Dropped() == 0 {
		t.Fatal("the network took 300 MB: the test needs more")
	}
	for range 100 {
		o.publish(msg.Status{ExecutionState: "busy"})
	}
	marks, statuses := 0, 0
	for statuses < 100 {
		frames, err := conn.Recv(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		m, err := codec.Decode(frames)
		if err != nil {
			t.Fatal(err)
		}
		switch {
		case m.Header.MsgType == msg.TypeStatus:
			statuses++
		case strings.Contains(string(m.Content), "bytes of output are missing here"):
			marks++
		}
	}
	if marks == 0 {
		t.Error("text is missing without a mark")
	}
}

// A writer that is faster than its reader waits for it, and nothing is lost.
func TestPace(t *testing.T) {
	o, next := listener(t)
	const size = 4 * highWater
	written := make(chan bool)
	go func() {
		defer close(written)
		for range size >> 20 {
			o.Stream("stdout", strings.Repeat("x", 1<<20))
		}
	}()
	total := 0
	for total < size {
		total += len(next().Text)
	}
	<-written
	if total != size || o.send.iopub.Dropped() != 0 {
		t.Errorf("%d of %d bytes, %d messages dropped", total, size, o.send.iopub.Dropped())
	}
}
