package magic

import (
	"fmt"
	"strings"
	"unicode"
)

// An Option is one that may stand behind a magic, before its other arguments.
type Option struct {
	Name  string // "n" for -n
	Value string // what its value is called in the usage; "" for one without a value
	Doc   string // half a sentence: "loops in each round"
}

// String is the option as it is typed: "-n N".
func (o Option) String() string { return strings.TrimSpace("-" + o.Name + " " + o.Value) }

// Options are those that were given: by name, with their values.
type Options map[string]string

// Has reports whether the option was given.
func (o Options) Has(name string) bool {
	_, ok := o[name]
	return ok
}

// An OptionError is an option that a magic does not have, or whose value is missing.
type OptionError struct {
	Typed   string
	Missing string   // the value that is missing; "": there is no such option
	Known   []Option // what there is
}

func (e *OptionError) Error() string {
	if e.Missing != "" {
		return fmt.Sprintf("%s: its %s is missing", e.Typed, e.Missing)
	}
	var names []string
	for _, o := range e.Known {
		names = append(names, o.String())
	}
	if len(names) == 0 {
		return fmt.Sprintf("no option %s: it has none", e.Typed)
	}
	return fmt.Sprintf("no option %s; there are %s (and -- in front of what begins with a -)", e.Typed, strings.Join(names, ", "))
}

// takeOptions reads options from the beginning of args, and returns the rest as it stands. A value may stand
// directly behind a one-letter option, as in -n5, or be quoted. -- ends the options.
func takeOptions(args string, known []Option) (given Options, rest string, err error) {
	given, rest = Options{}, strings.TrimSpace(args)
	for strings.HasPrefix(rest, "-") {
		word, behind := cutWord(rest)
		if word == "--" {
			return given, behind, nil
		}
		o, value, ok := optionOf(word, known)
		switch {
		case !ok:
			return nil, "", &OptionError{Typed: word, Known: known}
		case o.Value != "" && value == "":
			if behind == "" {
				return nil, "", &OptionError{Typed: word, Missing: o.Value, Known: known}
			}
			value, behind = cutWord(behind)
		}
		given[o.Name], rest = value, behind
	}
	return given, rest, nil
}

// optionOf is the option that a word is, with the value that is part of the word.
func optionOf(word string, known []Option) (o Option, value string, ok bool) {
	name := strings.TrimLeft(word, "-")
	name, value, given := strings.Cut(name, "=")
	for _, o := range known {
		if name == o.Name && (!given || o.Value != "") {
			return o, value, true
		}
	}
	for _, o := range known {
		if short, ok := strings.CutPrefix(name, o.Name); ok && len(o.Name) == 1 && o.Value != "" && !given && unicode.IsDigit(rune(short[0])) {
			return o, short, true
		}
	}
	return Option{}, "", false
}

// cutWord takes the first word of s, which may be quoted, and the blanks behind it.
func cutWord(s string) (word, rest string) {
	for _, quote := range []string{`"`, "'"} {
		if inside, ok := strings.CutPrefix(s, quote); ok {
			if word, rest, ok := strings.Cut(inside, quote); ok {
				return word, strings.TrimSpace(rest)
			}
		}
	}
	if i := strings.IndexFunc(s, unicode.IsSpace); i >= 0 {
		return s[:i], strings.TrimSpace(s[i:])
	}
	return s, ""
}

// words are all words of s.
func words(s string) []string {
	var list []string
	for s = strings.TrimSpace(s); s != ""; {
		var w string
		w, s = cutWord(s)
		list = append(list, w)
	}
	return list
}

// Behind is what of the arguments stands behind the options; all of it if they are not in order.
func (m Magic) Behind(args string) string {
	if m.Options == nil {
		return args
	}
	_, rest, err := takeOptions(args, m.Options)
	if err != nil || !strings.HasSuffix(strings.TrimSpace(args), rest) {
		return args
	}
	return args[strings.LastIndex(args, rest):]
}
