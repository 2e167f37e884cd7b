package magic

import (
	"cmp"
	"slices"
	"strings"
)

// A Group is what magics are for, as %lsmagic and docs/MAGICS.md order them.
type Group string

// Groups, in the order in which they are listed.
const (
	Help     Group = "Help"
	Session  Group = "The session"
	Time     Group = "Time"
	Running  Group = "Running it otherwise" // compiled, in virtual time, under a detector
	Testing  Group = "Tests and exercises"
	Code     Group = "Looking at code"
	Machine  Group = "Files, folders, the shell"
	Modules  Group = "Packages"
	Settings Group = "Limits and settings"
	Others   Group = "Others" // of magics that do not say
)

func groups() []Group {
	return []Group{Help, Session, Time, Running, Testing, Code, Machine, Modules, Settings, Others}
}

// All lists the magics by group, and by name within one.
func (r *Registry) All() []Magic {
	list := make([]Magic, 0, len(r.magics))
	for _, m := range r.magics {
		list = append(list, m)
	}
	order := groups()
	slices.SortFunc(list, func(a, b Magic) int {
		return cmp.Or(slices.Index(order, a.group())-slices.Index(order, b.group()), strings.Compare(a.Name, b.Name))
	})
	return list
}

func (m Magic) group() Group { return cmp.Or(m.Group, Others) }

// Gist is the first sentence of the documentation, without its full stop.
func (m Magic) Gist() string {
	first, _, _ := strings.Cut(m.Doc, ". ")
	return strings.TrimSuffix(first, ".")
}
