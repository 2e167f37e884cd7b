package main

import (
	"errors"

	"weft/exercises/06-files/cases"
	"weft/exercises/06-files/solution"
)

func (b *bench) counts(list []solution.Count) []cases.Count {
	var out []cases.Count
	for _, c := range list {
		out = append(out, cases.Count{Path: c.Path, Lines: c.Lines, Words: c.Words, Bytes: c.Bytes, Err: b.word(c.Err)})
	}
	return out
}

func (b *bench) rows(list []solution.Row) []cases.Row {
	var out []cases.Row
	for _, r := range list {
		out = append(out, cases.Row{Name: r.Name, Nanos: int64(r.Took), Same: r.Same, Err: b.word(r.Err)})
	}
	return out
}

// word is what errors.Is finds in err, else its text.
func (b *bench) word(err error) string {
	if err == nil {
		return ""
	}
	for _, k := range b.errors {
		if errors.Is(err, k.err) {
			return k.word
		}
	}
	return cases.Other + err.Error()
}

// known is the driver's own error of that word.
func (b *bench) known(word string) error {
	for _, k := range b.errors {
		if k.word == word {
			return k.err
		}
	}
	return errors.New(word)
}
