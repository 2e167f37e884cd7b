// Package pbkdf2 holds sources to instantiate; see package std.
package pbkdf2

import (
	"hash"

	"weft/kernel/golang/std/compiled"
)

func Key[Hash hash.Hash](h func() Hash, password string, salt []byte, iter, keyLength int) ([]byte, error) {
	return compiled.PasswordKey(func() hash.Hash { return h() }, password, salt, iter, keyLength)
}
