// Package cmp holds sources to instantiate; see package std.
package cmp

import "cmp"

func Less[T cmp.Ordered](x, y T) bool {
	return x < y || x != x && y == y // NaN comes before every number
}

func Compare[T cmp.Ordered](x, y T) int {
	switch {
	case x == y:
		return 0
	case x < y:
		return -1
	case x > y:
		return +1
	}
	// At least one is NaN.
	switch {
	case y == y:
		return -1
	case x == x:
		return +1
	}
	return 0
}

func Or[T comparable](vals ...T) T {
	var zero T
	for i := 0; i < len(vals); i++ {
		if vals[i] != zero {
			return vals[i]
		}
	}
	return zero
}
