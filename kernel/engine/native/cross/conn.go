package cross

import (
	"errors"
	"io"
	"strconv"
)

// A Conn is one end of a connection between a caller and a worker, which carries one message at a time,
// to and fro. A message is a frame as those of events are. It belongs to one goroutine.
type Conn struct {
	file   io.ReadWriteCloser
	in     []byte // for receiving into
	reader Reader
	out    Writer
	limit  int // bytes of a message that is sent
}

// NewConn returns a Conn on a stream.
func NewConn(file io.ReadWriteCloser) *Conn {
	return &Conn{file: file, in: make([]byte, smallFrame), limit: MaxFrame}
}

// A SizeError reports a message that is too large, and has not been sent.
type SizeError struct{ Bytes, Limit int }

func (e *SizeError) Error() string {
	return strconv.Itoa(e.Bytes) + " bytes are more than the limit of " + strconv.Itoa(e.Limit)
}

// smallFrame is how much memory a connection keeps for itself, and the least that is read at once.
const smallFrame = 4 << 10

// Begin empties the message that is to be sent, and returns the Writer of it.
func (c *Conn) Begin() *Writer {
	c.out = Writer{buf: append(c.out.buf[:0], 0, 0, 0, 0)}
	return &c.out
}

// Writer returns the Writer of the message that is to be sent.
func (c *Conn) Writer() *Writer { return &c.out }

// Send sends the message, which must have been written without an error. After another error than a
// *SizeError the connection cannot be used.
func (c *Conn) Send() error {
	if n := len(c.out.buf) - 4; n > c.limit {
		return &SizeError{n, c.limit}
	}
	err := c.out.send(c.file)
	if cap(c.out.buf) > 16*smallFrame {
		c.out.buf = nil
	}
	return err
}

// Receive waits for a message and returns the Reader of it, which is valid until the next Receive. The
// error is io.EOF if the other side has gone.
func (c *Conn) Receive() (*Reader, error) {
	if len(c.in) > 16*smallFrame {
		c.in = make([]byte, smallFrame)
	}
	size := 4
	for have := 0; have < size; {
		n, err := c.file.Read(c.in[have:])
		have += n
		switch {
		case err == io.EOF && have > 0:
			return nil, io.ErrUnexpectedEOF
		case err != nil:
			return nil, err
		case have >= 4:
			size = 4 + int(load32(c.in))
		}
		if size > MaxFrame || have > size {
			return nil, errors.New("damaged input: a message of another length")
		}
		if have == len(c.in) && have < size { // no more memory than twice what has come
			c.in = append(make([]byte, 0, 2*have), c.in...)[:min(2*have, size)]
		}
	}
	c.reader = Reader{buf: c.in[4:size]}
	return &c.reader, nil
}

// Close ends the connection.
func (c *Conn) Close() error { return c.file.Close() }
