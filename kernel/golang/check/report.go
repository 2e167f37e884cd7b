package check

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"sort"
	"strings"

	"weft/kernel/golang/cell"
)

// report turns what was found into diagnostics: in the compiler's words, sorted, at most ten errors.
func (d *draft) report() {
	if len(d.c.Diagnostics) > 0 {
		return // syntax errors: what the checker makes of the rest is guesswork
	}
	for i := 0; i < len(d.errs); {
		n := i + 1
		for n < len(d.errs) && strings.HasPrefix(d.errs[n].Msg, "\t") {
			n++ // places that belong to the error
		}
		d.reportError(d.errs[i], d.errs[i+1:n])
		i = n
	}
	d.topLevel()
	d.jumps()
	if d.u.OK() {
		d.orderOfUse()
	}
	if d.u.OK() {
		d.usesOfEmpty()
	}
	d.limit()
}

// reportError adds a diagnostic for an error in the cell itself.
func (d *draft) reportError(err types.Error, more []types.Error) {
	code, from, to := details(err)
	if !d.inCell(err.Pos) || d.expected(err, code, more) {
		return
	}
	pos, msg := d.wording(err, code)
	if code == codeDuplicateDecl && len(more) == 1 && d.inCell(more[0].Pos) && d.at(pos).Before(d.at(more[0].Pos)) {
		pos, more[0].Pos = more[0].Pos, pos // the later one is wrong
	}
	diag := cell.Diagnostic{Pos: d.at(pos), Message: msg}
	if code == codeDuplicateLabel && len(more) > 0 {
		diag.Message = strings.Replace(msg, "already declared", "already defined at "+d.at(more[0].Pos).String(), 1)
		more = nil
	}
	if from == pos && to > from {
		diag.End = d.at(to)
	}
	for _, m := range more {
		if p := d.at(m.Pos); p.IsValid() {
			diag.Related = append(diag.Related, cell.Related{Pos: p, Message: withoutMark(strings.TrimPrefix(m.Msg, "\t"))})
		}
	}
	d.explain(&diag, err, code)
	d.u.Diagnostics = append(d.u.Diagnostics, diag)
}

// expected reports whether an error comes from checking a cell as a package, and is none.
func (d *draft) expected(err types.Error, code int, more []types.Error) bool {
	switch code {
	case codeUnusedExpr:
		if n := len(d.c.Stmts); n > 0 {
			return err.Pos == d.c.Stmts[n-1].Pos() && lastValue(d.c.Stmts) != nil
		}
	case codeInvalidInitCycle:
		return !d.bare // statements run in their order; orderOfUse has the last word
	case codeUnusedVar:
		return d.c.Generated()
	case codeUnusedLabel:
		return d.brokenTo(err.Msg)
	case codeDuplicateDecl:
		// A session's import may be hidden by a declaration; the cell's own may not.
		return strings.Contains(err.Msg, "already declared through import of") && len(more) == 0
	}
	return false
}

// brokenTo reports whether a message about an unused label is of one that a wrong break or continue names.
func (d *draft) brokenTo(msg string) bool {
	name := strings.TrimSuffix(strings.TrimPrefix(msg, "label "), " declared and not used")
	return slices.ContainsFunc(d.errs, func(e types.Error) bool {
		return e.Msg == "invalid break label "+name || e.Msg == "invalid continue label "+name
	})
}

// inCell reports whether a position is in this cell's text.
func (d *draft) inCell(p token.Pos) bool {
	for _, f := range d.c.Files() {
		if int(p) >= f.Base() && int(p) <= f.Base()+f.Size() {
			return true
		}
	}
	return false
}

// limit sorts the diagnostics, and keeps one of equals and the first errors.
func (d *draft) limit() {
	seen := map[string]bool{} // the compiler says the same thing once a line: what it finds first
	list := slices.DeleteFunc(d.u.Diagnostics, func(x cell.Diagnostic) bool {
		key := fmt.Sprint(x.Pos.Cell, x.Pos.Line, x.Severity, x.Message)
		again := seen[key]
		seen[key] = true
		return again
	})
	sort.SliceStable(list, func(i, j int) bool { return list[i].Pos.Before(list[j].Pos) })
	errors := 0
	d.u.Diagnostics = slices.DeleteFunc(list, func(x cell.Diagnostic) bool {
		if x.Severity == cell.Error {
			errors++
		}
		return x.Severity == cell.Error && errors > cell.MaxErrors
	})
	if errors > cell.MaxErrors {
		d.u.Diagnostics = append(d.u.Diagnostics, cell.TooMany(d.c.Number))
	}
}

// dropBroken takes declarations out of redo that do not compile any more with what the cell
// redefines. It reports whether types have to be checked again.
func (d *draft) dropBroken() bool {
	if len(d.redo) == 0 {
		return false
	}
	for _, err := range d.errs {
		if d.inCell(err.Pos) {
			if code, _, _ := details(err); !d.expected(err, code, []types.Error{{}}) {
				return false // the cell is refused anyway
			}
		}
	}
	var broken []*live
	for _, err := range d.errs {
		code, _, _ := details(err)
		if code == codeInvalidInitCycle || code == codeBadDecl || code == codeDuplicateDecl || strings.HasPrefix(err.Msg, "\t") {
			continue
		}
		l := d.owner(err.Pos)
		if l == nil || d.redo[l.key] == nil {
			continue
		}
		cause := d.changed[l.key]
		d.drop(l, cause)
		broken = append(broken, l)
		d.warnBroken(l, cause, d.at(err.Pos), withoutMark(err.Msg))
	}
	for again := len(broken) > 0; again; { // what mentions a broken one is broken as well
		again = false
		for _, l := range d.redo {
			for _, dep := range l.deps {
				if _, gone := d.dropped[dep]; gone && d.st.byKey[dep].kind != varKind && !d.replaced(dep) {
					d.drop(l, d.changed[l.key])
					d.warnBroken(l, d.changed[l.key], d.st.place(l), "it uses "+dep)
					again = true
					break
				}
			}
		}
	}
	return len(broken) > 0
}

func (d *draft) warnBroken(l *live, cause string, at cell.Pos, msg string) {
	w := cell.Diagnostic{
		Pos: at, Severity: cell.Warning, Message: msg,
		Hint: fmt.Sprintf("%s was removed, because it does not compile with the new %s: run cell [%d] again once it does", l.key, cause, d.st.numberOf(l)),
	}
	if decl := d.names[cause]; decl != nil {
		w.Related = []cell.Related{{Pos: d.at(decl.ident.Pos()), Message: cause + " is redefined here"}}
	}
	d.u.Diagnostics = append(d.u.Diagnostics, w)
}

// owner is the earlier declaration that a position is in.
func (d *draft) owner(p token.Pos) *live {
	for key, l := range d.redo {
		if p == l.pos {
			return l
		}
		if fn := d.bodies[key]; fn != nil && fn.Pos() <= p && p <= fn.End() {
			return l
		}
		if g, ok := l.decl.(*ast.GenDecl); ok && l.kind == typeKind && g.Specs[0].Pos() <= p && p <= g.Specs[0].End() {
			return l
		}
	}
	return nil
}
