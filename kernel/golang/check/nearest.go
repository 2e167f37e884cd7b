package check

import "strings"

// nearest is the candidate that name was probably meant to be, or "".
func nearest(name string, candidates []string) string {
	if len(name) < 2 {
		return ""
	}
	best, found := len(name)/3+1, ""
	for _, c := range candidates {
		if c == "_" || c == name || strings.Contains(c, "ᐧ") {
			continue
		}
		dist := distance(strings.ToLower(name), strings.ToLower(c))
		if dist < best || dist == best && (found == "" || c < found) {
			best, found = dist, c
		}
	}
	return found
}

// distance is how many letters are inserted, left out, replaced or swapped with their neighbour.
func distance(a, b string) int {
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
