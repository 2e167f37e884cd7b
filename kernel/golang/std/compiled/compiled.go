// Package compiled is what the generic sources of package std cannot do as interpreted code:
// instances of generic functions whose arguments and results are interfaces. Learners do not
// import it; lowered code does.
package compiled

import (
	"crypto/hkdf"
	"crypto/pbkdf2"
	"hash"
	"hash/maphash"
	"iter"
	"unique"
)

// Pull is iter.Pull on values of any type.
func Pull(seq func(yield func(any) bool)) (next func() (any, bool), stop func()) {
	return iter.Pull(iter.Seq[any](seq))
}

// Pull2 is iter.Pull2 on values of any type.
func Pull2(seq func(yield func(k, v any) bool)) (next func() (any, any, bool), stop func()) {
	return iter.Pull2(iter.Seq2[any, any](seq))
}

// A Handle is a canonical value: two are equal if their values are, in type too.
type Handle struct{ handle unique.Handle[any] }

// Unique returns the handle of a comparable value.
func Unique(v any) Handle { return Handle{unique.Make(v)} }

// Value returns the value that h was made of.
func (h Handle) Value() any { return h.handle.Value() }

// Hash returns a hash of a comparable value. It is not the number that maphash.Comparable gives
// for the value's own type, which no program can foresee either.
func Hash(seed maphash.Seed, v any) uint64 { return maphash.Comparable(seed, v) }

// WriteHash adds a comparable value to h.
func WriteHash(h *maphash.Hash, v any) { maphash.WriteComparable(h, v) }

// Extract is hkdf.Extract.
func Extract(h func() hash.Hash, secret, salt []byte) ([]byte, error) {
	return hkdf.Extract(h, secret, salt)
}

// Expand is hkdf.Expand.
func Expand(h func() hash.Hash, key []byte, info string, length int) ([]byte, error) {
	return hkdf.Expand(h, key, info, length)
}

// ExtractAndExpand is hkdf.Key.
func ExtractAndExpand(h func() hash.Hash, secret, salt []byte, info string, length int) ([]byte, error) {
	return hkdf.Key(h, secret, salt, info, length)
}

// PasswordKey is pbkdf2.Key.
func PasswordKey(h func() hash.Hash, password string, salt []byte, rounds, length int) ([]byte, error) {
	return pbkdf2.Key(h, password, salt, rounds, length)
}
