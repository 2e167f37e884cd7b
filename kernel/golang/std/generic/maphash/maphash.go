// Package maphash holds sources to instantiate; see package std.
package maphash

import (
	"hash/maphash"

	"weft/kernel/golang/std/compiled"
)

func Comparable[T comparable](seed maphash.Seed, v T) uint64 { return compiled.Hash(seed, v) }

func WriteComparable[T comparable](h *maphash.Hash, x T) { compiled.WriteHash(h, x) }
