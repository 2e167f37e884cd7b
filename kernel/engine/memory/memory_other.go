//go:build !linux

package memory

// HasHard reports whether Limit has an effect.
const HasHard = false

// Here is the machine's memory.
func Here() Machine { return Machine{Bytes: physical(), From: "the machine"} }

// Limit has no effect here: the limit is watched only.
func Limit(int64) error { return nil }

// Offer has no effect here.
func Offer() error { return nil }
