package report

import (
	"strings"
	"unicode/utf8"

	"weft/grader/submission"
)

// A fact is why a submission was not graded.
type fact struct {
	text  string
	line  string // the student's, without its indentation; may be empty
	caret int    // characters of line before the one that is meant; -1 if it is not known
	hint  string
}

func newFact(d submission.Diagnostic) fact {
	f := fact{hint: d.Hint, line: strings.TrimSpace(d.Source), caret: -1}
	d.Hint = ""
	f.text = d.String()
	indent := len(d.Source) - len(strings.TrimLeft(d.Source, " \t"))
	if at := d.Col - 1; f.line != "" && at >= indent && at <= len(d.Source) {
		f.caret = utf8.RuneCountInString(clean(d.Source[indent:at]))
	}
	return f
}

// code is the line as it is shown, with a mark below the place that is meant; "" if there is none.
func (f fact) code() (line, mark string) {
	if f.line == "" {
		return "", ""
	}
	if f.caret >= 0 {
		mark = strings.Repeat(" ", f.caret) + "^"
	}
	return clean(f.line), mark
}
