package generic_test

import (
	"fmt"
	"hash/maphash"
	"math/rand/v2"
	"reflect"
	"sync"
	"sync/atomic"
	"testing"
	"time"
	"unique"

	"pgregory.net/rapid"

	ouratomic "weft/kernel/golang/std/generic/atomic"
	ourmaphash "weft/kernel/golang/std/generic/maphash"
	ourrand "weft/kernel/golang/std/generic/rand"
	ourreflect "weft/kernel/golang/std/generic/reflect"
	oursync "weft/kernel/golang/std/generic/sync"
	ourunique "weft/kernel/golang/std/generic/unique"
)

// Any sequence of operations gives the same answers.
func TestPointer(t *testing.T) {
	targets := []*int{nil, new(int), new(int)}
	rapid.Check(t, func(t *rapid.T) {
		var mine ouratomic.Pointer[int]
		var real atomic.Pointer[int]
		for range rapid.IntRange(1, 12).Draw(t, "operations") {
			a, b := rapid.SampledFrom(targets).Draw(t, "a"), rapid.SampledFrom(targets).Draw(t, "b")
			switch rapid.IntRange(0, 3).Draw(t, "operation") {
			case 0:
				same(t, "Load", func() []any { return []any{mine.Load()} }, func() []any { return []any{real.Load()} })
			case 1:
				mine.Store(a)
				real.Store(a)
			case 2:
				same(t, "Swap", func() []any { return []any{mine.Swap(a)} }, func() []any { return []any{real.Swap(a)} })
			case 3:
				same(t, "CompareAndSwap", func() []any { return []any{mine.CompareAndSwap(a, b)} }, func() []any { return []any{real.CompareAndSwap(a, b)} })
			}
		}
	})
}

// A counter of linked nodes loses no increment.
func TestPointerConcurrently(t *testing.T) {
	type node struct{ n int }
	var p ouratomic.Pointer[node]
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for range 500 {
				for {
					old := p.Load()
					next := &node{1}
					if old != nil {
						next.n = old.n + 1
					}
					if p.CompareAndSwap(old, next) {
						break
					}
				}
			}
		})
	}
	wg.Wait()
	if got := p.Load().n; got != 2000 {
		t.Errorf("counted %d, want 2000", got)
	}
}

func TestOnce(t *testing.T) {
	for _, fail := range []bool{false, true} {
		count := 0
		f := func() int {
			count++
			if fail {
				panic(fmt.Sprint("call ", count))
			}
			return count
		}
		thrice := func(once func() int) func() []any {
			return func() []any {
				count = 0
				var got []any
				for range 3 {
					got = append(got, outcome(func() []any { return []any{once()} }), count)
				}
				return got
			}
		}
		same(t, "OnceValue", thrice(oursync.OnceValue(f)), thrice(sync.OnceValue(f)))
		pair := func() (int, error) { return f(), nil }
		first := func(once func() (int, error)) func() int { return func() int { n, _ := once(); return n } }
		same(t, "OnceValues", thrice(first(oursync.OnceValues(pair))), thrice(first(sync.OnceValues(pair))))
	}
}

func TestN(t *testing.T) {
	for _, n := range []time.Duration{-1, 0, 1} {
		same(t, "N", func() []any { return []any{ourrand.N(n)} }, func() []any { return []any{rand.N(n)} })
	}
	seen := make(map[uint8]bool)
	for range 2000 {
		v := ourrand.N[uint8](5)
		if v >= 5 {
			t.Fatalf("N(5) = %d", v)
		}
		seen[v] = true
	}
	if len(seen) != 5 {
		t.Errorf("N(5) never gave some of 0..4: %v", seen)
	}
}

func TestUnique(t *testing.T) {
	var none, one error = nil, fmt.Errorf("one")
	a := []string{"a", "a"} // equal, but not the same to a reader of the code
	same(t, "Make", func() []any {
		return []any{
			ourunique.Make(a[0]) == ourunique.Make(a[1]), ourunique.Make("a") == ourunique.Make("b"), ourunique.Make("a").Value(),
			ourunique.Make(none) == ourunique.Make(error(nil)), ourunique.Make(none) == ourunique.Make(one), ourunique.Make(none).Value(),
		}
	}, func() []any {
		return []any{
			unique.Make(a[0]) == unique.Make(a[1]), unique.Make("a") == unique.Make("b"), unique.Make("a").Value(),
			unique.Make(none) == unique.Make(error(nil)), unique.Make(none) == unique.Make(one), unique.Make(none).Value(),
		}
	})
}

func TestHash(t *testing.T) {
	seed := maphash.MakeSeed()
	if ourmaphash.Comparable(seed, "a") != ourmaphash.Comparable(seed, string([]byte("a"))) || ourmaphash.Comparable(seed, "a") == ourmaphash.Comparable(seed, "b") {
		t.Error("Comparable does not tell strings apart")
	}
	var a, b maphash.Hash
	b.SetSeed(a.Seed())
	ourmaphash.WriteComparable(&a, 1)
	ourmaphash.WriteComparable(&b, 1)
	if a.Sum64() != b.Sum64() {
		t.Error("WriteComparable gives two hashes of one value")
	}
}

func TestReflect(t *testing.T) {
	same(t, "TypeFor", func() []any { return []any{ourreflect.TypeFor[error](), ourreflect.TypeFor[[]int]()} }, func() []any { return []any{reflect.TypeFor[error](), reflect.TypeFor[[]int]()} })
	err := fmt.Errorf("x")
	for _, v := range []reflect.Value{{}, reflect.ValueOf(1), reflect.ValueOf(&err).Elem(), reflect.ValueOf(err), reflect.ValueOf(new(error)).Elem()} {
		same(t, "TypeAssert[int]", func() []any { x, ok := ourreflect.TypeAssert[int](v); return []any{x, ok} }, func() []any { x, ok := reflect.TypeAssert[int](v); return []any{x, ok} })
		same(t, "TypeAssert[error]", func() []any { x, ok := ourreflect.TypeAssert[error](v); return []any{x, ok} }, func() []any { x, ok := reflect.TypeAssert[error](v); return []any{x, ok} })
	}
}
