package slices

// Capacities come out as in package slices where the same appends are made.

func Insert[S ~[]E, E any](s S, i int, v ...E) S {
	_ = s[i:] // panics if i is out of range
	switch {
	case len(v) == 0:
		return s
	case i == len(s):
		return append(s, v...)
	case len(s)+len(v) > cap(s):
		return spliced(s, i, i, v)
	}
	v = append([]E(nil), v...) // it may be a part of s
	tail := s[i:]
	s = s[:len(s)+len(v)]
	copy(s[i+len(v):], tail)
	copy(s[i:], v)
	return s
}

func Replace[S ~[]E, E any](s S, i, j int, v ...E) S {
	_ = s[i:j] // panics if i or j is out of range
	switch {
	case i == j:
		return Insert(s, i, v...)
	case j == len(s):
		r := append(s[:i], v...)
		if len(r) < len(s) {
			clear(s[len(r):])
		}
		return r
	}
	tail := s[j:] // panics if j is beyond the length, but not the capacity
	size := i + len(v) + len(tail)
	if size > cap(s) {
		return spliced(s, i, j, v)
	}
	v = append([]E(nil), v...) // it may be a part of s
	r := s[:size]
	copy(r[i+len(v):], tail)
	copy(r[i:], v)
	if size < len(s) {
		clear(s[size:])
	}
	return r
}

// spliced is a grown copy of s with v in place of s[i:j].
func spliced[S ~[]E, E any](s S, i, j int, v []E) S {
	r := append(s[:i], make(S, len(v)+len(s)-j)...)
	copy(r[i:], v)
	copy(r[i+len(v):], s[j:])
	return r
}

func Delete[S ~[]E, E any](s S, i, j int) S {
	_ = s[i:j:len(s)] // panics if i or j is out of range
	if i == j {
		return s
	}
	r := append(s[:i], s[j:]...)
	clear(s[len(r):])
	return r
}

func DeleteFunc[S ~[]E, E any](s S, del func(E) bool) S {
	kept := 0
	for i := 0; i < len(s); i++ {
		if v := s[i]; !del(v) {
			if kept < i {
				s[kept] = v
			}
			kept++
		}
	}
	clear(s[kept:])
	return s[:kept]
}

func Compact[S ~[]E, E comparable](s S) S {
	return CompactFunc(s, func(a, b E) bool { return a == b })
}

func CompactFunc[S ~[]E, E any](s S, eq func(E, E) bool) S {
	if len(s) < 2 {
		return s
	}
	kept := 1
	for i := 1; i < len(s); i++ {
		if !eq(s[i], s[i-1]) { // s[i-1] is still itself: kept <= i
			if kept < i {
				s[kept] = s[i]
			}
			kept++
		}
	}
	clear(s[kept:])
	return s[:kept]
}

func Reverse[S ~[]E, E any](s S) {
	for i, j := 0, len(s)-1; i < j; i, j = i+1, j-1 {
		s[i], s[j] = s[j], s[i]
	}
}

func Clone[S ~[]E, E any](s S) S { return append(s[:0:0], s...) }

func Clip[S ~[]E, E any](s S) S { return s[:len(s):len(s)] }

func Grow[S ~[]E, E any](s S, n int) S {
	if n < 0 {
		panic("cannot be negative")
	}
	if missing := n - (cap(s) - len(s)); missing > 0 {
		s = append(s[:cap(s)], make([]E, missing)...)[:len(s)]
	}
	return s
}

func Concat[S ~[]E, E any](slices ...S) S {
	size := 0
	for i := 0; i < len(slices); i++ {
		size += len(slices[i])
		if size < 0 {
			panic("len out of range")
		}
	}
	all := Grow[S](nil, size)
	for i := 0; i < len(slices); i++ {
		all = append(all, slices[i]...)
	}
	return all
}

func Repeat[S ~[]E, E any](x S, count int) S {
	if count < 0 {
		panic("cannot be negative")
	}
	const maxInt = int(^uint(0) >> 1)
	if len(x) > 0 && count > maxInt/len(x) {
		panic("the result of (len(x) * count) overflows")
	}
	all := make(S, len(x)*count)
	for n := 0; n < len(all); n += len(x) {
		copy(all[n:], x)
	}
	return all
}
