package procs

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"reflect"
	"strings"
)

// A Shape tells what package reflect does not know of a value: a notebook's interpreter keeps fields of types that
// contain each other as interface{}. A nil Shape says that there is nothing to tell.
type Shape interface {
	Elem() Shape        // of a pointer, slice, array, map
	Key() Shape         // of a map
	Field(i int) Shape  // of a struct
	Held() reflect.Type // what really is in a field that is an interface{}; nil if it is an interface
}

func elem(s Shape) Shape {
	if s == nil {
		return nil
	}
	return s.Elem()
}

func key(s Shape) Shape {
	if s == nil {
		return nil
	}
	return s.Key()
}

func part(s Shape, i int) Shape {
	if s == nil {
		return nil
	}
	return s.Field(i)
}

// isBlank reports whether a field is called _, also where an interpreter had to give it another name.
func isBlank(name string) bool {
	return name == "_" || strings.HasPrefix(name, "_blank") || strings.HasPrefix(name, "X_blank")
}

// marshals reports whether values of a type are written by its own methods: types of the standard library with
// fields that are not all there is to them.
func marshals(t reflect.Type) bool {
	switch t.PkgPath() + "." + t.Name() {
	case "time.Time", "math/big.Int", "math/big.Float", "math/big.Rat", "net/netip.Addr", "net/netip.AddrPort", "net/netip.Prefix",
		"net/url.URL", "regexp.Regexp", "math/rand/v2.PCG", "math/rand/v2.ChaCha8":
		return true
	}
	return false
}

// sentinels are errors that stay what they are, by number from 2 on.
func sentinels() []error {
	return []error{io.EOF, io.ErrUnexpectedEOF, context.Canceled, context.DeadlineExceeded, fs.ErrNotExist, fs.ErrExist,
		fs.ErrPermission, os.ErrDeadlineExceeded, errors.ErrUnsupported, ErrClosed, ErrGiven}
}

// error writes nil, the number of a well-known error, or a text.
func (w *Writer) error(err error) {
	if err == nil {
		w.byte(0)
		return
	}
	for i, known := range sentinels() {
		if err == known {
			w.byte(byte(2 + i))
			return
		}
	}
	w.byte(1)
	w.text(err.Error())
}

func (r *Reader) error() error {
	switch n := int(r.byte()); {
	case n == 0:
		return nil
	case n == 1:
		return errors.New(r.text())
	case n-2 < len(sentinels()):
		return sentinels()[n-2]
	}
	r.fail("damaged: no error")
	return nil
}
