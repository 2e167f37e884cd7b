package magic

import (
	"fmt"
	"strings"

	"weft/kernel/golang/cell"
	"weft/kernel/golang/near"
)

// An UnknownError is a magic that does not exist, or not in this form.
type UnknownError struct {
	Typed  string // with its % or %%
	Near   string // the likeliest one that exists, or ""
	Advice string // what there is instead of another notebook's magic, or ""
}

func (e *UnknownError) Error() string {
	switch {
	case e.Advice != "":
		return fmt.Sprintf("no magic %s: %s", e.Typed, e.Advice)
	case e.Near != "":
		return fmt.Sprintf("no magic %s; did you mean %s? %%lsmagic lists all", e.Typed, e.Near)
	}
	return fmt.Sprintf("no magic %s; %%lsmagic lists all", e.Typed)
}

// Find returns the magic that m calls, or an *UnknownError.
func (r *Registry) Find(m cell.Magic) (Magic, error) {
	sign := "%"
	if m.Kind == cell.Block {
		sign = "%%"
	}
	found, ok := r.magics[m.Name]
	if ok && (m.Kind == cell.Block && found.Block || m.Kind == cell.Line && found.Line) {
		return found, nil
	}
	return Magic{}, r.unknown(sign+m.Name, m.Args)
}

// unknown says what was probably meant by a magic that is typed so, with what stands behind it.
func (r *Registry) unknown(typed, args string) *UnknownError {
	name := strings.TrimLeft(typed, "%")
	e := &UnknownError{Typed: typed, Near: r.otherForm(typed)}
	if e.Near != "" {
		return e
	}
	if advice, ok := habits()[name]; ok {
		e.Advice = advice
		return e
	}
	e.Near = r.nearest(typed)
	return e
}

// otherForm is the magic of the same name with the other sign, or in other letters.
func (r *Registry) otherForm(typed string) string {
	for _, name := range r.Names() {
		if strings.EqualFold(strings.TrimLeft(name, "%"), strings.TrimLeft(typed, "%")) {
			return name
		}
	}
	return ""
}

// nearest is the magic that was probably meant, "" if none is near. A sign too many is no great difference.
func (r *Registry) nearest(typed string) string {
	var names []string
	for _, name := range r.Names() {
		if strings.HasPrefix(name, "%%") == strings.HasPrefix(typed, "%%") {
			names = append(names, name)
		}
	}
	if found := near.Word(typed, names); found != "" {
		return found
	}
	return near.Word(typed, r.Names())
}
