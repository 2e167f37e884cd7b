// Package iter holds sources to instantiate; see package std.
package iter

import (
	"iter"

	"weft/kernel/golang/std/compiled"
)

func Pull[V any](seq iter.Seq[V]) (next func() (V, bool), stop func()) {
	pull, end := compiled.Pull(func(yield func(any) bool) {
		seq(func(v V) bool { return yield(v) })
	})
	return func() (V, bool) {
		x, ok := pull()
		v, _ := x.(V) // x is nil at the end, and for a V that is a nil interface
		return v, ok
	}, end
}

func Pull2[K, V any](seq iter.Seq2[K, V]) (next func() (K, V, bool), stop func()) {
	pull, end := compiled.Pull2(func(yield func(k, v any) bool) {
		seq(func(k K, v V) bool { return yield(k, v) })
	})
	return func() (K, V, bool) {
		x, y, ok := pull()
		k, _ := x.(K)
		v, _ := y.(V)
		return k, v, ok
	}, end
}
