package check

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"sort"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/appends"
	"golang.org/x/tools/go/analysis/passes/assign"
	"golang.org/x/tools/go/analysis/passes/atomic"
	"golang.org/x/tools/go/analysis/passes/bools"
	"golang.org/x/tools/go/analysis/passes/copylock"
	"golang.org/x/tools/go/analysis/passes/defers"
	"golang.org/x/tools/go/analysis/passes/errorsas"
	"golang.org/x/tools/go/analysis/passes/hostport"
	"golang.org/x/tools/go/analysis/passes/httpresponse"
	"golang.org/x/tools/go/analysis/passes/ifaceassert"
	"golang.org/x/tools/go/analysis/passes/lostcancel"
	"golang.org/x/tools/go/analysis/passes/nilfunc"
	"golang.org/x/tools/go/analysis/passes/nilness"
	"golang.org/x/tools/go/analysis/passes/printf"
	"golang.org/x/tools/go/analysis/passes/shift"
	"golang.org/x/tools/go/analysis/passes/sigchanyzer"
	"golang.org/x/tools/go/analysis/passes/slog"
	"golang.org/x/tools/go/analysis/passes/sortslice"
	"golang.org/x/tools/go/analysis/passes/stdmethods"
	"golang.org/x/tools/go/analysis/passes/stdversion"
	"golang.org/x/tools/go/analysis/passes/stringintconv"
	"golang.org/x/tools/go/analysis/passes/structtag"
	"golang.org/x/tools/go/analysis/passes/timeformat"
	"golang.org/x/tools/go/analysis/passes/unmarshal"
	"golang.org/x/tools/go/analysis/passes/unreachable"
	"golang.org/x/tools/go/analysis/passes/unusedresult"
	"golang.org/x/tools/go/analysis/passes/waitgroup"

	"weft/kernel/golang/cell"
)

// vetPasses are go vet's passes that need nothing but the cell, with nilness and sortslice.
// loopclosure is not among them: loop variables are new in each iteration.
func vetPasses() []*analysis.Analyzer {
	return []*analysis.Analyzer{
		appends.Analyzer, assign.Analyzer, atomic.Analyzer, bools.Analyzer, copylock.Analyzer, defers.Analyzer,
		errorsas.Analyzer, hostport.Analyzer, httpresponse.Analyzer, ifaceassert.Analyzer, lostcancel.Analyzer,
		nilfunc.Analyzer, nilness.Analyzer, printf.Analyzer, shift.Analyzer, sigchanyzer.Analyzer, slog.Analyzer,
		sortslice.Analyzer, stdmethods.Analyzer, stdversion.Analyzer, stringintconv.Analyzer, structtag.Analyzer,
		timeformat.Analyzer, unmarshal.Analyzer, unreachable.Analyzer, unusedresult.Analyzer, waitgroup.Analyzer, displayPass(),
	}
}

// Vet looks for likely mistakes in a unit that is OK: warnings in the words of go vet, with the
// name of the pass as Source, sorted by position. A comment "//weft:ignore printf" at the end of
// the line, or on the line above, silences passes; without names it silences all.
//
// Variables of the top level are those of a package to the passes: they live on in the session, so
// that a cancel function, say, is not lost because its own cell does not call it.
func (s *Session) Vet(u *Unit) []cell.Diagnostic {
	if !u.OK() {
		return nil
	}
	v := newVetting(u.draft)
	_ = v.runAll() // a pass that cannot run has nothing to say
	found := slices.DeleteFunc(v.found, v.silenced)
	sort.SliceStable(found, func(i, j int) bool { return found[i].Pos.Before(found[j].Pos) })
	return slices.CompactFunc(found, func(a, b cell.Diagnostic) bool { return a.Pos == b.Pos && a.Message == b.Message })
}

// report turns a finding of a pass into a warning.
func (v *vetting) report(a *analysis.Analyzer, f analysis.Diagnostic) {
	at := v.d.at(f.Pos)
	if !at.IsValid() || !v.d.inCell(f.Pos) {
		return
	}
	if e := v.d.u.Value; e != nil && (a.Name == "unusedresult" || a.Name == "display") && f.Pos == e.Pos() {
		return // displayed, so used
	}
	w := cell.Diagnostic{
		Pos: at, Severity: cell.Warning, Message: strings.TrimPrefix(f.Message, a.Name+": "), Source: a.Name,
		Hint: "if it is meant so, end the line with //weft:ignore " + a.Name,
	}
	if what := advice(a.Name, w.Message); what != "" {
		w.Hint = what + "; " + w.Hint
	}
	if n := len(v.found); n > 0 && a.Name == "lostcancel" && strings.HasPrefix(w.Message, "this return statement") {
		// The pass says it in two findings, one after the other.
		v.found[n-1].Related = append(v.found[n-1].Related, cell.Related{Pos: w.Pos, Message: "this return may be reached without it"})
		return
	}
	if f.End > f.Pos {
		w.End = v.d.at(f.End)
	}
	v.found = append(v.found, w)
}

const ignoreComment = "//weft:ignore"

// silenced reports whether a comment of the cell turns a warning off.
func (v *vetting) silenced(w cell.Diagnostic) bool {
	if v.ignored == nil {
		v.ignored = v.d.ignoreComments()
	}
	for _, line := range []int{w.Pos.Line, w.Pos.Line - 1} {
		names, ok := v.ignored[line]
		if ok && (len(names) == 0 || slices.Contains(names, w.Source)) {
			return true
		}
	}
	return false
}

// ignoreComments maps lines with such a comment to the passes that it names.
func (d *draft) ignoreComments() map[int][]string {
	lines := map[int][]string{}
	if !strings.Contains(d.c.Source, ignoreComment) {
		return lines
	}
	for _, group := range d.c.File.Comments {
		for _, c := range group.List {
			if rest, ok := strings.CutPrefix(c.Text, ignoreComment); ok {
				lines[d.at(c.Pos()).Line] = strings.FieldsFunc(rest, func(r rune) bool { return r == ' ' || r == ',' || r == '\t' })
			}
		}
	}
	return lines
}

// syntheticDecls declares frozen objects, which have no syntax, to passes that build SSA.
func (d *draft) syntheticDecls(define func(*ast.Ident, string)) []ast.Decl {
	var decls []ast.Decl
	add := func(obj types.Object) {
		id := ast.NewIdent(obj.Name())
		define(id, obj.Name())
		switch obj.(type) {
		case *types.Func:
			decls = append(decls, &ast.FuncDecl{Name: id, Type: &ast.FuncType{Params: &ast.FieldList{}}})
		case *types.Var:
			decls = append(decls, &ast.GenDecl{Tok: token.VAR, Specs: []ast.Spec{&ast.ValueSpec{Names: []*ast.Ident{id}}}})
		}
	}
	for _, l := range d.st.lives {
		if l.obj != nil && d.needs(l) && d.bodies[l.key] == nil {
			add(l.obj)
		}
	}
	for _, obj := range d.before.objs {
		add(obj)
	}
	return decls
}
