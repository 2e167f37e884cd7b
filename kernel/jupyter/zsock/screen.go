package zsock

import (
	"bufio"
	"encoding/binary"
	"errors"
	"io"
	"net"
	"os"
	"time"

	"github.com/go-zeromq/zmq4"
)

// Frame flags (RFC 37, "Framing").
const (
	flagMore    = 1
	flagLong    = 2
	flagCommand = 4
)

// Sizes of the screen's buffers, in bytes.
const (
	readAhead  = 16 << 10
	firstChunk = 64 << 10 // of a frame's body; a frame that claims more gets more as it comes
	lastChunk  = 4 << 20
)

// A screen stands between the network and zmq4's decoder. It reads, checks and only then passes on:
// zmq4 sees one fixed greeting, a READY with two known properties, and whole message frames whose
// bytes have all arrived. Commands do not pass: PING is answered, the rest has no use here.
//
// Read belongs to one goroutine.
type screen struct {
	net.Conn
	kind   Kind
	limits Limits
	in     *bufio.Reader
	out    io.Writer           // the connection during the handshake, then a buffer
	hold   func(n int64) error // accounts for n more bytes of the message being read
	pong   func(context []byte)

	next  func() error // reads what comes next into ready
	ready net.Buffers  // checked, not yet read by zmq4
	small []byte       // reused for small frames
	hello hello
	armed bool  // a read deadline is set
	err   error // why reading ended; zmq4 wraps it in five layers

	frames int   // of the message being read
	bytes  int64 // its cost
}

func newScreen(c net.Conn, k Kind, l Limits) *screen {
	s := &screen{Conn: c, kind: k, limits: l, in: bufio.NewReaderSize(c, readAhead), out: c}
	s.hold = func(int64) error { return nil }
	s.next = s.readGreeting
	return s
}

// Read passes on checked bytes.
func (s *screen) Read(p []byte) (int, error) {
	for len(s.ready) == 0 {
		if s.err = s.next(); s.err != nil {
			return 0, s.err
		}
	}
	return s.ready.Read(p)
}

// Write is used by zmq4 in the handshake, and afterwards by the link's writer alone.
func (s *screen) Write(p []byte) (int, error) { return s.out.Write(p) }

func (s *screen) readGreeting() error {
	b := make([]byte, greetingSize)
	if _, err := io.ReadFull(s.in, b[:signatureSize]); err != nil {
		return err
	}
	if err := checkSignature(b[:signatureSize]); err != nil {
		return err
	}
	if _, err := io.ReadFull(s.in, b[signatureSize:]); err != nil {
		return err
	}
	if err := checkGreeting(b); err != nil {
		return err
	}
	s.ready = net.Buffers{cleanGreeting()}
	s.next = s.readReady
	return nil
}

func (s *screen) readReady() error {
	flags, size, err := s.readHeader()
	if err != nil {
		return err
	}
	if flags&flagCommand == 0 {
		return protocolErrorf(BadCommand, "a message before READY")
	}
	body, err := s.readCommand(size)
	if err != nil {
		return err
	}
	if s.hello, err = parseReady(s.kind, body); err != nil {
		return err
	}
	s.ready = net.Buffers{s.hello.cleanReady()}
	s.next = func() error { return io.ErrUnexpectedEOF } // until established
	return nil
}

// established turns from the handshake to messages. What is written from now on goes to out.
func (s *screen) established(out io.Writer) {
	s.out = out
	s.next = s.readFrame
}

// readFrame reads one frame, or handles one command.
func (s *screen) readFrame() error {
	if s.frames == 0 && s.armed { // between messages a peer may be silent
		s.armed = false
		if err := s.SetReadDeadline(time.Time{}); err != nil {
			return err
		}
	}
	flags, size, err := s.readHeader()
	if err != nil {
		return err
	}
	if flags&flagCommand != 0 {
		body, err := s.readCommand(size)
		if err != nil {
			return err
		}
		return s.command(body)
	}
	s.frames++
	if s.frames > s.limits.MaxFrames {
		return protocolErrorf(TooManyFrames, "limit %d", s.limits.MaxFrames)
	}
	if size > uint64(s.limits.MaxMessage-s.bytes) || int64(size)+frameCost > s.limits.MaxMessage-s.bytes {
		return protocolErrorf(TooLarge, "a frame of %d bytes, limit of the message %d", size, s.limits.MaxMessage)
	}
	s.bytes += int64(size) + frameCost
	if err := s.readBody(flags, int(size)); err != nil {
		return err
	}
	if flags&flagMore == 0 {
		s.frames, s.bytes = 0, 0
	}
	return nil
}

// readHeader reads flags and size of a frame and checks the flags.
func (s *screen) readHeader() (flags byte, size uint64, err error) {
	if s.frames > 0 {
		s.arm()
	}
	if flags, err = s.in.ReadByte(); err != nil {
		return 0, 0, s.readError(err)
	}
	if flags&^(flagMore|flagLong|flagCommand) != 0 {
		return 0, 0, protocolErrorf(BadFlags, "%#x", flags)
	}
	if flags&flagCommand != 0 && (flags&flagMore != 0 || s.frames > 0) {
		return 0, 0, protocolErrorf(BadFlags, "a command within a message")
	}
	var b [8]byte
	if flags&flagLong == 0 {
		err = s.full(b[7:])
	} else {
		err = s.full(b[:])
	}
	return flags, binary.BigEndian.Uint64(b[:]), err
}

// readBody makes a frame ready. A large one is collected in chunks as its bytes arrive: a claim
// alone costs firstChunk bytes.
func (s *screen) readBody(flags byte, size int) error {
	header := frameHeader(flags, size)
	if err := s.hold(frameCost); err != nil {
		return err
	}
	if len(header)+size <= firstChunk {
		s.small = append(append(s.small[:0], header...), make([]byte, size)...)
		if err := s.full(s.small[len(header):]); err != nil {
			return err
		}
		s.ready = append(s.ready, s.small)
		return s.hold(int64(size))
	}
	ready := net.Buffers{header}
	for chunk := firstChunk; size > 0; chunk = min(2*chunk, lastChunk) {
		b := make([]byte, min(chunk, size))
		if err := s.full(b); err != nil {
			return err
		}
		if err := s.hold(int64(len(b))); err != nil {
			return err
		}
		ready = append(ready, b)
		size -= len(b)
	}
	s.ready = ready
	return nil
}

// readCommand reads the body of a command.
func (s *screen) readCommand(size uint64) ([]byte, error) {
	if size > maxCommand {
		return nil, protocolErrorf(TooLarge, "a command of %d bytes, limit %d", size, maxCommand)
	}
	body := make([]byte, size)
	return body, s.full(body)
}

// command handles a command after the handshake. Unknown ones are ignored: JOIN and LEAVE, for
// instance, belong to other socket types.
func (s *screen) command(body []byte) error {
	name, data, err := splitCommand(body)
	if err != nil {
		return err
	}
	switch name {
	case zmq4.CmdPing: // ping-ttl, two octets, and a context that PONG returns
		if len(data) < 2 {
			return protocolErrorf(BadCommand, "PING of %d bytes", len(data))
		}
		s.pong(data[2:min(len(data), 2+16)])
	case zmq4.CmdError:
		return refusal(data)
	case zmq4.CmdSubscribe:
		s.subscription(1, data)
	case zmq4.CmdCancel:
		s.subscription(0, data)
	}
	return nil
}

// subscription passes a SUBSCRIBE or CANCEL of ZMTP 3.1 on as the message that 3.0 has for it.
func (s *screen) subscription(first byte, topic []byte) {
	if s.kind != XPub {
		return
	}
	b := append(frameHeader(0, 1+len(topic)), first)
	s.ready = append(s.ready, append(b, topic...))
}

// full fills p. Within a message or command a peer must go on sending.
func (s *screen) full(p []byte) error {
	for len(p) > 0 {
		s.arm()
		n, err := s.in.Read(p)
		p = p[n:]
		if err != nil && len(p) > 0 {
			return s.readError(err)
		}
	}
	return nil
}

// arm gives the peer Limits.Stall for the next byte, if that has to come from the network. The
// handshake has a deadline as a whole.
func (s *screen) arm() {
	if s.in.Buffered() == 0 && s.hello.socketType != "" {
		s.armed = true
		s.SetReadDeadline(time.Now().Add(s.limits.Stall)) // a failure shows in the read
	}
}

func (s *screen) readError(err error) error {
	switch {
	case s.armed && errors.Is(err, os.ErrDeadlineExceeded):
		return ErrStalled
	case err == io.EOF && (s.armed || s.frames > 0):
		return io.ErrUnexpectedEOF
	}
	return err
}

// frameHeader returns flags and size as they stand before a frame's body.
func frameHeader(flags byte, size int) []byte {
	if size > 255 {
		return binary.BigEndian.AppendUint64([]byte{flags | flagLong}, uint64(size))
	}
	return []byte{flags &^ flagLong, byte(size)}
}
