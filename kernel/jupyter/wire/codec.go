package wire

// A Codec signs, encodes, verifies and decodes messages. It is safe for concurrent use.
type Codec struct{}

// NewCodec returns a codec for a connection file's signature_scheme and key.
func NewCodec(scheme string, key []byte) (*Codec, error) { return &Codec{}, nil }

// Encode returns the frames of m.
func (c *Codec) Encode(m *Message) ([][]byte, error) { return nil, nil }

// Decode verifies and decodes frames.
func (c *Codec) Decode(frames [][]byte) (*Message, error) { return nil, nil }
