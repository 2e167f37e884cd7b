package conform

import (
	"cmp"
	"fmt"
	"maps"
	"os"
	"path"
	"slices"
	"strings"
)

// An Entry is a line of the list of known failures: a program that differs in a mode, how, and why.
type Entry struct {
	Corpus, Name string
	Mode         Mode
	Kind         Kind
	Reason       string
}

type entryKey struct {
	corpus, name string
	mode         Mode
}

func (e Entry) key() entryKey { return entryKey{e.Corpus, e.Name, e.Mode} }

func (r Result) key() entryKey { return entryKey{r.Program.Corpus, r.Program.Name, r.Mode} }

// ReadKnown reads a list of known failures: lines of corpus/name, mode, kind and reason. Empty lines and
// those that begin with # are comments.
func ReadKnown(file string) ([]Entry, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("read known failures: %w", err)
	}
	list, err := parseKnown(string(text))
	if err != nil {
		return nil, fmt.Errorf("read known failures %s: %w", file, err)
	}
	return list, nil
}

func parseKnown(text string) ([]Entry, error) {
	var list []Entry
	seen := map[entryKey]bool{}
	n := 0
	for line := range strings.Lines(text) {
		n++
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		f := strings.Fields(line)
		if len(f) < 4 {
			return nil, fmt.Errorf("line %d: want corpus/name, mode, kind and reason", n)
		}
		corpus, name, ok := strings.Cut(f[0], "/")
		e := Entry{Corpus: corpus, Name: name, Mode: Mode(f[1]), Kind: Kind(f[2]), Reason: strings.Join(f[3:], " ")}
		switch {
		case !ok || name == "":
			return nil, fmt.Errorf("line %d: %q is not corpus/name", n, f[0])
		case !slices.Contains(Modes(), e.Mode):
			return nil, fmt.Errorf("line %d: there is no mode %q", n, f[1])
		case !slices.Contains([]Kind{Refused, Slow, Wrong, Bug, Design}, e.Kind):
			return nil, fmt.Errorf("line %d: kind %q", n, f[2])
		case seen[e.key()]:
			return nil, fmt.Errorf("line %d: %s is there already", n, f[0])
		}
		seen[e.key()] = true
		list = append(list, e)
	}
	return list, nil
}

// FormatKnown is the text of a list, in the order of corpora, names and modes.
func FormatKnown(list []Entry) string {
	list = slices.Clone(list)
	slices.SortFunc(list, func(a, b Entry) int {
		return cmp.Or(cmp.Compare(corpusRank(a.Corpus), corpusRank(b.Corpus)), cmp.Compare(a.Name, b.Name), cmp.Compare(slices.Index(Modes(), a.Mode), slices.Index(Modes(), b.Mode)))
	})
	var b strings.Builder
	b.WriteString("# Programs that do not do in weft what they do compiled: corpus/name, mode, kind, reason. docs/CONFORM.md\n" +
		"# explains the kinds; `make conform ARGS=-record` adds and strikes lines, and leaves the reasons of others.\n")
	for i, e := range list {
		if i == 0 || e.Corpus != list[i-1].Corpus {
			b.WriteString("\n")
		}
		fmt.Fprintf(&b, "%-32s %-5s %-7s %s\n", path.Join(e.Corpus, e.Name), e.Mode, e.Kind, e.Reason)
	}
	return b.String()
}

func corpusRank(name string) int {
	for i, c := range corpora {
		if c.name == name {
			return i
		}
	}
	return len(corpora)
}

// Apply gives the kind Design to the failures that the list says are meant so.
func Apply(results []Result, known []Entry) []Result {
	byKey := index(known)
	out := slices.Clone(results)
	for i, r := range out {
		if e, ok := byKey[r.key()]; ok && e.Kind == Design && r.failed() {
			out[i].Kind, out[i].Cause = Design, e.Reason
		}
	}
	return out
}

func (r Result) failed() bool { return r.Kind != Same && r.Uncut == "" }

func index(known []Entry) map[entryKey]Entry {
	byKey := map[entryKey]Entry{}
	for _, e := range known {
		byKey[e.key()] = e
	}
	return byKey
}

// Unlisted says where the results and the list differ: failures that are not listed, or as another
// kind, and entries that have no reason to be there any more. Entries of programs that were not
// judged count only if their corpus was judged whole, as complete says.
func Unlisted(results []Result, known []Entry, complete func(corpus string, mode Mode) bool) []string {
	byKey := index(known)
	var problems []string
	for _, r := range results {
		e, listed := byKey[r.key()]
		delete(byKey, r.key())
		at := fmt.Sprintf("%s/%s (%s)", r.Program.Corpus, r.Program.Name, r.Mode)
		switch {
		case !listed && r.failed():
			problems = append(problems, fmt.Sprintf("%s fails and is not listed: %s: %s", at, r.Kind, r.Cause))
		case listed && r.Uncut != "":
			problems = append(problems, fmt.Sprintf("%s is not cut (%s): strike it from the list", at, r.Uncut))
		case listed && !r.failed():
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

// Record is the list that fits the results. Entries whose kind has not changed keep their reason, and
// those of programs that were not judged stay, unless their corpus was judged whole.
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
		if !r.failed() {
			continue
		}
		e := Entry{r.Program.Corpus, r.Program.Name, r.Mode, r.Kind, r.Cause}
		if was, ok := old[r.key()]; ok && was.Kind == r.Kind {
			e.Reason = was.Reason
		}
		byKey[r.key()] = e
	}
	return slices.Collect(maps.Values(byKey))
}
