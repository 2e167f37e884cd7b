package report

import (
	"fmt"
	"strings"

	"weft/grader/result"
)

// explain is what the checks of a failed case say, as lines of plain text for other programs.
func explain(c result.Case) string {
	r := failedRow(c, newTold())
	var b strings.Builder
	say := func(label, text string) {
		for line := range strings.SplitSeq(text, "\n") {
			fmt.Fprintf(&b, "  %-9s %s\n", label, clean(line))
			label = ""
		}
	}
	if r.comment != "" {
		b.WriteString(r.comment + "\n")
	}
	if r.hint != "" {
		say("hint", r.hint)
	}
	for _, k := range r.checks {
		if k.status != result.Fail {
			continue
		}
		fmt.Fprintf(&b, "%s %s\n", mark(k.status), clean(k.title))
		for _, d := range k.details {
			say(d.label, d.text)
		}
		for _, p := range k.places {
			lines, _ := code(p)
			say("where", strings.Join(append([]string{where(p)}, lines...), "\n"))
		}
		if k.hint != "" {
			say("hint", k.hint)
		}
	}
	return strings.TrimRight(b.String(), "\n")
}

// firstFailure is the first failed check of a case.
func firstFailure(c result.Case) (result.Check, bool) {
	for _, k := range c.Checks {
		if k.Status == result.Fail {
			return k, true
		}
	}
	return result.Check{}, false
}

// problemOf is what a failed check says in one line.
func problemOf(k result.Check) string {
	text, _, _ := strings.Cut(k.Problem, "\n")
	if text = strings.TrimSuffix(text, " (-want +got):"); text == "" {
		text = k.Title
	}
	return clean(text)
}

// unable is why there are no cases: what is said of the text, our failure, or that there is nothing; "" if it was graded.
func unable(r result.Result) string {
	switch r.Status {
	case result.Ungradable:
		var lines []string
		for _, d := range r.Diagnostics {
			lines = append(lines, clean(d.String()))
		}
		return strings.Join(lines, "\n")
	case result.Failed:
		return clean(r.Fault)
	case result.Absent:
		return "nothing was handed in"
	}
	return ""
}
