package lint

import (
	"fmt"
	"slices"
	"strings"

	"weft/grader/checks"
	"weft/grader/exercise"
)

// text compares what exercise.yaml and the first lines of the solutions say with what the judge does.
func (r *Report) text(e *exercise.Exercise, cases []checks.Listed) {
	var names, asked []string
	for _, c := range cases {
		names = append(names, c.Name)
		for _, k := range c.Checks {
			if slices.Contains(asked, k) {
				continue
			}
			asked = append(asked, k)
			if e.Check(k).Title == "" {
				r.problem("exercise.yaml", fmt.Sprintf("checks: %s, which the judge uses (case %q), is not explained", k, c.Name))
			}
		}
		if !hasCase(e, c.Name) {
			r.problem("exercise.yaml", fmt.Sprintf("cases: %q, a case of the judge, is missing, so that it is never run", c.Name))
		}
	}
	for _, c := range e.Manifest.Cases {
		if !slices.Contains(names, c.Name) {
			r.problem("checks", fmt.Sprintf("the judge has no case %q of exercise.yaml; it has %s", c.Name, strings.Join(names, ", ")))
		}
	}
	for _, s := range e.Wrong {
		if s.In != "" && !hasCase(e, s.In) {
			r.problem("wrong/"+s.Name, fmt.Sprintf("its first line names a case %q, which does not exist", s.In))
		}
		for _, k := range s.Fails {
			if !known(asked, k) {
				r.problem("wrong/"+s.Name, fmt.Sprintf("its first line names a check %s, which the judge does not use", k))
			}
		}
	}
}

func hasCase(e *exercise.Exercise, name string) bool {
	return slices.ContainsFunc(e.Manifest.Cases, func(c exercise.Case) bool { return c.Name == name })
}

// known reports whether name is a check of the judge, or one that every case makes by itself.
func known(asked []string, name string) bool {
	always := []string{
		checks.NamePanic, checks.NameDeadlock, checks.NameLeak, checks.NameStuck,
		checks.NameRace, checks.NameExit, checks.NameCrash, checks.NameLimit,
	}
	return slices.ContainsFunc(append(always, asked...), func(k string) bool { return strings.EqualFold(k, name) })
}
