package wire

import (
	"bytes"
	"encoding/json"
	"errors"
	"unicode/utf8"
)

// decodeHeader reads a header. A field of the wrong type or one that every message needs and
// this one lacks gives an *Error.
func decodeHeader(raw []byte) (Header, error) {
	var h Header
	if err := json.Unmarshal(raw, &h); err != nil {
		if wrong, ok := errors.AsType[*json.UnmarshalTypeError](err); ok {
			return Header{}, errorf(WrongType, "header."+wrong.Field, "want a string, have a %s", wrong.Value)
		}
		return Header{}, errorf(BadJSON, "header", "%v", err)
	}
	return h, h.complete()
}

// complete reports a missing field. Username, date and version may be missing: clients older
// than protocol 5.1 leave some of them out.
func (h Header) complete() error {
	for _, f := range []struct{ name, value string }{
		{"msg_id", h.MsgID}, {"session", h.Session}, {"msg_type", h.MsgType},
	} {
		if f.value == "" {
			return &Error{Reason: MissingField, Part: "header." + f.name}
		}
	}
	return nil
}

// checkObject reports why raw is not one JSON object of bounded depth. Depth comes first, because
// the standard library takes very deep JSON for bad JSON.
func checkObject(part string, raw []byte) error {
	switch {
	case tooDeep(raw):
		return errorf(TooDeep, part, "limit %d", MaxDepth)
	case !json.Valid(raw):
		return &Error{Reason: BadJSON, Part: part}
	case bytes.TrimLeft(raw, " \t\r\n")[0] != '{':
		return errorf(WrongType, part, "want an object")
	}
	return nil
}

// tooDeep reports whether brackets outside strings nest deeper than MaxDepth. For what is no JSON
// the answer is arbitrary.
func tooDeep(raw []byte) bool {
	depth, quoted := 0, false
	for i := 0; i < len(raw); i++ {
		switch b := raw[i]; {
		case quoted:
			if b == '\\' {
				i++
			}
			quoted = b != '"'
		case b == '"':
			quoted = true
		case b == '{' || b == '[':
			if depth++; depth > MaxDepth {
				return true
			}
		case b == '}' || b == ']':
			depth--
		}
	}
	return false
}

// repaired replaces bytes that are not UTF-8 by U+FFFD. Python clients can send such bytes, as
// they encode JSON with surrogateescape.
func repaired(raw []byte) []byte {
	if utf8.Valid(raw) {
		return raw
	}
	return bytes.ToValidUTF8(raw, []byte("\uFFFD"))
}
