package cross

import (
	"context"
	"errors"
	"io"
	"os"
)

// known are the errors that are compared with rather than read. They stay themselves.
func known() [8]error {
	return [...]error{io.EOF, io.ErrUnexpectedEOF, io.ErrClosedPipe, os.ErrNotExist, os.ErrExist, os.ErrPermission,
		context.Canceled, context.DeadlineExceeded}
}

// The first byte of an error: nil, one with a text, or ownError plus its place in known.
const (
	nilError = iota
	textError
	ownError
)

// ErrorValue writes an error as its text, so that it is of another type on the other side, and what it
// wraps is lost. Nil stays nil, and errors such as io.EOF, os.ErrNotExist and context.Canceled stay themselves.
func (w *Writer) ErrorValue(err error) {
	if err == nil {
		w.byte(nilError)
		return
	}
	for i, k := range known() {
		if err == k {
			w.byte(byte(ownError + i))
			return
		}
	}
	text := w.textOf(err)
	w.byte(textError)
	w.Text(text)
}

func (w *Writer) textOf(err error) (text string) {
	defer func() {
		if recover() != nil {
			w.Fail("its method Error panics")
		}
	}()
	return err.Error()
}

// ErrorValue reads an error.
func (r *Reader) ErrorValue() error {
	switch k := r.Uint8(); {
	case k == textError:
		if text := r.Text(); r.err == nil {
			return errors.New(text)
		}
	case k >= ownError && int(k)-ownError < len(known()):
		return known()[k-ownError]
	case k != nilError:
		r.Fail("an unknown error")
	}
	return nil
}
