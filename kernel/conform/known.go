package conform

import (
	"cmp"
	"fmt"
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

// ReadKnown reads a list of known failures: lines of corpus/name, modes with commas between them (or
// "all"), kind and reason. Empty lines and those that begin with # are comments.
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

const allModes = "all"

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
			return nil, fmt.Errorf("line %d: want corpus/name, modes, kind and reason", n)
		}
		corpus, name, ok := strings.Cut(f[0], "/")
		if !ok || name == "" {
			return nil, fmt.Errorf("line %d: %q is not corpus/name", n, f[0])
		}
		modes, err := parseModes(f[1])
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", n, err)
		}
		if !slices.Contains([]Kind{Refused, Slow, Wrong, Bug, Design}, Kind(f[2])) {
			return nil, fmt.Errorf("line %d: there is no kind %q of failure", n, f[2])
		}
		for _, m := range modes {
			e := Entry{Corpus: corpus, Name: name, Mode: m, Kind: Kind(f[2]), Reason: strings.Join(f[3:], " ")}
			if seen[e.key()] {
				return nil, fmt.Errorf("line %d: %s is listed already, as %s", n, f[0], m)
			}
			seen[e.key()] = true
			list = append(list, e)
		}
	}
	return list, nil
}

func parseModes(text string) ([]Mode, error) {
	if text == allModes {
		return Modes(), nil
	}
	return ParseModes(text)
}

// ParseModes reads names of modes with commas between them.
func ParseModes(text string) ([]Mode, error) {
	var list []Mode
	for name := range strings.SplitSeq(text, ",") {
		if !slices.Contains(Modes(), Mode(name)) {
			return nil, fmt.Errorf("there is no mode %q", name)
		}
		list = append(list, Mode(name))
	}
	return list, nil
}

// FormatKnown is the text of a list, in the order of corpora and names. Modes in which a program fails
// in the same way share a line.
func FormatKnown(list []Entry) string {
	list = slices.Clone(list)
	slices.SortFunc(list, func(a, b Entry) int {
		return cmp.Or(cmp.Compare(corpusRank(a.Corpus), corpusRank(b.Corpus)), cmp.Compare(a.Name, b.Name),
			cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Reason, b.Reason), cmp.Compare(modeRank(a.Mode), modeRank(b.Mode)))
	})
	var b strings.Builder
	b.WriteString("# Programs that do not do in weft what they do compiled: corpus/name, modes, kind, reason. docs/CONFORM.md\n" +
		"# explains them; `make conform ARGS=-record` adds and strikes lines, and leaves the reasons of others.\n")
	for i := 0; i < len(list); {
		e := list[i]
		var modes []string
		if i == 0 || e.Corpus != list[i-1].Corpus {
			b.WriteString("\n")
		}
		for ; i < len(list); i++ {
			next := list[i]
			next.Mode = e.Mode
			if next != e {
				break
			}
			modes = append(modes, string(list[i].Mode))
		}
		text := strings.Join(modes, ",")
		if len(modes) == len(Modes()) {
			text = allModes
		}
		fmt.Fprintf(&b, "%-32s %-12s %-7s %s\n", path.Join(e.Corpus, e.Name), text, e.Kind, e.Reason)
	}
	return b.String()
}

func modeRank(m Mode) int { return slices.Index(Modes(), m) }

func corpusRank(name string) int {
	for i, c := range corpora {
		if c.name == name {
			return i
		}
	}
	return len(corpora)
}

// TooSlow returns which programs the list says are too slow.
func TooSlow(known []Entry) func(Program, Mode) bool {
	byKey := index(known)
	return func(p Program, m Mode) bool { return byKey[entryKey{p.Corpus, p.Name, m}].Kind == Slow }
}
