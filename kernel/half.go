package kernel

import (
	"slices"
	"strings"

	"weft/kernel/engine/pipe"
	"weft/kernel/golang/check"
	"weft/kernel/golang/lower"
)

// halfDone says which of a cell's variables have been set, and which have not, by the time at which
// it was ended: "set before the panic: a, b; not set: c". It is "" if nothing is missing.
func halfDone(u *check.Unit, p *lower.Program, d pipe.Done) string {
	var set, unset, kept []string
	for i, s := range u.Body {
		for _, v := range u.Declares(s) {
			switch {
			case slices.Contains(d.Reached, i):
				set = append(set, v.Name())
			case slices.Contains(p.Kept, v.Name()):
				kept = append(kept, v.Name())
			default:
				unset = append(unset, v.Name())
			}
		}
	}
	var parts []string
	say := func(what string, names []string) {
		if len(names) > 0 {
			parts = append(parts, what+strings.Join(names, ", "))
		}
	}
	if len(unset)+len(kept) == 0 {
		return ""
	}
	end := "panic"
	switch d.Status {
	case pipe.Interrupted:
		end = "interrupt"
	case pipe.Exited:
		end = "exit"
	case pipe.Deadlocked:
		end = "deadlock"
	}
	say("set before the "+end+": ", set)
	say("not set: ", unset)
	say("still with the value from before: ", kept)
	return strings.Join(parts, "; ")
}

// notRefilled are the variables that had lost their values, and whose new ones the cell has not come to.
func notRefilled(u *check.Unit, d pipe.Done) []string {
	var names []string
	for i, s := range u.Body {
		if d.Status != pipe.OK && !slices.Contains(d.Reached, i) {
			names = append(names, u.Refills(s)...)
		}
	}
	return names
}
