package generic_test

import (
	"cmp"
	"crypto/hkdf"
	"crypto/pbkdf2"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"maps"
	"math"
	"os"
	"slices"
	"testing"

	"pgregory.net/rapid"

	ourcmp "weft/kernel/golang/std/generic/cmp"
	ourerrors "weft/kernel/golang/std/generic/errors"
	ourhkdf "weft/kernel/golang/std/generic/hkdf"
	ouriter "weft/kernel/golang/std/generic/iter"
	ourmaps "weft/kernel/golang/std/generic/maps"
	ourpbkdf2 "weft/kernel/golang/std/generic/pbkdf2"
)

func TestCmp(t *testing.T) {
	values := []float64{math.NaN(), math.Inf(-1), -1, math.Copysign(0, -1), 0, 1, math.Inf(1)}
	for _, x := range values {
		for _, y := range values {
			same(t, fmt.Sprintf("Compare(%v, %v)", x, y), func() []any { return []any{ourcmp.Compare(x, y), ourcmp.Less(x, y)} }, func() []any { return []any{cmp.Compare(x, y), cmp.Less(x, y)} })
			same(t, fmt.Sprintf("Or(%v, %v)", x, y), func() []any { return []any{ourcmp.Or(x, y), ourcmp.Or[float64]()} }, func() []any { return []any{cmp.Or(x, y), cmp.Or[float64]()} })
		}
	}
	if ourcmp.Compare("a", "b") != -1 || ourcmp.Or("", "x", "y") != "x" {
		t.Error("strings compare wrongly")
	}
}

func TestMaps(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		small := rapid.IntRange(0, 5)
		m := rapid.MapOf(small, small).Draw(t, "m")
		w := rapid.MapOf(small, small).Draw(t, "w")
		if rapid.Bool().Draw(t, "equal") {
			w = maps.Clone(m)
		}
		if len(m) == 0 && rapid.Bool().Draw(t, "nil") {
			m = nil
		}
		eq := func(a, b int) bool { return a == b }
		same(t, "Equal", func() []any { return []any{ourmaps.Equal(m, w), ourmaps.EqualFunc(m, w, eq)} }, func() []any { return []any{maps.Equal(m, w), maps.EqualFunc(m, w, eq)} })
		same(t, "Clone", func() []any { return []any{ourmaps.Clone(m)} }, func() []any { return []any{maps.Clone(m)} })
		same(t, "Collect", func() []any { return []any{ourmaps.Collect(ourmaps.All(m))} }, func() []any { return []any{maps.Collect(maps.All(m))} })
		same(t, "Keys", func() []any { return []any{slices.Sorted(ourmaps.Keys(m))} }, func() []any { return []any{slices.Sorted(maps.Keys(m))} })
		same(t, "Values", func() []any { return []any{slices.Sorted(ourmaps.Values(m))} }, func() []any { return []any{slices.Sorted(maps.Values(m))} })
		// Writing to a nil map panics, if there is something to write.
		same(t, "Copy", func() []any { c := maps.Clone(m); ourmaps.Copy(c, w); return []any{c} }, func() []any { c := maps.Clone(m); maps.Copy(c, w); return []any{c} })
		same(t, "Insert", func() []any { c := maps.Clone(m); ourmaps.Insert(c, maps.All(w)); return []any{c} }, func() []any { c := maps.Clone(m); maps.Insert(c, maps.All(w)); return []any{c} })
		odd := func(k, v int) bool { return (k+v)%2 == 1 }
		same(t, "DeleteFunc", func() []any { c := maps.Clone(m); ourmaps.DeleteFunc(c, odd); return []any{c} }, func() []any { c := maps.Clone(m); maps.DeleteFunc(c, odd); return []any{c} })
		n := rapid.IntRange(0, 6).Draw(t, "stop")
		count := func(seq iter.Seq[int]) (k int) {
			for range seq {
				if k++; k > n {
					break
				}
			}
			return k
		}
		same(t, "Keys, stopped", func() []any { return []any{count(ourmaps.Keys(m)), count(ourmaps.Values(m))} }, func() []any { return []any{count(maps.Keys(m)), count(maps.Values(m))} })
	})
}

func TestPull(t *testing.T) {
	seq := func(yield func(error) bool) { // of an interface type, with a nil in it
		_ = yield(io.EOF) && yield(nil) && yield(io.ErrNoProgress)
	}
	pairs := func(yield func(string, int) bool) { _ = yield("a", 1) && yield("b", 2) }
	panicking := func(yield func(int) bool) {
		yield(1)
		panic("in the sequence")
	}
	for stopAt := range 5 {
		same(t, fmt.Sprint("Pull, stopped at ", stopAt), func() []any { next, stop := ouriter.Pull(seq); return pulled(next, stop, stopAt) }, func() []any { next, stop := iter.Pull(seq); return pulled(next, stop, stopAt) })
		same(t, fmt.Sprint("Pull2, stopped at ", stopAt), func() []any { next, stop := ouriter.Pull2(pairs); return pulled2(next, stop, stopAt) }, func() []any { next, stop := iter.Pull2(pairs); return pulled2(next, stop, stopAt) })
		same(t, fmt.Sprint("Pull of a panic, stopped at ", stopAt), func() []any { next, stop := ouriter.Pull(panicking); return pulled(next, stop, stopAt) }, func() []any { next, stop := iter.Pull(panicking); return pulled(next, stop, stopAt) })
	}
}

func pulled[V any](next func() (V, bool), stop func(), stopAt int) (got []any) {
	for i := range 6 {
		if i == stopAt {
			stop()
		}
		v, ok := next()
		got = append(got, v, ok)
	}
	return got
}

func pulled2[K, V any](next func() (K, V, bool), stop func(), stopAt int) (got []any) {
	for i := range 6 {
		if i == stopAt {
			stop()
		}
		k, v, ok := next()
		got = append(got, k, v, ok)
	}
	return got
}

type coded struct{ code int }

func (c coded) Error() string { return fmt.Sprint("code ", c.code) }

// refusing has an As method that writes to its target and then says no.
type refusing struct{ says bool }

func (r refusing) Error() string { return "refusing" }

func (r refusing) As(target any) bool {
	if c, ok := target.(*coded); ok {
		c.code = 99
	}
	return r.says
}

func TestAsType(t *testing.T) {
	_, notExist := os.Open("no such file")
	for _, err := range []error{
		nil, io.EOF, coded{1}, fmt.Errorf("wrapped: %w", coded{2}), errors.Join(io.EOF, coded{3}), notExist,
		&coded{4}, refusing{true}, refusing{false}, errors.Join(refusing{false}, coded{5}),
	} {
		same(t, fmt.Sprintf("AsType[coded](%v)", err), func() []any { e, ok := ourerrors.AsType[coded](err); return []any{e, ok} }, func() []any { e, ok := errors.AsType[coded](err); return []any{e, ok} })
		same(t, fmt.Sprintf("AsType[*fs.PathError](%v)", err), func() []any { e, ok := ourerrors.AsType[*fs.PathError](err); return []any{e == nil, ok} }, func() []any { e, ok := errors.AsType[*fs.PathError](err); return []any{e == nil, ok} })
	}
}

func TestKeys(t *testing.T) {
	secret, salt := []byte("secret"), []byte("salt and more of it")
	for _, n := range []int{0, 1, 32, 100, 255*32 + 1} {
		same(t, "hkdf.Extract", func() []any { k, err := ourhkdf.Extract(sha256.New, secret, salt); return []any{k, err} }, func() []any { k, err := hkdf.Extract(sha256.New, secret, salt); return []any{k, err} })
		same(t, "hkdf.Expand", func() []any {
			k, err := ourhkdf.Expand(sha256.New, secret, "info", n)
			return []any{k, fmt.Sprint(err)}
		}, func() []any { k, err := hkdf.Expand(sha256.New, secret, "info", n); return []any{k, fmt.Sprint(err)} })
		same(t, "hkdf.Key", func() []any {
			k, err := ourhkdf.Key(sha256.New, secret, salt, "info", n)
			return []any{k, fmt.Sprint(err)}
		}, func() []any {
			k, err := hkdf.Key(sha256.New, secret, salt, "info", n)
			return []any{k, fmt.Sprint(err)}
		})
		same(t, "pbkdf2.Key", func() []any {
			k, err := ourpbkdf2.Key(sha256.New, "word", salt, 3, n)
			return []any{k, fmt.Sprint(err)}
		}, func() []any { k, err := pbkdf2.Key(sha256.New, "word", salt, 3, n); return []any{k, fmt.Sprint(err)} })
	}
}
