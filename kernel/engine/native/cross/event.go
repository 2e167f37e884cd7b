package cross

import (
	"errors"
	"io"
)

// A Kind is what an Event says.
type Kind uint8

const (
	Display Kind = 1 + iota // show Data; a later Update may name ID
	Update                  // replace what was displayed under ID
	Result                  // show Data as the value of the cell's last expression
	Clear                   // remove the cell's outputs, if Wait when the next one comes
	Input                   // ask the reader for a line
	Fault                   // the program could not do its own part: Text says why; not answered
)

// An Event is what a program tells the process that runs it.
type Event struct {
	Seq      uint64 // the answer's
	Kind     Kind
	ID       string
	Data     []Part
	Metadata []Part
	Wait     bool
	Prompt   string
	Password bool
	Text     string
}

// A Part is one format of a value: text or, if JSON is set, a JSON value.
type Part struct {
	MIME string
	JSON bool
	Data []byte
}

// An Answer tells a program that an event has been handled; the other fields are for Input.
type Answer struct {
	Seq   uint64
	Text  string // the line
	EOF   bool   // there is no more input
	Error string // nobody can be asked
}

// MaxFrame is the most bytes that one event or answer may have.
const MaxFrame = 256 << 20

// WriteEvent writes an event as one frame.
func WriteEvent(to io.Writer, e Event) error {
	w := newFrame()
	w.Uint64(e.Seq)
	w.Uint8(uint8(e.Kind))
	w.Text(e.ID)
	w.parts(e.Data)
	w.parts(e.Metadata)
	w.Bool(e.Wait)
	w.Text(e.Prompt)
	w.Bool(e.Password)
	w.Text(e.Text)
	return w.send(to)
}

// ReadEvent reads the next event. io.EOF is the orderly end; another error means that something else
// was written there, and nothing after it can be trusted.
func ReadEvent(from io.Reader) (Event, error) {
	r, err := readFrame(from)
	if err != nil {
		return Event{}, err
	}
	e := Event{Seq: r.Uint64(), Kind: Kind(r.Uint8()), ID: r.Text(), Data: r.parts(), Metadata: r.parts(),
		Wait: r.Bool(), Prompt: r.Text(), Password: r.Bool(), Text: r.Text()}
	if e.Kind < Display || e.Kind > Fault {
		r.Fail("an unknown event")
	}
	return e, r.End()
}

// WriteAnswer writes an answer as one frame.
func WriteAnswer(to io.Writer, a Answer) error {
	w := newFrame()
	w.Uint64(a.Seq)
	w.Text(a.Text)
	w.Bool(a.EOF)
	w.Text(a.Error)
	return w.send(to)
}

// ReadAnswer reads the next answer, as ReadEvent does.
func ReadAnswer(from io.Reader) (Answer, error) {
	r, err := readFrame(from)
	if err != nil {
		return Answer{}, err
	}
	a := Answer{Seq: r.Uint64(), Text: r.Text(), EOF: r.Bool(), Error: r.Text()}
	return a, r.End()
}

func (w *Writer) parts(parts []Part) {
	w.Len(len(parts))
	for _, p := range parts {
		w.Text(p.MIME)
		w.Bool(p.JSON)
		w.Bytes(p.Data)
	}
}

func (r *Reader) parts() []Part {
	n := r.Len()
	if n > len(r.buf)/3 {
		r.Fail("it ends too early")
	}
	if n <= 0 || r.err != nil {
		return nil
	}
	parts := make([]Part, n)
	for i := range parts {
		parts[i] = Part{MIME: r.Text(), JSON: r.Bool(), Data: r.Bytes()}
	}
	return parts
}

// newFrame returns a Writer with room for the frame's length.
func newFrame() *Writer { return &Writer{buf: make([]byte, 4, 256)} }

// send writes the frame that newFrame began, at once.
func (w *Writer) send(to io.Writer) error {
	n := len(w.buf) - 4
	if n > MaxFrame {
		return &SizeError{n, MaxFrame}
	}
	for i := range 4 {
		w.buf[i] = byte(n >> (8 * i))
	}
	_, err := to.Write(w.buf)
	return err
}

// readFrame reads one frame, allocating no more than twice what has really come.
func readFrame(from io.Reader) (*Reader, error) {
	var head [4]byte
	if _, err := io.ReadFull(from, head[:]); err != nil {
		return nil, err
	}
	n := int(load32(head[:]))
	if n > MaxFrame {
		return nil, errors.New("damaged input: a frame that is too large")
	}
	buf := make([]byte, min(n, 64<<10))
	for have := 0; ; {
		got, err := io.ReadFull(from, buf[have:])
		have += got
		if err != nil {
			return nil, io.ErrUnexpectedEOF
		}
		if have == n {
			return NewReader(buf), nil
		}
		grown := make([]byte, min(n, 2*have))
		copy(grown, buf)
		buf = grown
	}
}
