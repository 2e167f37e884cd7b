package pipe

import (
	"bufio"
	"fmt"
	"io"
	"sync"
)

// A Writer sends messages. It is safe for concurrent use.
type Writer struct {
	mu sync.Mutex
	w  io.Writer
}

// NewWriter returns a Writer on w.
func NewWriter(w io.Writer) *Writer { return &Writer{w: w} }

// Send writes m. A *SizeError leaves the stream as it was; after another error it cannot be used.
func (w *Writer) Send(m Message) error {
	parts, err := encode(m)
	if err != nil {
		return err
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, p := range parts {
		if _, err := w.w.Write(p); err != nil {
			return fmt.Errorf("send %T: %w", m, err)
		}
	}
	return nil
}

// A Reader receives messages.
type Reader struct{ r *bufio.Reader }

// NewReader returns a Reader on r.
func NewReader(r io.Reader) *Reader { return &Reader{bufio.NewReaderSize(r, 64<<10)} }

// Read returns the next message, a pointer to one of the message types. The error is io.EOF after the
// last message; a *GarbageError or *SizeError says that something else wrote to the descriptor, and
// then nothing more can be read.
func (r *Reader) Read() (Message, error) { return decode(r.r) }

// Buffered reports whether there are bytes that have been read and not yet returned.
func (r *Reader) Buffered() bool { return r.r.Buffered() > 0 }
