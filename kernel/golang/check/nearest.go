package check

import (
	"strings"

	"weft/kernel/golang/near"
)

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
		if c == "_" || c == name || c == "iota" || strings.Contains(c, "ᐧ") { // nobody misspells iota
			continue
		}
		dist := near.Distance(strings.ToLower(name), strings.ToLower(c))
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
