package generic_test

import (
	"cmp"
	"fmt"
	"iter"
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	ours "weft/kernel/golang/std/generic/slices"
)

// ints draws a slice with spare capacity, sometimes nil, of few different values.
func ints(t *rapid.T, label string) []int {
	s := rapid.SliceOfN(rapid.IntRange(0, 6), 0, 20).Draw(t, label)
	if len(s) == 0 && rapid.Bool().Draw(t, label+" nil") {
		return nil
	}
	spare := rapid.IntRange(0, 12).Draw(t, label+" spare")
	grown := make([]int, len(s)+spare)
	copy(grown, s)
	for i := len(s); i < len(grown); i++ {
		grown[i] = -i
	}
	return grown[:len(s)]
}

func floats(t *rapid.T, label string) []float64 {
	values := []float64{math.NaN(), math.Inf(1), math.Inf(-1), 0, math.Copysign(0, -1), 1, 2.5, -3}
	return rapid.SliceOfN(rapid.SampledFrom(values), 0, 40).Draw(t, label)
}

// On what they do to a slice, bounds included: these may be one off at both ends.
func TestSlicesEdit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, v := ints(t, "s"), ints(t, "v")
		index := rapid.IntRange(-1, len(s)+1)
		i, j, n := index.Draw(t, "i"), index.Draw(t, "j"), rapid.IntRange(-1, 30).Draw(t, "n")
		odd := func(x int) bool { return x%2 == 1 }
		near := func(a, b int) bool { return a/2 == b/2 }
		edit := func(name string, mine, real func(s []int) []int) {
			a, b := clone(s), clone(s)
			same(t, name, func() []any { r := mine(a); return append(describe(r), a) }, func() []any { r := real(b); return append(describe(r), b) })
		}
		edit("Insert", func(s []int) []int { return ours.Insert(s, i, v...) }, func(s []int) []int { return slices.Insert(s, i, v...) })
		edit("Replace", func(s []int) []int { return ours.Replace(s, i, j, v...) }, func(s []int) []int { return slices.Replace(s, i, j, v...) })
		edit("Delete", func(s []int) []int { return ours.Delete(s, i, j) }, func(s []int) []int { return slices.Delete(s, i, j) })
		edit("DeleteFunc", func(s []int) []int { return ours.DeleteFunc(s, odd) }, func(s []int) []int { return slices.DeleteFunc(s, odd) })
		edit("Compact", ours.Compact, slices.Compact)
		edit("CompactFunc", func(s []int) []int { return ours.CompactFunc(s, near) }, func(s []int) []int { return slices.CompactFunc(s, near) })
		edit("Reverse", func(s []int) []int { ours.Reverse(s); return s }, func(s []int) []int { slices.Reverse(s); return s })
		edit("Clone", ours.Clone, slices.Clone)
		edit("Clip", ours.Clip, slices.Clip)
		edit("Grow", func(s []int) []int { return ours.Grow(s, n) }, func(s []int) []int { return slices.Grow(s, n) })
		edit("Concat", func(s []int) []int { return ours.Concat(s, v, nil, s) }, func(s []int) []int { return slices.Concat(s, v, nil, s) })
		edit("Repeat", func(s []int) []int { return ours.Repeat(s, n) }, func(s []int) []int { return slices.Repeat(s, n) })
		edit("AppendSeq", func(s []int) []int { return ours.AppendSeq(s, ours.Values(v)) }, func(s []int) []int { return slices.AppendSeq(s, slices.Values(v)) })
	})
}

// The inserted values may be a part of the slice that they are put into.
func TestSlicesEditOverlap(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := ints(t, "s")
		index := rapid.IntRange(0, cap(s))
		i, j := rapid.IntRange(0, len(s)).Draw(t, "i"), rapid.IntRange(0, len(s)).Draw(t, "j")
		i, j = min(i, j), max(i, j)
		from, to := index.Draw(t, "from"), index.Draw(t, "to")
		from, to = min(from, to), max(from, to)
		a, b := clone(s), clone(s)
		same(t, "Insert", func() []any { return []any{ours.Insert(a, i, a[from:to]...)} }, func() []any { return []any{slices.Insert(b, i, b[from:to]...)} })
		a, b = clone(s), clone(s)
		same(t, "Replace", func() []any { return []any{ours.Replace(a, i, j, a[from:to]...)} }, func() []any { return []any{slices.Replace(b, i, j, b[from:to]...)} })
	})
}

func TestSlicesCompare(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := floats(t, "a"), floats(t, "b")
		if rapid.Bool().Draw(t, "equal") {
			b = clone(a)
		}
		x := rapid.SampledFrom([]float64{math.NaN(), 0, 1, 7}).Draw(t, "x")
		eq := func(a, b float64) bool { return a == b }
		same(t, "Equal", func() []any { return []any{ours.Equal(a, b)} }, func() []any { return []any{slices.Equal(a, b)} })
		same(t, "EqualFunc", func() []any { return []any{ours.EqualFunc(a, b, eq)} }, func() []any { return []any{slices.EqualFunc(a, b, eq)} })
		same(t, "Compare", func() []any { return []any{ours.Compare(a, b)} }, func() []any { return []any{slices.Compare(a, b)} })
		same(t, "CompareFunc", func() []any { return []any{ours.CompareFunc(a, b, cmp.Compare)} }, func() []any { return []any{slices.CompareFunc(a, b, cmp.Compare)} })
		same(t, "Index", func() []any { return []any{ours.Index(a, x), ours.Contains(a, x)} }, func() []any { return []any{slices.Index(a, x), slices.Contains(a, x)} })
		isX := func(v float64) bool { return v == x }
		same(t, "IndexFunc", func() []any { return []any{ours.IndexFunc(a, isX), ours.ContainsFunc(a, isX)} }, func() []any { return []any{slices.IndexFunc(a, isX), slices.ContainsFunc(a, isX)} })
		same(t, "Min", func() []any { return []any{ours.Min(a)} }, func() []any { return []any{slices.Min(a)} })
		same(t, "Max", func() []any { return []any{ours.Max(a)} }, func() []any { return []any{slices.Max(a)} })
		same(t, "MinFunc", func() []any { return []any{ours.MinFunc(a, cmp.Compare)} }, func() []any { return []any{slices.MinFunc(a, cmp.Compare)} })
		same(t, "MaxFunc", func() []any { return []any{ours.MaxFunc(a, cmp.Compare)} }, func() []any { return []any{slices.MaxFunc(a, cmp.Compare)} })
		same(t, "IsSorted", func() []any { return []any{ours.IsSorted(a)} }, func() []any { return []any{slices.IsSorted(a)} })
	})
}

type card struct{ rank, place int }

// Equal elements come out in the same order, after the same comparisons.
func TestSlicesSortElementsThatAreEqual(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		ranks := rapid.SliceOfN(rapid.IntRange(0, rapid.SampledFrom([]int{3, 30, 3000}).Draw(t, "most")), 0, 300).Draw(t, "ranks")
		cards := make([]card, len(ranks))
		for i, r := range ranks {
			cards[i] = card{r, i}
		}
		run := func(sort func([]card, func(a, b card) int)) func() []any {
			return func() []any {
				s, calls := clone(cards), ""
				sort(s, func(a, b card) int {
					calls += fmt.Sprint(a.place, b.place, ";")
					return cmp.Compare(a.rank, b.rank)
				})
				return []any{s, calls}
			}
		}
		same(t, "SortFunc", run(ours.SortFunc[[]card]), run(slices.SortFunc[[]card]))
		same(t, "SortStableFunc", run(ours.SortStableFunc[[]card]), run(slices.SortStableFunc[[]card]))
		byRank := func(a, b card) int { return cmp.Compare(a.rank, b.rank) }
		same(t, "IsSortedFunc", func() []any { return []any{ours.IsSortedFunc(cards, byRank)} }, func() []any { return []any{slices.IsSortedFunc(cards, byRank)} })
		target := rapid.IntRange(-1, 40).Draw(t, "target")
		search := func(c card, x int) int { return cmp.Compare(c.rank, x) }
		slices.SortFunc(cards, byRank)
		same(t, "BinarySearchFunc",
			func() []any { i, ok := ours.BinarySearchFunc(cards, target, search); return []any{i, ok} },
			func() []any { i, ok := slices.BinarySearchFunc(cards, target, search); return []any{i, ok} })
	})
}

type celsius float64

func TestSlicesSortOrdered(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f, n := floats(t, "floats"), ints(t, "ints")
		words := rapid.SliceOf(rapid.StringN(0, 3, -1)).Draw(t, "words")
		var named []celsius
		for _, x := range f {
			named = append(named, celsius(x))
		}
		sortBoth(t, f)
		sortBoth(t, n)
		sortBoth(t, words)
		sortBoth(t, named)
	})
}

func sortBoth[E cmp.Ordered](t *rapid.T, s []E) {
	a, b := clone(s), clone(s)
	ours.Sort(a)
	slices.Sort(b)
	same(t, "Sort", func() []any { return []any{a} }, func() []any { return []any{b} })
	same(t, "Sorted", func() []any { return describe(ours.Sorted(ours.Values(s))) }, func() []any { return describe(slices.Sorted(slices.Values(s))) })
	if len(s) > 0 {
		x := rapid.SampledFrom(s).Draw(t, "x")
		same(t, "BinarySearch", func() []any { i, ok := ours.BinarySearch(b, x); return []any{i, ok} }, func() []any { i, ok := slices.BinarySearch(b, x); return []any{i, ok} })
	}
}

// The sequences give the same, and stop when they are told.
func TestSlicesSequences(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := ints(t, "s")
		stop, n := rapid.IntRange(0, 20).Draw(t, "stop"), rapid.IntRange(-1, 8).Draw(t, "n")
		pairs := func(seq iter.Seq2[int, int]) (got []int) {
			for i, v := range seq {
				got = append(got, i, v)
				if len(got) > 2*stop {
					break
				}
			}
			return got
		}
		same(t, "All", func() []any { return []any{pairs(ours.All(s))} }, func() []any { return []any{pairs(slices.All(s))} })
		same(t, "Backward", func() []any { return []any{pairs(ours.Backward(s))} }, func() []any { return []any{pairs(slices.Backward(s))} })
		same(t, "Values", func() []any { return describe(ours.Collect(ours.Values(s))) }, func() []any { return describe(slices.Collect(slices.Values(s))) })
		chunks := func(seq func([]int, int) iter.Seq[[]int]) func() []any {
			return func() (got []any) {
				for c := range seq(s, n) {
					got = append(got, describe(c))
					if len(got) > stop {
						break
					}
				}
				return got
			}
		}
		same(t, "Chunk", chunks(ours.Chunk[[]int]), chunks(slices.Chunk[[]int]))
		by := func(a, b int) int { return cmp.Compare(a/2, b/2) }
		same(t, "SortedFunc", func() []any { return describe(ours.SortedFunc(ours.Values(s), by)) }, func() []any { return describe(slices.SortedFunc(slices.Values(s), by)) })
		same(t, "SortedStableFunc", func() []any { return describe(ours.SortedStableFunc(ours.Values(s), by)) }, func() []any { return describe(slices.SortedStableFunc(slices.Values(s), by)) })
	})
}

// A slice that grows while it is ranged over has the length it had.
func TestSlicesRangeWhileGrowing(t *testing.T) {
	for name, values := range map[string]func([]int) iter.Seq[int]{"ours": ours.Values[[]int], "real": slices.Values[[]int]} {
		s := make([]int, 3, 10)
		n := 0
		for range values(s) {
			s = append(s, 1)
			n++
		}
		if n != 3 {
			t.Errorf("%s: Values gave %d values of a slice of 3", name, n)
		}
	}
}

func TestSlicesNilAndHuge(t *testing.T) {
	same(t, "Clone(nil)", func() []any { return describe(ours.Clone([]int(nil))) }, func() []any { return describe(slices.Clone([]int(nil))) })
	same(t, "Repeat overflow", func() []any { return []any{ours.Repeat([]int{1, 2}, math.MaxInt)} }, func() []any { return []any{slices.Repeat([]int{1, 2}, math.MaxInt)} })
	same(t, "Repeat of nothing", func() []any { return describe(ours.Repeat([]int{}, math.MaxInt)) }, func() []any { return describe(slices.Repeat([]int{}, math.MaxInt)) })
	same(t, "Concat()", func() []any { return describe(ours.Concat[[]int]()) }, func() []any { return describe(slices.Concat[[]int]()) })
}
