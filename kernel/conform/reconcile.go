package conform

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
)

// Apply gives the kind Design to the failures that the list says are meant so.
func Apply(results []Result, known []Entry) []Result {
	byKey := index(known)
	out := slices.Clone(results)
	for i, r := range out {
		if e, ok := byKey[r.key()]; ok && e.Kind == Design && r.Failed() {
			out[i].Kind, out[i].Cause = Design, e.Reason
		}
	}
	return out
}

func index(known []Entry) map[entryKey]Entry {
	byKey := map[entryKey]Entry{}
	for _, e := range known {
		byKey[e.key()] = e
	}
	return byKey
}

// Unlisted says where the results and the list differ: failures that are not listed, or as another
// kind, and entries that have no reason to be there any more. An entry of a program that was not
// judged is one only if all programs of its corpus were, as complete says.
func Unlisted(results []Result, known []Entry, complete func(corpus string, mode Mode) bool) []string {
	byKey := index(known)
	var problems []string
	for _, r := range results {
		e, listed := byKey[r.key()]
		delete(byKey, r.key())
		at := fmt.Sprintf("%s/%s (%s)", r.Program.Corpus, r.Program.Name, r.Mode)
		switch {
		case r.Uncut != "":
		case !listed && r.Failed():
			problems = append(problems, fmt.Sprintf("%s fails and is not listed: %s: %s", at, r.Kind, r.Cause))
		case listed && r.Kind == Same && e.Kind == Slow: // on a faster machine
		case listed && r.Kind == Same:
			problems = append(problems, fmt.Sprintf("%s does now what it does compiled: strike it from the list", at))
		case listed && e.Kind != r.Kind:
			problems = append(problems, fmt.Sprintf("%s is listed as %s, but is %s: %s", at, e.Kind, r.Kind, r.Cause))
		}
	}
	for _, e := range known {
		if _, left := byKey[e.key()]; left && complete(e.Corpus, e.Mode) {
			problems = append(problems, fmt.Sprintf("%s/%s (%s) is listed, and there is no such program: strike it", e.Corpus, e.Name, e.Mode))
		}
	}
	return problems
}

// place is where in which cell; it changes with the cut.
var place = regexp.MustCompile(`^cell \[\d+\] \d+:\d+: error: |\bcell\[\d+\]:\d+:\d+: `)

// Record is the list that fits the results. Entries whose kind has not changed keep their reason, and
// those of programs that were not judged stay, unless all programs of their corpus were.
func Record(results []Result, known []Entry, complete func(corpus string, mode Mode) bool) []Entry {
	byKey := index(known)
	for key := range byKey {
		if complete(key.corpus, key.mode) {
			delete(byKey, key)
		}
	}
	old := index(known)
	for _, r := range results {
		delete(byKey, r.key())
		if !r.Failed() {
			continue
		}
		e := Entry{r.Program.Corpus, r.Program.Name, r.Mode, r.Kind, place.ReplaceAllString(r.Cause, "")}
		if was, ok := old[r.key()]; ok && was.Kind == r.Kind {
			e.Reason = was.Reason
		}
		byKey[r.key()] = e
	}
	return slices.Collect(maps.Values(byKey))
}
