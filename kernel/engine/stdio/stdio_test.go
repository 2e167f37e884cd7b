package stdio

import (
	"bytes"
	"os"
	"strings"
	"testing"
	"time"
)

// A slow sink keeps the text and says when it has been given some.
type slow struct {
	text    bytes.Buffer
	largest int
	first   chan bool // closed at the first text
	carryOn chan bool
}

func (s *slow) Stream(_ int, _ string, text []byte) {
	if s.text.Len() == 0 {
		close(s.first)
		<-s.carryOn
	}
	s.text.Write(text)
	s.largest = max(s.largest, len(text))
}

// open returns Streams with the write ends of their pipes.
func open(t *testing.T) (o *Streams[*slow], stdout, stderr *os.File) {
	t.Helper()
	var files []*os.File
	for range 2 {
		r, w, err := os.Pipe()
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { r.Close(); w.Close() })
		files = append(files, r, w)
	}
	o, err := New[*slow](files[0], files[2])
	if err != nil {
		t.Skip(err)
	}
	return o, files[1], files[3]
}

// TestRoom: while the sink does not take it, no more than some batches are kept.
func TestRoom(t *testing.T) {
	o, stdout, _ := open(t)
	sink := &slow{first: make(chan bool), carryOn: make(chan bool)}
	o.Connect(sink)
	go o.Pump()
	line := strings.Repeat("x", 99) + "\n"
	written := make(chan bool)
	go func() {
		defer close(written)
		for range 20_000 {
			stdout.WriteString(line)
		}
	}()
	<-sink.first
	close(sink.carryOn)
	<-written
	o.Finish()
	if sink.text.Len() != 2_000_000 {
		t.Errorf("received %d bytes, want 2000000", sink.text.Len())
	}
	if sink.largest > 2*batch || cap(o.pending) > 4*batch {
		t.Errorf("a text had %d bytes, room was kept for %d", sink.largest, cap(o.pending))
	}
}

// TestHold: what looks like a crash is held until the process has ended, or for as long as nothing proves it.
func TestHold(t *testing.T) {
	const words = "panic: oh\n\ngoroutine 1 [running]:\n"
	for _, tt := range []struct {
		name  string
		dying func() bool
		size  int // of text after the words
		kept  bool
	}{
		{"a crash", nil, 100, true},
		{"a long crash", nil, maxHeld + 1, true},
		{"a crash that is proved", func() bool { return true }, maxHeld + 1, true},
		{"more than a crash would print before it is proved", func() bool { return false }, maxHeld + 1, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			o, stdout, stderr := open(t)
			sink := &slow{first: make(chan bool), carryOn: make(chan bool)}
			close(sink.carryOn)
			o.Dying = tt.dying
			o.Connect(sink)
			o.mu.Lock() // instead of Pump, which would read at its own pace
			o.add(o.sources[1], []byte("before\n"+words))
			o.add(o.sources[1], []byte(strings.Repeat("y", tt.size)))
			o.mu.Unlock()
			stdout.Close()
			stderr.Close()
			go o.Pump()
			o.Finish()
			if held := o.Held(); (held != "") != tt.kept {
				t.Errorf("held %d bytes", len(held))
			}
			if want := "before\n"; tt.kept && sink.text.String() != want {
				t.Errorf("received %q, want %q", sink.text.String(), want)
			}
			if want := 7 + len(words) + tt.size; !tt.kept && sink.text.Len() != want {
				t.Errorf("received %d bytes, want %d", sink.text.Len(), want)
			}
		})
	}
}

func TestExpired(t *testing.T) {
	o, _, _ := open(t)
	defer o.wake.free()
	o.mu.Lock()
	o.add(o.sources[1], []byte("panic: not really\n"))
	o.mu.Unlock()
	now := o.looked
	look := func(after time.Duration) bool { now = now.Add(after); return o.expired(now) }
	if look(holdFor/2) || look(time.Hour) {
		t.Error("given up after a time in which nobody looked")
	}
	for range holdFor/mostLook - 3 {
		if look(mostLook) {
			t.Error("given up too early")
		}
	}
	if !look(mostLook) {
		t.Error("held for ever")
	}
	o.Dying = func() bool { return true }
	if look(mostLook) {
		t.Error("given up although the run time has begun to say why")
	}
}

func TestPartial(t *testing.T) {
	for _, tt := range []struct {
		text string
		want int
	}{
		{"", 0}, {"a", 0}, {"ä", 0}, {"a\xc3", 1}, {"€", 0}, {"\xe2\x82", 2}, {"\xe2", 1}, {"𝄞", 0},
		{"x\xf0\x9d\x84", 3}, {"\x80\x80\x80\x80", 0}, {"\xff", 0}, {"\xc3\xc3", 1},
	} {
		if got := partial([]byte(tt.text)); got != tt.want {
			t.Errorf("partial(%q) = %d, want %d", tt.text, got, tt.want)
		}
	}
}
