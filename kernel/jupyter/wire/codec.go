package wire

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
)

// Limits of Decode, far above what clients send: widgets use some tens of buffers, a header has
// 300 bytes. The connection limits the message as a whole.
const (
	MaxFrames     = 4096
	MaxIdentities = 16       // frames before the delimiter
	MaxIdentity   = 4 << 10  // bytes, for each of them
	MaxHeader     = 64 << 10 // bytes, for header and parent_header each
	MaxMetadata   = 16 << 20 // bytes
	MaxContent    = 1 << 30  // bytes
	MaxDepth      = 512      // of arrays and objects within each other
)

// delimiter separates the routing frames from the message.
const delimiter = "<IDS|MSG>"

// A Codec turns messages into frames and back, for one connection file. It is safe for
// concurrent use. All sockets of a kernel should share one, so that a message cannot be replayed
// on another of them; two subscriptions to the same iopub need one each.
type Codec struct {
	sign *signer // nil if messages are not signed
	seen *history
}

// NewCodec returns a codec for a connection file's signature_scheme and key. The scheme is "hmac-"
// and the name of a hash; with an empty key messages are not signed and the scheme is not looked at.
func NewCodec(scheme string, key []byte) (*Codec, error) {
	if len(key) == 0 {
		return &Codec{}, nil
	}
	s, err := newSigner(scheme, key)
	if err != nil {
		return nil, err
	}
	return &Codec{sign: s, seen: newHistory(historySize)}, nil
}

// Encode returns the frames of m: identities, delimiter, signature, four JSON parts, buffers. They
// share memory with m. An *Error means that m has no frames that Decode would take; the syntax
// of the JSON parts is the caller's duty beyond their being an object.
func (c *Codec) Encode(m *Message) ([][]byte, error) {
	header, err := encodeHeader(m)
	if err != nil {
		return nil, err
	}
	parts := [4][]byte{header, orEmpty(m.Parent), orEmpty(m.Metadata), orEmpty(m.Content)}
	for i, p := range parts {
		if t := bytes.TrimSpace(p); len(t) < 2 || t[0] != '{' || t[len(t)-1] != '}' {
			return nil, errorf(WrongType, partOf(i).name, "want an object")
		}
	}
	frames := make([][]byte, 0, len(m.Identities)+6+len(m.Buffers))
	for _, id := range m.Identities {
		if string(id) == delimiter {
			return nil, errorf(NoDelimiter, "identities", "an identity is the delimiter")
		}
		frames = append(frames, id)
	}
	var signature []byte
	if c.sign != nil {
		signature = c.sign.sum(parts[:])
	}
	frames = append(frames, []byte(delimiter), signature)
	frames = append(frames, parts[:]...)
	return append(frames, m.Buffers...), nil
}

// encodeHeader prefers the header as received.
func encodeHeader(m *Message) ([]byte, error) {
	if m.RawHeader != nil {
		return m.RawHeader, nil
	}
	h := m.Header
	if h.Version == "" {
		h.Version = ProtocolVersion
	}
	if err := h.complete(); err != nil {
		return nil, err
	}
	raw, err := json.Marshal(h)
	if err != nil {
		return nil, fmt.Errorf("encode header of %s: %w", h.MsgType, err)
	}
	return raw, nil
}

func orEmpty(part json.RawMessage) []byte {
	if part == nil {
		return []byte("{}")
	}
	return part
}

// Decode verifies frames and decodes them; the message shares their memory. Nothing but lengths
// is looked at before the signature has been found right. A message that does not verify, that was
// decoded before, or that is none, gives an *Error with the reason.
//
// Header and parent stay byte for byte as they came. In metadata and content, bytes that are not
// UTF-8 become U+FFFD, as jupyter_client reads them.
func (c *Codec) Decode(frames [][]byte) (*Message, error) {
	identities, rest, err := split(frames)
	if err != nil {
		return nil, err
	}
	signature, parts, buffers := rest[0], rest[1:5], rest[5:]
	if err := c.authenticate(signature, parts); err != nil {
		return nil, err
	}
	for i, raw := range parts {
		if err := checkObject(partOf(i).name, raw); err != nil {
			return nil, err
		}
	}
	header, err := decodeHeader(parts[0])
	if err != nil {
		return nil, err
	}
	return &Message{
		Identities: identities,
		Header:     header,
		RawHeader:  parts[0],
		Parent:     parts[1],
		Metadata:   repaired(parts[2]),
		Content:    repaired(parts[3]),
		Buffers:    buffers,
	}, nil
}

// split finds the delimiter and checks lengths. rest has at least five frames.
func split(frames [][]byte) (identities, rest [][]byte, err error) {
	if len(frames) > MaxFrames {
		return nil, nil, errorf(TooManyFrames, "", "%d, limit %d", len(frames), MaxFrames)
	}
	at := slices.IndexFunc(frames[:min(len(frames), MaxIdentities+1)], func(f []byte) bool {
		return string(f) == delimiter
	})
	if at < 0 {
		return nil, nil, &Error{Reason: NoDelimiter}
	}
	identities, rest = frames[:at:at], frames[at+1:]
	if len(rest) < 5 {
		return nil, nil, errorf(MissingParts, "", "%d frames after the delimiter, want 5 or more", len(rest))
	}
	for _, id := range identities {
		if len(id) > MaxIdentity {
			return nil, nil, errorf(TooLarge, "identities", "%d bytes, limit %d", len(id), MaxIdentity)
		}
	}
	for i, p := range rest[1:5] {
		if part := partOf(i); len(p) > part.max {
			return nil, nil, errorf(TooLarge, part.name, "%d bytes, limit %d", len(p), part.max)
		}
	}
	return identities, rest, nil
}

// authenticate checks the signature. Only verified ones enter the history: a stranger
// cannot push others out of it.
func (c *Codec) authenticate(signature []byte, parts [][]byte) error {
	switch {
	case c.sign == nil:
		return nil
	case !c.sign.verify(signature, parts):
		return &Error{Reason: BadSignature}
	case !c.seen.add(signature):
		return &Error{Reason: Replayed}
	}
	return nil
}

// A part is one of the four JSON parts.
type part struct {
	name string
	max  int // bytes
}

// partOf returns the i-th part in the order of the wire.
func partOf(i int) part {
	return [...]part{
		{"header", MaxHeader}, {"parent_header", MaxHeader},
		{"metadata", MaxMetadata}, {"content", MaxContent},
	}[i]
}
