package kernel

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"weft/kernel/flood"
	"weft/kernel/magic"
)

// bare is where an output goes in the end: what is not the cell's own passes the cell's limits by.
func bare(out Out) Out {
	if g, ok := out.(*flood.Gate); ok {
		return g.Inner()
	}
	return out
}

// A limit is one that %limit shows and sets.
type limit struct {
	name, usage string
	get         func(*Session) string
	set         func(s *Session, value string) error
}

// limits are those that there are, in the order in which %limit lists them.
func limits() []limit {
	return []limit{
		{"memory", "SIZE, or off: how much memory cells may use", memoryLimit, setMemoryLimit},
		{"output", "SIZE [keep], or off: how much a cell may print", outputLimit, setOutputLimit},
		{"displays", "N: how many outputs beside text a cell may have", displaysLimit, setDisplaysLimit},
	}
}

// Limits implements magic.Host.
func (r *run) Limits() []magic.Limit {
	var list []magic.Limit
	for _, l := range limits() {
		list = append(list, magic.Limit{Name: l.name, Value: l.get(r.session), Usage: l.usage})
	}
	return list
}

// SetLimit implements magic.Host.
func (r *run) SetLimit(name, value string) error {
	for _, l := range limits() {
		if l.name == name {
			return l.set(r.session, value)
		}
	}
	return fmt.Errorf("there is no limit %q", name)
}

func outputLimit(s *Session) string {
	l := s.flood.Limits()
	switch {
	case l.Unlimited():
		return "off"
	case l.Keep:
		return flood.Size(l.Text) + ", the whole kept in a file"
	}
	return flood.Size(l.Text)
}

func setOutputLimit(s *Session, value string) error {
	l, err := ParseOutputLimit(value)
	if err == nil {
		l.Displays = s.flood.Limits().Displays
		s.flood.Set(l)
	}
	return err
}

// ParseOutputLimit reads how much a cell may print: "20MB", "20MB keep", "off".
func ParseOutputLimit(value string) (flood.Limits, error) {
	words := strings.Fields(value)
	l := flood.Limits{Keep: slices.Contains(words, "keep")}
	if l.Keep && words[len(words)-1] == "keep" {
		words = words[:len(words)-1]
	}
	switch text := strings.Join(words, " "); text {
	case "off":
		if l.Keep {
			return l, fmt.Errorf("output off keep: what is not left out is not kept in a file")
		}
		l.Text = -1
		return l, nil
	default:
		size, err := flood.ParseSize(text)
		if err == nil && size <= 0 {
			err = fmt.Errorf("%q is too little: use off to have no limit", text)
		}
		l.Text = size
		return l, err
	}
}

func displaysLimit(s *Session) string { return strconv.Itoa(s.flood.Limits().Displays) }

func setDisplaysLimit(s *Session, value string) error {
	n, err := strconv.Atoi(value)
	if err != nil || n <= 0 {
		return fmt.Errorf("%q is no number of displays such as 5000", value)
	}
	l := s.flood.Limits()
	l.Displays = n
	s.flood.Set(l)
	return nil
}

func memoryLimit(s *Session) string {
	if n := s.child.Memory(); n > 0 {
		return flood.Size(n)
	}
	return "off"
}

func setMemoryLimit(s *Session, value string) error {
	n, err := ParseMemoryLimit(value)
	if err == nil {
		s.child.SetMemory(max(n, 0))
	}
	return err
}

// leastMemory is what an evaluator needs to begin with, and some for cells.
const leastMemory = 100e6

// ParseMemoryLimit reads how much memory cells may use, as child.Options have it: "2GB", "off".
func ParseMemoryLimit(value string) (int64, error) {
	if value == "off" {
		return -1, nil
	}
	n, err := flood.ParseSize(value)
	if err == nil && n < leastMemory {
		err = fmt.Errorf("%q is too little: the evaluator itself needs %s", value, flood.Size(leastMemory))
	}
	return n, err
}
