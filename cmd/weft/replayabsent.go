package main

import (
	"fmt"
	"slices"
	"strings"

	"weft/grader/result"
	"weft/kernel/golang/near"
)

// absent says why results have nothing that can be run again of somebody, or of a case, and what they have instead. Both names may be
// empty: then all are meant.
func absent(results []result.Result, name, of string) string {
	var whose, failed []string
	for _, r := range results {
		if whose = append(whose, r.Name); name != "" && r.Name != name {
			continue
		}
		for _, c := range r.Cases {
			if k, ok := c.FirstFailed(); ok && k.Name != result.HiddenCheck {
				failed = append(failed, c.Name)
			}
		}
	}
	who := ""
	if name != "" {
		who = " of " + name
	}
	switch {
	case name != "" && !slices.Contains(whose, name):
		return fmt.Sprintf("there is no result of %q%s", name, others(name, whose))
	case len(failed) == 0:
		return fmt.Sprintf("no case%s failed and is shown", who)
	}
	return fmt.Sprintf("no case %q%s failed and is shown%s", of, who, others(of, failed))
}

// others are the names that would do, the one first that was probably meant.
func others(name string, known []string) (text string) {
	if w := near.Word(name, known); w != "" {
		text = fmt.Sprintf(" (did you mean %s?)", w)
	}
	slices.Sort(known)
	return text + "; there are " + strings.Join(slices.Compact(known), ", ")
}
