// Package msg has one type for the content of every message of the Jupyter messaging
// protocol 5.5. It owns names, JSON shapes and defaults; it does no I/O and knows neither
// headers, sockets and signatures nor what a kernel does with a request.
//
// Contents are read with Decode and written with Encode. Reading tolerates missing and unknown
// fields and refuses wrong types. Writing never leaves out or sets to null a field that the
// specification promises.
package msg

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
)

// A Content is what one type of message carries.
type Content interface {
	// MsgType is the message type as headers name it, such as "execute_request".
	MsgType() string
}

// A Bundle holds one thing in several representations: MIME type to string, or, for JSON types,
// to any value that encodes to JSON. Binary representations such as image/png are base64.
type Bundle map[string]any

// A FieldError reports a field whose JSON value has the wrong type.
type FieldError struct {
	Field string // path with dots, "" for the content itself
	Want  string // the type as Go names it
	Got   string // what JSON had: "string", "number", "object"...
}

func (e *FieldError) Error() string {
	if e.Field == "" {
		return fmt.Sprintf("content must be an object, not %s", e.Got)
	}
	return fmt.Sprintf("field %q must be of type %s, not %s", e.Field, e.Want, e.Got)
}

// Decode reads the JSON object raw into the content that into points to. No content at all
// counts as an empty object. The error is a *FieldError if a type is wrong.
func Decode(raw json.RawMessage, into any) error {
	raw = bytes.TrimSpace(raw)
	if len(raw) == 0 {
		raw = json.RawMessage("{}")
	}
	if string(raw) == "null" { // encoding/json would take it for anything
		return &FieldError{Got: "null"}
	}
	err := json.Unmarshal(raw, into)
	var wrong *json.UnmarshalTypeError
	if errors.As(err, &wrong) {
		return &FieldError{Field: wrong.Field, Want: wrong.Type.String(), Got: wrong.Value}
	}
	if err != nil {
		return fmt.Errorf("decode content: %w", err)
	}
	return nil
}

// Encode writes c as JSON. Nil lists and dictionaries are written as empty ones. It fails only
// on values in bundles and comm data that JSON cannot hold.
func Encode(c Content) (json.RawMessage, error) {
	var v any = c
	if f, ok := c.(filler); ok {
		v = f.filled()
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false) // HTML in bundles would grow by a half
	if err := enc.Encode(v); err != nil {
		return nil, fmt.Errorf("encode %s: %w", c.MsgType(), err)
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), nil
}

// A filler has fields that must not be written as null. We do not use MarshalJSON for that: its
// output is scanned a second time, which costs much for a picture of 50 MB.
type filler interface{ filled() any }

func (b Bundle) orEmpty() Bundle {
	if b == nil {
		return Bundle{}
	}
	return b
}

func orEmpty[T any](s []T) []T {
	if s == nil {
		return []T{}
	}
	return s
}

func orOK(status string) string {
	if status == "" {
		return StatusOK
	}
	return status
}
