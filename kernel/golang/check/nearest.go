package check

import "strings"

// nearest is the candidate that name was probably meant to be, or "".
func nearest(name string, candidates []string) string {
	if len(name) < 3 {
		return ""
	}
	best, found := (len(name)+1)/3, ""
	if len(name) == 3 {
		best = 1
	}
	for _, c := range candidates {
		if c == "_" || c == name || strings.Contains(c, "ᐧ") {
			continue
		}
		dist := distance(strings.ToLower(name), strings.ToLower(c))
		if dist < best || dist == best && (found == "" || likeness(name, c) > likeness(name, found)) {
			best, found = dist, c
		}
	}
	return found
}

// likeness is how many letters two words have in common at their ends.
func likeness(a, b string) int {
	n := min(len(a), len(b))
	from, to := 0, 0
	for from < n && a[from] == b[from] {
		from++
	}
	for to < n-from && a[len(a)-1-to] == b[len(b)-1-to] {
		to++
	}
	return from + to
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
