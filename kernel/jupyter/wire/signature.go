package wire

import (
	"crypto/hmac"
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha3"
	"crypto/sha512"
	"encoding/hex"
	"fmt"
	"hash"
	"strings"
	"sync"
)

// A signer computes the hexadecimal HMAC over the four JSON parts. It is safe for concurrent use.
type signer struct {
	macs sync.Pool // of hash.Hash: a reset HMAC costs a third of a new one
}

func newSigner(scheme string, key []byte) (*signer, error) {
	newHash, err := hashOf(scheme)
	if err != nil {
		return nil, err
	}
	key = append([]byte(nil), key...)
	s := &signer{}
	s.macs.New = func() any { return hmac.New(newHash, key) }
	return s, nil
}

// hashOf resolves a signature scheme. The names after "hmac-" are those of Python's hashlib,
// which the specification refers to; upper case and '-' for '_' are accepted.
func hashOf(scheme string) (func() hash.Hash, error) {
	name, ok := strings.CutPrefix(strings.ToLower(scheme), "hmac-")
	if !ok {
		return nil, fmt.Errorf("signature scheme %q: want hmac-<hash>", scheme)
	}
	switch strings.ReplaceAll(name, "-", "_") {
	case "md5":
		return md5.New, nil
	case "sha1":
		return sha1.New, nil
	case "sha224":
		return sha256.New224, nil
	case "sha256":
		return sha256.New, nil
	case "sha384":
		return sha512.New384, nil
	case "sha512":
		return sha512.New, nil
	case "sha512_224":
		return sha512.New512_224, nil
	case "sha512_256":
		return sha512.New512_256, nil
	case "sha3_224":
		return func() hash.Hash { return sha3.New224() }, nil
	case "sha3_256":
		return func() hash.Hash { return sha3.New256() }, nil
	case "sha3_384":
		return func() hash.Hash { return sha3.New384() }, nil
	case "sha3_512":
		return func() hash.Hash { return sha3.New512() }, nil
	}
	return nil, fmt.Errorf("signature scheme %q: unknown hash %q; known are md5, sha1, sha224, sha256, "+
		"sha384, sha512, sha512_224, sha512_256 and sha3_224 to sha3_512", scheme, name)
}

// sum returns the HMAC of the concatenated parts in lower-case hexadecimal.
func (s *signer) sum(parts [][]byte) []byte {
	mac := s.macs.Get().(hash.Hash)
	defer s.macs.Put(mac)
	mac.Reset()
	for _, p := range parts {
		mac.Write(p)
	}
	var digest [sha512.Size]byte
	return hex.AppendEncode(nil, mac.Sum(digest[:0]))
}

// verify compares in constant time, so that a stranger cannot guess a signature byte by byte.
func (s *signer) verify(signature []byte, parts [][]byte) bool {
	return hmac.Equal(s.sum(parts), signature)
}
