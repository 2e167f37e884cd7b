package wire

import "fmt"

// A Reason says why frames are not a message.
type Reason int

// The reasons of an Error. BadSignature and Replayed mean that the sender does not hold the key;
// all later ones can only be reached by someone who does, or on an unsigned connection.
const (
	TooManyFrames Reason = iota + 1 // more than MaxFrames
	TooLarge                        // a part is longer than its limit
	NoDelimiter                     // no frame is <IDS|MSG>
	MissingParts                    // fewer than five frames follow the delimiter
	BadSignature                    // the HMAC is not that of the parts
	Replayed                        // this signature has been accepted before
	BadJSON                         // a part is not JSON
	TooDeep                         // a part nests deeper than MaxDepth
	WrongType                       // a part is no object, or a header field no string
	MissingField                    // the header lacks msg_id, session or msg_type
)

func (r Reason) String() string {
	names := [...]string{"?", "too many frames", "too large", "no delimiter", "missing parts",
		"bad signature", "replayed signature", "bad JSON", "too deep", "wrong type", "missing field"}
	if r < 0 || int(r) >= len(names) {
		r = 0
	}
	return names[r]
}

// An Error reports frames that are not a message, or a message that has no frames.
type Error struct {
	Reason Reason
	Part   string // "header", "parent_header", "header.msg_id", ...; "" is the message as a whole
	Detail string // for people; "" if the reason says it all
}

func (e *Error) Error() string {
	s := "message"
	if e.Part != "" {
		s = e.Part
	}
	s += ": " + e.Reason.String()
	if e.Detail != "" {
		s += " (" + e.Detail + ")"
	}
	return s
}

func errorf(r Reason, part, format string, args ...any) *Error {
	return &Error{Reason: r, Part: part, Detail: fmt.Sprintf(format, args...)}
}
