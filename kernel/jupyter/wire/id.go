package wire

import (
	"crypto/rand"
	"encoding/hex"
	"strings"
)

// NewID returns a random UUID (version 4), as sessions, comms and subshells are named.
func NewID() string {
	var b [16]byte
	rand.Read(b[:]) // never fails (crypto/rand)
	b[6], b[8] = b[6]&0x0f|0x40, b[8]&0x3f|0x80
	x := hex.EncodeToString(b[:])
	return strings.Join([]string{x[:8], x[8:12], x[12:16], x[16:20], x[20:]}, "-")
}
