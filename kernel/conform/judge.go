package conform

import (
	"fmt"
	"regexp"
	"strings"
)

var diagnostic = regexp.MustCompile(`(?m)^cell \[\d+\] \d+:\d+: error: .*`)

// internal begins what weft says when the interpreter did not accept a lowered cell.
const internal = "weft could not run this cell, which is a bug in weft: "

// Judge compares what weft did with what the compiled program did. In cells, those before a refused
// one have run: what they printed must be right so far.
func Judge(want, got Outcome, mode Mode) (Kind, string) {
	d := diagnostic.FindString(got.Stderr)
	switch {
	case got.Stopped:
		return Slow, "not ended in time" + after(got)
	case got.Status == want.Status && got.Sum == want.Sum && got.Panic == want.Panic:
		return Same, ""
	case got.Status == 1 && d != "" && got.Panic == "":
		switch {
		case !strings.Contains(d, ": unsupported here: "):
			return Bug, d
		case got.Stdout == "" || !mode.entire() && want.Stdout != "" && strings.HasPrefix(want.Stdout, got.Stdout):
			return Refused, d
		}
		return Wrong, fmt.Sprintf("refused after it had printed %s: %s", quote(firstLine(got.Stdout)), d)
	case got.Status == 3 && strings.Contains(got.Stderr, internal):
		_, fault, _ := strings.Cut(got.Stderr, internal)
		return Bug, firstLine(fault)
	}
	return Wrong, difference(want, got)
}

// difference names the first thing that differs.
func difference(want, got Outcome) string {
	switch {
	case got.Panic != want.Panic:
		return fmt.Sprintf("ended with %s, want %s", ending(got), ending(want))
	case got.Sum != want.Sum:
		return outputDifference(want.Stdout, got.Stdout)
	}
	return fmt.Sprintf("exit status %d, want %d%s", got.Status, want.Status, after(got))
}

func ending(o Outcome) string {
	if o.Panic != "" {
		return quote(o.Panic)
	}
	return fmt.Sprintf("exit status %d", o.Status)
}

func outputDifference(want, got string) string {
	w, g := strings.Split(want, "\n"), strings.Split(got, "\n")
	for i := range max(len(w), len(g)) {
		switch {
		case i >= len(g):
			return fmt.Sprintf("line %d: nothing, want %s", i+1, quote(w[i]))
		case i >= len(w):
			return fmt.Sprintf("line %d: %s, want nothing", i+1, quote(g[i]))
		case w[i] != g[i]:
			return fmt.Sprintf("line %d: %s, want %s", i+1, quote(g[i]), quote(w[i]))
		}
	}
	return "the output differs"
}

// after is the first line of standard error, which often tells why.
func after(o Outcome) string {
	if line := firstLine(strings.TrimSpace(o.Stderr)); line != "" {
		return ", after " + quote(line)
	}
	return ""
}

const maxQuote = 120 // bytes of a line in a cause

func quote(s string) string {
	if len(s) > maxQuote {
		s = s[:maxQuote] + "..."
	}
	return fmt.Sprintf("%q", s)
}

func firstLine(s string) string {
	line, _, _ := strings.Cut(s, "\n")
	return line
}
