package check

import (
	"cmp"
	"errors"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/modernize"

	"weft/kernel/golang/cell"
)

// A Fix is a change of a cell's text that says the same in newer Go.
type Fix struct {
	Pos     cell.Pos
	Message string // what the pass says, such as "for loop can be modernized using range over int"
	Source  string // the pass
	Edits   []Edit
}

// An Edit replaces a part of a cell's text.
type Edit struct {
	From, To int // offsets in bytes
	Text     string
}

// Modernize looks in a unit that is OK for what newer Go says more simply: the passes of gopls'
// modernize, by position. Fixes that reach out of the cell are left out, and imports that they add are not
// among their edits: see Session.Packages.
func (s *Session) Modernize(u *Unit) []Fix {
	if !u.OK() {
		return nil
	}
	v := newVetting(u.draft)
	var fixes []Fix
	v.take = func(a *analysis.Analyzer, f analysis.Diagnostic) {
		if fix, ok := v.fix(a, f); ok {
			fixes = append(fixes, fix)
		}
	}
	var errs []error
	for _, a := range modernize.Suite {
		errs = append(errs, v.run(a))
	}
	_ = errors.Join(errs...) // a pass that cannot run has nothing to say
	slices.SortStableFunc(fixes, func(a, b Fix) int {
		return cmp.Or(cmp.Compare(a.Pos.Line, b.Pos.Line), cmp.Compare(a.Pos.Col, b.Pos.Col))
	})
	return apart(fixes)
}

// fix is the first fix that a pass suggests, if it is one of the cell's text alone.
func (v *vetting) fix(a *analysis.Analyzer, f analysis.Diagnostic) (Fix, bool) {
	if len(f.SuggestedFixes) == 0 || !v.d.inCell(f.Pos) {
		return Fix{}, false
	}
	fix := Fix{Pos: v.d.at(f.Pos), Message: f.Message, Source: a.Name}
	for _, e := range f.SuggestedFixes[0].TextEdits {
		from, to := v.d.at(e.Pos), v.d.at(max(e.End, e.Pos))
		switch {
		case addsImport(e):
			continue // a missing import is added when the cell runs
		case !v.d.inCell(e.Pos) || !from.IsValid() || !to.IsValid():
			return Fix{}, false
		}
		fix.Edits = append(fix.Edits, Edit{v.d.c.Offset(from), v.d.c.Offset(to), string(e.NewText)})
	}
	return fix, len(fix.Edits) > 0
}

// addsImport reports whether an edit only adds imports.
func addsImport(e analysis.TextEdit) bool {
	return e.Pos >= e.End && strings.HasPrefix(strings.TrimLeft(string(e.NewText), "\n\t ("), "import")
}

// apart leaves out fixes whose edits meet those of an earlier one: they can be made when it has been made.
func apart(fixes []Fix) []Fix {
	var taken []Edit
	return slices.DeleteFunc(fixes, func(f Fix) bool {
		for _, e := range f.Edits {
			if slices.ContainsFunc(taken, func(o Edit) bool { return e.From < o.To && o.From < e.To || e.From == o.From }) {
				return true
			}
		}
		taken = append(taken, f.Edits...)
		return false
	})
}

// Apply makes the edits of fixes in a cell's text.
func Apply(text string, fixes []Fix) string {
	var edits []Edit
	for _, f := range fixes {
		edits = append(edits, f.Edits...)
	}
	slices.SortStableFunc(edits, func(a, b Edit) int { return cmp.Compare(b.From, a.From) })
	for _, e := range edits {
		text = text[:e.From] + e.Text + text[e.To:]
	}
	return text
}
