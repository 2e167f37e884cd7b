package cross

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"
)

// A stream is read from in and written to out.
type stream struct {
	in  io.Reader
	out bytes.Buffer
}

func (s *stream) Read(b []byte) (int, error)  { return s.in.Read(b) }
func (s *stream) Write(b []byte) (int, error) { return s.out.Write(b) }
func (s *stream) Close() error                { return nil }

// slowly gives a byte at a time.
type slowly struct{ r io.Reader }

func (s slowly) Read(b []byte) (int, error) { return s.r.Read(b[:min(1, len(b))]) }

func message(text string) []byte {
	s := &stream{}
	c := NewConn(s)
	c.Begin().Text(text)
	c.Send()
	return s.out.Bytes()
}

func TestConn(t *testing.T) {
	for _, text := range []string{"", "short", strings.Repeat("long ", 100_000), "short"} {
		for _, in := range []io.Reader{bytes.NewReader(message(text)), slowly{bytes.NewReader(message(text))}} {
			c := NewConn(&stream{in: in})
			r, err := c.Receive()
			if err != nil {
				t.Fatalf("a message of %d bytes: %v", len(text), err)
			}
			if got := r.Text(); got != text || r.End() != nil {
				t.Errorf("a message of %d bytes became %d, %v", len(text), len(got), r.End())
			}
			if _, err := c.Receive(); err != io.EOF {
				t.Errorf("after the last message: %v", err)
			}
		}
	}
	c := NewConn(&stream{in: bytes.NewReader(message("text")[:6])})
	if _, err := c.Receive(); err != io.ErrUnexpectedEOF {
		t.Errorf("half a message: %v", err)
	}
}

// What is too large is an error of the call, not of the connection.
func TestSizeOfResults(t *testing.T) {
	for _, tt := range []struct {
		name string
		call func(r *Reader, w *Writer)
		want string
	}{
		{"results", func(_ *Reader, w *Writer) { w.Bytes(make([]byte, 2000)) }, "results: 2003 bytes are more than the limit of 1000"},
		{"panic", func(*Reader, *Writer) { panic(strings.Repeat("x", 2000)) }, "its panic: "},
	} {
		s := &stream{in: bytes.NewReader([]byte{4, 0, 0, 0, 0, 0, 0, 0})}
		conn := NewConn(s)
		conn.limit = 1000
		(&server{functions: []Function{{tt.name, tt.call}}, conn: conn}).serve()
		answer, err := NewConn(&stream{in: &s.out}).Receive()
		if err != nil {
			t.Fatal(err)
		}
		if status, text := answer.Uint8(), answer.Text(); status != Forgotten || !strings.HasPrefix(text, tt.want) {
			t.Errorf("%s: status %d, %q", tt.name, status, text)
		}
	}
	conn := NewConn(&stream{})
	conn.limit = 10
	conn.Begin().Text("more than ten bytes")
	if size := (*SizeError)(nil); !errors.As(conn.Send(), &size) {
		t.Error("a message over the limit was sent")
	}
}

// FuzzServe: whatever a caller sends, the worker answers it or hangs up.
func FuzzServe(f *testing.F) {
	f.Add([]byte{4, 0, 0, 0, 0, 0, 0, 0})
	f.Add([]byte{12, 0, 0, 0, 1, 0, 0, 0, 7, 0, 0, 0, 0, 0, 0, 0})
	f.Add([]byte{4, 0, 0, 0, 2, 0, 0, 0})
	f.Add([]byte{0xff, 0xff, 0xff, 0xff})
	functions := []Function{
		{"everything", func(r *Reader, w *Writer) { putEverything(w, getEverything(r)) }},
		{"int", func(r *Reader, w *Writer) { w.Int(r.Int()) }},
		{"panic", func(r *Reader, _ *Writer) { panic(r.Basic()) }},
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		s := &stream{in: bytes.NewReader(data)}
		(&server{functions: functions, conn: NewConn(s)}).serve()
		for caller := NewConn(&stream{in: &s.out}); ; {
			r, err := caller.Receive()
			if err != nil {
				return // a caller sends one call at a time, and never finds several answers in one read
			}
			if r.Uint8() == Panicked {
				ReadPanic(r)
				r.Text()
				if err := r.End(); err != nil {
					t.Fatalf("a panic cannot be read: %v", err)
				}
			}
		}
	})
}

func TestPanicValues(t *testing.T) {
	for _, want := range []any{true, 1, int8(-1), int16(2), int32(3), int64(4), uint(5), uint8(6), uint16(7), uint32(8), uint64(9),
		float32(1.5), 2.5, complex64(1i), complex128(2i), "text", io.EOF} {
		w := NewWriter()
		writePanic(w, want)
		r := NewReader(w.Encoded())
		if got := ReadPanic(r); got != want || r.End() != nil {
			t.Errorf("%T %v became %T %v, %v", want, want, got, got, r.End())
		}
	}
	w := NewWriter()
	writePanic(w, (*badError)(nil))
	if got := ReadPanic(NewReader(w.Encoded())); got.(error).Error() != "(its own method panicked)" {
		t.Errorf("an error whose method panics: %v", got)
	}
}
