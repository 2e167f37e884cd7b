package complete

import (
	"cmp"
	"slices"
	"strings"
)

// matches ignores case, so that Tab also helps those who type println.
func (f *finder) matches(name string) bool {
	prefix := f.prefix()
	return len(name) >= len(prefix) && strings.EqualFold(name[:len(prefix)], prefix)
}

// add adds a candidate. Of those with one text there is one, which tells the details of all.
func (f *finder) add(c Candidate, how fit, near int) {
	if i, ok := f.texts[c.Text]; ok {
		if !strings.Contains(f.found[i].Detail, c.Detail) {
			f.found[i].Detail += "; " + c.Detail
		}
		return
	}
	f.texts[c.Text] = len(f.found)
	f.found = append(f.found, found{c, how, near})
}

// has reports whether a candidate with that text was found already: nearer names hide others.
func (f *finder) has(text string) bool {
	_, ok := f.texts[text]
	return ok
}

// ranked sorts what was found: names that agree in case, then those whose type is wanted, then by nearness.
func (f *finder) ranked() []Candidate {
	prefix := f.prefix()
	slices.SortStableFunc(f.found, func(a, b found) int {
		return cmp.Or(
			cmp.Compare(otherCase(a.Text, prefix), otherCase(b.Text, prefix)),
			cmp.Compare(a.fit, b.fit),
			cmp.Compare(a.near, b.near),
			strings.Compare(a.Text, b.Text),
		)
	})
	list := make([]Candidate, 0, len(f.found))
	for _, x := range f.found {
		list = append(list, x.Candidate)
	}
	return list
}

func otherCase(name, prefix string) int {
	if strings.HasPrefix(name, prefix) {
		return 0
	}
	return 1
}
