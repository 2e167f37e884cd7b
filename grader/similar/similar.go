// Package similar finds submissions that are nearly the same text. It compares fingerprints of tokens, chosen by
// winnowing (Schleimer, Wilkerson, Aiken: Winnowing: Local Algorithms for Document Fingerprinting, SIGMOD 2003), so
// that other names, comments, layout and the order of functions make no difference. What it finds is a hint for a
// teacher who reads both texts, never a verdict: short exercises have few solutions.
package similar

import (
	"cmp"
	"slices"

	"weft/grader/submission"
)

// A Pair is two submissions that have much in common.
type Pair struct {
	A, B   int     // their places
	Share  float64 // of the fingerprints of the smaller one, those that both have; 0 to 1
	Shared int     // how many that are
	Lines  [2][]Range
}

// A Range is lines of a file that are in both.
type Range struct {
	File        string
	First, Last int // from 1
}

// Options say what counts. The zero value is usable.
type Options struct {
	Share float64 // from which share a pair is listed; default 0.8
	Least int     // how many fingerprints it has in common at least; default 12, some 60 tokens
}

// Compare lists the pairs that have much in common beyond what they were given: the most similar first.
func Compare(submissions []submission.Submission, given string, o Options) []Pair {
	o.Share, o.Least = cmp.Or(o.Share, 0.8), cmp.Or(o.Least, 12)
	base := map[uint64]bool{}
	for _, g := range grams(tokens(submission.File{Name: "given", Text: given})) {
		base[g.hash] = true
	}
	prints := make([]map[uint64]mark, len(submissions))
	holders := map[uint64][]int{}
	for i, s := range submissions {
		prints[i] = fingerprints(s, base)
		for h := range prints[i] {
			holders[h] = append(holders[h], i) // in the order of i
		}
	}
	common := map[[2]int]int{}
	for _, list := range holders {
		for n, a := range list {
			for _, b := range list[n+1:] {
				common[[2]int{a, b}]++
			}
		}
	}
	var pairs []Pair
	for ab, n := range common {
		p := Pair{A: ab[0], B: ab[1], Shared: n, Share: float64(n) / float64(min(len(prints[ab[0]]), len(prints[ab[1]])))}
		if p.Share < o.Share || n < o.Least {
			continue
		}
		p.Lines = [2][]Range{ranges(prints[p.A], prints[p.B]), ranges(prints[p.B], prints[p.A])}
		pairs = append(pairs, p)
	}
	slices.SortFunc(pairs, func(x, y Pair) int {
		return cmp.Or(cmp.Compare(y.Share, x.Share), cmp.Compare(y.Shared, x.Shared), cmp.Compare(x.A, y.A), cmp.Compare(x.B, y.B))
	})
	return pairs
}

// ranges are the lines of one that the other has too; gaps of a few lines are closed.
func ranges(of, with map[uint64]mark) []Range {
	var all []Range
	for h, m := range of {
		if _, ok := with[h]; ok {
			all = append(all, Range{m.file, m.first, m.last})
		}
	}
	slices.SortFunc(all, func(a, b Range) int { return cmp.Or(cmp.Compare(a.File, b.File), a.First-b.First, a.Last-b.Last) })
	var merged []Range
	for _, r := range all {
		if n := len(merged); n > 0 && merged[n-1].File == r.File && r.First <= merged[n-1].Last+3 {
			merged[n-1].Last = max(merged[n-1].Last, r.Last)
			continue
		}
		merged = append(merged, r)
	}
	return merged
}

// Groups joins pairs that share a submission; each group's members are in order, the largest group first.
func Groups(pairs []Pair) [][]int {
	parent := map[int]int{}
	var root func(int) int
	root = func(i int) int {
		if p, ok := parent[i]; ok && p != i {
			return root(p)
		}
		return i
	}
	members := map[int]bool{}
	for _, p := range pairs {
		members[p.A], members[p.B] = true, true
		if a, b := root(p.A), root(p.B); a != b {
			parent[max(a, b)] = min(a, b)
		}
	}
	byRoot := map[int][]int{}
	for m := range members {
		byRoot[root(m)] = append(byRoot[root(m)], m)
	}
	var groups [][]int
	for _, g := range byRoot {
		slices.Sort(g)
		groups = append(groups, g)
	}
	slices.SortFunc(groups, func(a, b []int) int { return cmp.Or(len(b)-len(a), a[0]-b[0]) })
	return groups
}
