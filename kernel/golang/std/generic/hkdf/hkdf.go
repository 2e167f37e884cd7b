// Package hkdf holds sources to instantiate; see package std.
package hkdf

import (
	"hash"

	"weft/kernel/golang/std/compiled"
)

func Extract[H hash.Hash](h func() H, secret, salt []byte) ([]byte, error) {
	return compiled.Extract(func() hash.Hash { return h() }, secret, salt)
}

func Expand[H hash.Hash](h func() H, pseudorandomKey []byte, info string, keyLength int) ([]byte, error) {
	return compiled.Expand(func() hash.Hash { return h() }, pseudorandomKey, info, keyLength)
}

func Key[Hash hash.Hash](h func() Hash, secret, salt []byte, info string, keyLength int) ([]byte, error) {
	return compiled.ExtractAndExpand(func() hash.Hash { return h() }, secret, salt, info, keyLength)
}
