package zsock

import (
	"bytes"
	"encoding/binary"
	"strings"
)

// Sizes of the handshake (RFC 37, "Overall Behavior" and "The NULL Security Mechanism").
const (
	greetingSize  = 64
	signatureSize = 11      // signature and major version: enough to turn away other protocols
	maxCommand    = 8 << 10 // bytes; a READY has about 40
	maxIdentity   = 255     // bytes
	ownMinor      = 0       // zmq4 speaks 3.0: subscriptions travel as messages
)

// checkSignature checks the first signatureSize bytes of a greeting: %xFF 8OCTET %x7F and a
// version of 3 or above.
func checkSignature(b []byte) error {
	switch {
	case b[0] != 0xFF || b[9] != 0x7F:
		return protocolErrorf(BadGreeting, "signature %x", b[:10])
	case b[10] < 3:
		return protocolErrorf(BadGreeting, "ZMTP version %d, want 3 or above", b[10])
	}
	return nil
}

// checkGreeting checks a greeting of greetingSize bytes.
func checkGreeting(b []byte) error {
	if err := checkSignature(b); err != nil {
		return err
	}
	if name := strings.TrimRight(string(b[12:32]), "\x00"); name != "NULL" {
		return protocolErrorf(BadMechanism, "%q, want NULL", name)
	}
	if b[32] > 1 {
		return protocolErrorf(BadGreeting, "as-server is %d", b[32])
	}
	return nil
}

// cleanGreeting is the one greeting that zmq4 gets to read.
func cleanGreeting() []byte {
	b := make([]byte, greetingSize)
	b[0], b[9], b[10], b[11] = 0xFF, 0x7F, 3, ownMinor
	copy(b[12:], "NULL")
	return b
}

// splitCommand returns name and data of a command frame's body: command-size, command-name, command-data.
func splitCommand(body []byte) (name string, data []byte, err error) {
	if len(body) == 0 || body[0] == 0 || int(body[0]) > len(body)-1 {
		return "", nil, protocolErrorf(BadCommand, "no name in %d bytes", len(body))
	}
	n := 1 + int(body[0])
	return string(body[1:n]), body[n:], nil
}

// A hello is what a peer's READY says. Other properties are for applications and are not used.
type hello struct {
	socketType string
	identity   string // "" if it has none
}

// parseReady checks the body of the first command of a peer of k.
func parseReady(k Kind, body []byte) (hello, error) {
	name, data, err := splitCommand(body)
	switch {
	case err != nil:
		return hello{}, err
	case name == "ERROR":
		return hello{}, refusal(data)
	case name != "READY":
		return hello{}, protocolErrorf(BadCommand, "%.20q, want READY", name)
	}
	properties, err := parseMetadata(data)
	if err != nil {
		return hello{}, err
	}
	h := hello{socketType: properties["socket-type"], identity: properties["identity"]}
	switch {
	case !k.accepts(h.socketType):
		return hello{}, protocolErrorf(BadSocketType, "%.20q cannot talk to %v", h.socketType, k)
	case len(h.identity) > maxIdentity:
		return hello{}, protocolErrorf(BadIdentity, "%d bytes, limit %d", len(h.identity), maxIdentity)
	case strings.HasPrefix(h.identity, "\x00"):
		return hello{}, protocolErrorf(BadIdentity, "a leading zero byte is reserved")
	}
	return h, nil
}

// parseMetadata reads *property, where property = name value, name = OCTET 1*255name-char and value =
// 4OCTET *OCTET. Names are case-insensitive and returned in lower case.
func parseMetadata(data []byte) (map[string]string, error) {
	properties := map[string]string{}
	for len(data) > 0 {
		n := int(data[0])
		data = data[1:]
		if n == 0 || n > len(data)-4 {
			return nil, protocolErrorf(BadProperty, "name of %d bytes, value size and all in %d", n, len(data))
		}
		name := strings.ToLower(string(data[:n]))
		size := uint64(binary.BigEndian.Uint32(data[n:]))
		data = data[n+4:]
		if bytes.ContainsFunc([]byte(name), notNameChar) {
			return nil, protocolErrorf(BadProperty, "name %.20q", name)
		}
		if size > uint64(len(data)) {
			return nil, protocolErrorf(BadProperty, "value of %d bytes in %d", size, len(data))
		}
		if _, ok := properties[name]; ok {
			return nil, protocolErrorf(BadProperty, "%.20q twice", name)
		}
		properties[name] = string(data[:size])
		data = data[size:]
	}
	return properties, nil
}

// notNameChar holds name-char = ALPHA | DIGIT | "-" | "_" | "." | "+" for lower case.
func notNameChar(r rune) bool {
	return !('a' <= r && r <= 'z' || '0' <= r && r <= '9' || strings.ContainsRune("-_.+", r))
}

// cleanReady is the one READY frame that zmq4 gets to read: h with nothing else in it.
func (h hello) cleanReady() []byte {
	body := append([]byte(nil), "\x05READY"...)
	for _, p := range [][2]string{{"Socket-Type", h.socketType}, {"Identity", h.identity}} {
		body = append(body, byte(len(p[0])))
		body = append(body, p[0]...)
		body = binary.BigEndian.AppendUint32(body, uint32(len(p[1])))
		body = append(body, p[1]...)
	}
	return append(frameHeader(flagCommand, len(body)), body...)
}

// refusal turns an ERROR command's data, a size and a reason, into an error.
func refusal(data []byte) error {
	reason := ""
	if len(data) > 0 && int(data[0]) <= len(data)-1 {
		reason = string(data[1 : 1+int(data[0])])
	}
	return protocolErrorf(RefusedByPeer, "%q", reason)
}
