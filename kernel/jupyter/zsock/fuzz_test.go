package zsock

import (
	"bytes"
	"errors"
	"io"
	"net"
	"os"
	"testing"
	"time"
)

// A script is a connection whose other end has said everything already.
type script struct {
	net.Conn // nil: nothing else may be called
	in       io.Reader
	out      bytes.Buffer
}

func (s *script) Read(p []byte) (int, error)         { return s.in.Read(p) }
func (s *script) Write(p []byte) (int, error)        { return s.out.Write(p) }
func (s *script) Close() error                       { return nil }
func (s *script) RemoteAddr() net.Addr               { return nil }
func (s *script) SetDeadline(t time.Time) error      { return nil }
func (s *script) SetReadDeadline(t time.Time) error  { return nil }
func (s *script) SetWriteDeadline(t time.Time) error { return nil }

// small are the limits of the fuzz targets: what is allocated stays small.
func small(k Kind) Limits {
	l := Limits{MaxMessage: 1 << 20, MaxFrames: 16}.withDefaults(Router)
	l.Stall = time.Hour
	return l
}

// FuzzHandshake gives arbitrary bytes to the real handshake, zmq4's included, as each kind of
// socket. Nothing may panic, and what succeeds must name a type that may connect.
func FuzzHandshake(f *testing.F) {
	f.Add([]byte(greeting("NULL") + ready(property("Socket-Type", "DEALER"), property("Identity", "me"))))
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, kind := range []Kind{Router, XPub, Dealer, Sub, Req} {
			l, err := open(&script{in: bytes.NewReader(data)}, kind, "", small(kind))
			if err != nil {
				continue
			}
			h := l.screen.hello
			if !kind.accepts(h.socketType) || len(h.identity) > maxIdentity || len(data) < greetingSize {
				t.Fatalf("%v accepted %+v", kind, h)
			}
		}
	})
}

// FuzzFrames gives arbitrary bytes to an established link. Nothing may panic, every message keeps the
// limits, and what was read is what zmq4's encoder makes of the messages.
func FuzzFrames(f *testing.F) {
	f.Add([]byte(frame(flagMore, "id") + frame(0, "body")))
	f.Fuzz(func(t *testing.T, data []byte) {
		prefix := greeting("NULL") + ready(property("Socket-Type", "DEALER"))
		whole := &script{in: io.MultiReader(bytes.NewReader([]byte(prefix)), bytes.NewReader(data))}
		limits := small(Router)
		l, err := open(whole, Router, "", limits)
		if err != nil {
			t.Fatal(err)
		}
		l.screen.pong = func(context []byte) {
			if len(context) > 16 {
				t.Fatalf("PONG with %d bytes", len(context))
			}
		}
		var held int64
		l.screen.hold = func(n int64) error { held += n; return nil }
		for {
			held = 0
			message, err := l.receive()
			if err != nil {
				if !expected(err) {
					t.Fatalf("untyped error %v", err)
				}
				return
			}
			if len(message) == 0 || len(message) > limits.MaxFrames || cost(message) > limits.MaxMessage+frameCost {
				t.Fatalf("%d frames, %d bytes", len(message), cost(message))
			}
			if held != cost(message)-frameCost {
				t.Fatalf("%d bytes held for %d", held, cost(message))
			}
		}
	})
}

func expected(err error) bool {
	return reasonOf(err) != 0 || errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, os.ErrDeadlineExceeded)
}
