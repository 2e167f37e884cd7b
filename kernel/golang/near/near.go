// Package near says which of several words was probably meant by one that is none of them.
package near

import "strings"

// Word is the one of words with the smallest distance to what was typed, "" if none is near enough.
func Word(typed string, words []string) string {
	best, limit := "", max(2, len(typed)/3)+1
	for _, w := range words {
		if d := Distance(strings.ToLower(typed), strings.ToLower(w)); d < limit {
			best, limit = w, d
		}
	}
	return best
}

// Distance is how many letters are inserted, left out, replaced or swapped with their neighbour.
func Distance(a, b string) int {
	if d := len(a) - len(b); d > 4 || d < -4 {
		return max(len(a), len(b))
	}
	var before []int
	last := make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row := make([]int, len(b)+1)
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last = last, row
	}
	return last[len(b)]
}
