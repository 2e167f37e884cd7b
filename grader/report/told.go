package report

import (
	"strings"

	"weft/grader/result"
)

// told is what the cases above have said: a hint is given once, and a failure that is the same is explained once.
type told struct {
	hints    map[string]bool
	failures map[string]string // to the title of the case that explains it
}

func newTold() told { return told{hints: map[string]bool{}, failures: map[string]string{}} }

// hint is a hint that has not been given yet, else "".
func (t told) hint(text string) string {
	if t.hints[text] {
		return ""
	}
	t.hints[text] = true
	return text
}

// failure is the title of a case that has explained this failure, else "".
func (t told) failure(k result.Check, title string) string {
	key := strings.Join([]string{k.Title, k.Problem, k.Expected, k.Seen}, "\n")
	for _, p := range k.Where {
		key += "\n" + where(p)
	}
	if before := t.failures[key]; before != "" {
		return before
	}
	t.failures[key] = title
	return ""
}
