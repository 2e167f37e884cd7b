package pipe

import (
	"bytes"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"io"
	"runtime"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func messages() []Message {
	return []Message{
		&Eval{Cell: 3, Imports: []Import{{Path: "fmt"}}, Chunks: []Chunk{{"declarations", "var x int"}}, Run: "_cell_3"},
		&Interrupt{Cell: 3},
		&Ack{Seq: 1 << 60},
		&InputReply{Seq: 8, Place: &Place{Dir: "/tmp", Set: map[string]string{"A": "1"}, Unset: []string{"B"}}},
		&InputReply{Seq: 7, Text: "ein \x00 Wort", EOF: true, Error: "nobody"},
		&Close{},
		&Ready{Version: Version, Go: "go1.26"},
		&Started{Seq: 1, Cell: 3},
		&Display{Seq: 2, Cell: 3, ID: "plot", Update: true,
			Data:     Bundle{{MIME: "image/png", Data: []byte{0xff, 0, 1}}, {MIME: "text/plain", Data: []byte("x")}},
			Metadata: Bundle{{MIME: "image/png", JSON: true, Data: []byte(`{"width":3}`)}}},
		&Display{Cell: 4, Data: Bundle{{MIME: "text/html", Data: bytes.Repeat([]byte("ab"), small)}, {MIME: "text/plain", Data: []byte("t")}}},
		&Result{Seq: 3, Cell: 3, Data: Bundle{{MIME: "text/plain", Data: []byte("42")}}},
		&Clear{Seq: 4, Cell: 3, Wait: true},
		&Input{Seq: 5, Cell: 3, Prompt: "name: ", Password: true, Stdin: true, Command: 2, Spent: &Spent{Wall: 3, CPU: 2, Bytes: 1}},
		&Late{Cell: 1, Stream: "stderr", Text: []byte("\xff not UTF-8\n")},
		&Panic{Cell: 3, Message: "panic: oh", Started: &Frame{Cell: 3, Line: 1, Col: 1, Exact: true}, Frames: []Frame{{"main.f", 3, 2, 5, true}}, Stack: "s"},
		&Done{Cell: 3, Status: Interrupted, Code: 2, Fault: "f", Stuck: []string{"sleep"}, Reached: []int{0, 3}, Stopped: 1},
		&Survey{Seq: 9},
		&Survey{Seq: 10, Weigh: true},
		&Goroutines{Seq: 10, Weighed: true, Weights: []Weight{{Name: "x", Bytes: 1 << 40}}},
		&Limit{Memory: 4e9},
		&Deadlock{Cell: 3, Total: 1, Ring: []int64{18, 19}, Goroutines: []Goroutine{{ID: 18, Cell: 3, Main: true, State: "sync.Mutex.Lock",
			Frames: []Frame{{"main.f", 3, 2, 5, true}}, Awaits: &Lock{ID: 1, Holders: []int64{19}}, Holds: []Lock{{ID: 2, At: &Frame{Cell: 3, Line: 1}}}}}},
		&Leak{Cell: 3, Total: 1, Goroutines: []Goroutine{{ID: 20, Cell: 3, State: "chan send", Started: &Frame{Cell: 3, Line: 4, Col: 1, Exact: true}, Age: 5}}},
		&Recording{Cell: 3, Cut: true, Trace: []byte("go 1.26 trace\x00"), Notes: []byte("\x01")},
		&Goroutines{Seq: 9, Total: 201, Goroutines: []Goroutine{{ID: 21, Cell: 1, State: "IO wait", Call: "net/http.(*Client).Do"}}},
	}
}

func TestRoundTrip(t *testing.T) {
	var buf bytes.Buffer
	w := NewWriter(&buf)
	for _, m := range messages() {
		if err := w.Send(m); err != nil {
			t.Fatalf("Send(%T) = %v", m, err)
		}
	}
	r := NewReader(&buf)
	for _, want := range messages() {
		got, err := r.Read()
		if err != nil {
			t.Fatalf("Read, want %T: %v", want, err)
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("%T (-sent +received):\n%s", want, d)
		}
	}
	if _, err := r.Read(); err != io.EOF {
		t.Errorf("Read after the last message = %v, want io.EOF", err)
	}
}

// sum puts right checksums into an altered message, as only somebody who means it would.
func sum(b []byte) []byte {
	binary.LittleEndian.PutUint32(b[12:], crc32.Checksum(b[:12], table()))
	end := len(b) - 4
	binary.LittleEndian.PutUint32(b[end:], crc32.Checksum(b[headerSize:end], table()))
	return b
}

func encoded(t testing.TB, m Message) []byte {
	t.Helper()
	parts, err := encode(m)
	if err != nil {
		t.Fatal(err)
	}
	return bytes.Join(parts, nil)
}

func TestGarbage(t *testing.T) {
	late := func() []byte { return encoded(t, &Late{Cell: 1, Stream: "stdout", Text: []byte("hello")}) }
	for _, tt := range []struct {
		name string
		data []byte
	}{
		{"text", []byte("a learner prints to descriptor 4\n")},
		{"half a header", late()[:9]},
		{"half a head", late()[:headerSize+8]},
		{"no checksum", late()[:len(late())-4]},
		{"a flipped bit in the header", func() []byte { b := late(); b[9] ^= 1; return b }()},
		{"a flipped bit in the head", func() []byte { b := late(); b[headerSize+6] ^= 1; return b }()},
		{"a flipped bit in the attachment", func() []byte { b := late(); b[len(b)-6] ^= 1; return b }()},
		{"text in the middle", func() []byte { b := late(); return append(b[:30:30], append([]byte("oops"), b[30:]...)...) }()},
		{"another version", sum(func() []byte { b := late(); b[5] = 9; return b }())},
		{"another kind", sum(func() []byte { b := late(); b[4] = 200; return b }())},
		{"attachments that do not belong", sum(func() []byte { b := late(); b[4] = byte(kindAck); return b }())},
		{"a head of 4 GiB", sum(func() []byte { b := late(); copy(b[8:], "\xff\xff\xff\xff"); return b }())},
		{"an attachment of 4 GiB", sum(func() []byte { b := late(); copy(b[headerSize:], "\xff\xff\xff\xff"); return b }())},
		{"an attachment of 200 MB that does not come", sum(func() []byte { b := late(); copy(b[headerSize:], "\x00\x00\x00\x0c"); return b }())},
	} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		m, err := NewReader(bytes.NewReader(tt.data)).Read()
		runtime.ReadMemStats(&after)
		var garbage *GarbageError
		var size *SizeError
		if !errors.As(err, &garbage) && !errors.As(err, &size) {
			t.Errorf("%s: Read = %v, %v, want a GarbageError or SizeError", tt.name, m, err)
		}
		if got := after.TotalAlloc - before.TotalAlloc; got > 4<<20 {
			t.Errorf("%s: Read allocated %d bytes", tt.name, got)
		}
	}
}

func TestSendTooLarge(t *testing.T) {
	var buf bytes.Buffer
	w := NewWriter(&buf)
	var size *SizeError
	if err := w.Send(&Late{Text: make([]byte, MaxRaw+1)}); !errors.As(err, &size) {
		t.Errorf("Send of too much = %v, want a SizeError", err)
	}
	if buf.Len() != 0 {
		t.Errorf("%d bytes of a message over the limit were written", buf.Len())
	}
}

func TestBundle(t *testing.T) {
	b, err := NewBundle(map[string]any{"text/plain": "x", "application/json": map[string]int{"a": 1}})
	if err != nil {
		t.Fatal(err)
	}
	want := Bundle{{"application/json", true, []byte(`{"a":1}`)}, {"text/plain", false, []byte("x")}}
	if d := cmp.Diff(want, b); d != "" {
		t.Errorf("NewBundle (-want +got):\n%s", d)
	}
	if _, err := NewBundle(map[string]any{"application/json": func() {}}); err == nil {
		t.Error("NewBundle of a func gave no error")
	}
}

func FuzzRead(f *testing.F) {
	for _, m := range messages() {
		if b := encoded(f, m); len(b) < 1<<12 {
			f.Add(b)
		}
	}
	f.Add([]byte("fatal error: all goroutines are asleep - deadlock!\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		r := NewReader(bytes.NewReader(data))
		for range 8 {
			m, err := r.Read()
			if err != nil {
				return
			}
			again, err := NewReader(bytes.NewReader(encoded(t, m))).Read()
			if err != nil {
				t.Fatalf("%#v cannot be read back: %v", m, err)
			}
			if d := cmp.Diff(encoded(t, m), encoded(t, again)); d != "" {
				t.Errorf("%T changed (-first +second):\n%s", m, d)
			}
		}
	})
}

// FuzzHead reaches what the checksums keep FuzzRead away from.
func FuzzHead(f *testing.F) {
	f.Add(byte(kindDisplay), []byte(`{"data":[{"mime":"a"}],"metadata":null}`), []byte("x"))
	f.Add(byte(kindResult), []byte(`{"data":[{"mime":"a"},{}]}`), []byte(""))
	f.Add(byte(kindEval), []byte(`{"chunks":[{"source":1}]}`), []byte(""))
	f.Add(byte(kindLate), []byte(`null`), []byte("text"))
	f.Add(byte(kindDone), []byte(`[]`), []byte(""))
	f.Fuzz(func(t *testing.T, k byte, head, raw []byte) {
		b := make([]byte, headerSize+4)
		copy(b, magic[:])
		b[4], b[5], b[6] = k, Version, 1
		binary.LittleEndian.PutUint32(b[8:], uint32(len(head)))
		binary.LittleEndian.PutUint32(b[headerSize:], uint32(len(raw)))
		b = append(append(append(b, head...), raw...), 0, 0, 0, 0)
		NewReader(bytes.NewReader(sum(b))).Read()
	})
}

func BenchmarkDisplay50MB(b *testing.B) {
	m := &Display{Data: Bundle{{MIME: "image/png", Data: make([]byte, 50<<20)}}}
	b.SetBytes(50 << 20)
	for b.Loop() {
		r, w := io.Pipe()
		go NewWriter(w).Send(m)
		if _, err := NewReader(r).Read(); err != nil {
			b.Fatal(err)
		}
	}
}
