package check

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"maps"
	"slices"
	"strings"

	"weft/kernel/golang/cell"
)

// explain adds what a person can do about an error.
func (d *draft) explain(diag *cell.Diagnostic, err types.Error, code int) {
	switch code {
	case codeUndeclaredName:
		name, ok := strings.CutPrefix(diag.Message, "undefined: ")
		if ok {
			d.explainUndefined(diag, name, strings.HasSuffix(err.Msg, earlyMark))
			if diag.Hint == "" {
				diag.Hint = d.unknownHint(name, err.Pos)
			}
		}
	case codeUndeclaredImported:
		pkg, name, _ := strings.Cut(strings.TrimPrefix(diag.Message, "undefined: "), ".")
		if path := d.pathOf(pkg); path != "" {
			if p, err := d.session.importer.Import(path); err == nil {
				didYouMean(diag, pkg+".", nearest(name, exported(p)))
			}
		}
	case codeMissingFieldOrMethod:
		d.explainMember(diag, err)
	case codeDuplicateDecl:
		if strings.Contains(err.Msg, "through import") {
			diag.Hint = "choose another name for the variable, or for the package: import name \"path\""
		}
	}
	if hint := d.hiddenHint(diag.Message, err.Pos); hint != "" {
		diag.Hint = hint
	}
	if diag.Hint == "" {
		diag.Hint = d.hint(diag, err, code)
	}
}

// explainUndefined says why a name means nothing: it comes later, was lost, is misspelled, or a
// package is not imported.
func (d *draft) explainUndefined(diag *cell.Diagnostic, name string, early bool) {
	decl := d.names[name]
	lost, wasLost := d.lost(name)
	switch {
	case early && isPredeclared(name):
		diag.Hint = fmt.Sprintf("the session's %s hides Go's own from its declaration on: choose another name", name)
	case early && decl != nil && diag.Pos.Line == d.at(decl.ident.Pos()).Line:
		diag.Hint = fmt.Sprintf("%s is declared by this very statement; declare it before: var %s ...", name, name)
	case early && decl != nil:
		diag.Hint = fmt.Sprintf("%s is declared later in this cell, in line %d", name, d.at(decl.ident.Pos()).Line)
	case wasLost && lost.By == "":
		diag.Message = fmt.Sprintf("undefined: %s (only cell [%d] knew it: %s)", name, lost.Pos.Cell, lost.Why)
		diag.Hint = "it stayed in the process of that cell, which is compiled: use it there, or declare it in a cell that is not"
		diag.Related = append(diag.Related, cell.Related{Pos: lost.Pos, Message: name + " was declared here"})
	case wasLost:
		diag.Message = fmt.Sprintf("undefined: %s (lost when %s was redefined)", name, lost.By)
		diag.Hint = fmt.Sprintf("run cell [%d] again, which declares %s", lost.Pos.Cell, name)
		diag.Related = append(diag.Related, cell.Related{Pos: lost.Pos, Message: name + " was declared here"})
	default:
		if diag.Hint = d.importHint(name); diag.Hint != "" {
			return
		}
		if at, ok := d.session.refusedBy(name); ok {
			diag.Hint = fmt.Sprintf("cell [%d], which declares %s, was refused and did not run: mend it and run it first", at, name)
			return
		}
		if diag.Hint = borrowed(name); diag.Hint != "" {
			return
		}
		if pkg := d.exporter(name); pkg != "" {
			didYouMean(diag, pkg+".", name)
		}
		didYouMean(diag, "", nearest(name, d.visible(diag)))
	}
}

// unknownHint is about a name that nothing has declared, nor one like it.
func (d *draft) unknownHint(name string, pos token.Pos) string {
	switch hint := d.parameterHint(pos); {
	case hint != "":
		return hint
	case name == "unsafe":
		return "add import \"unsafe\""
	case d.assignedFirst(pos):
		return "= sets a variable that has been declared; to declare one, write " + name + " := ..."
	case d.c.HasPackage || d.st.byKey[name] != nil:
		return ""
	}
	return "neither this cell nor one that has run declares " + name
}

// exporter is the local name of an imported package, or fmt, that exports name; "" if none does.
func (d *draft) exporter(name string) string {
	if !token.IsExported(name) {
		return ""
	}
	local := map[string]string{"fmt": "fmt"}
	maps.Copy(local, d.st.imports)
	maps.Copy(local, d.imports)
	for _, pkg := range slices.Sorted(maps.Keys(local)) {
		if p, err := d.session.importer.Import(local[pkg]); err == nil && p.Scope().Lookup(name) != nil {
			return pkg
		}
	}
	return ""
}

// lost looks a name up among what this or an earlier cell took away.
func (d *draft) lost(name string) (Lost, bool) {
	if l, ok := d.dropped[name]; ok {
		return l, true
	}
	l, ok := d.st.lost[name]
	return l, ok
}

// visible are the names in scope where the diagnostic is.
func (d *draft) visible(diag *cell.Diagnostic) []string {
	names := d.u.Pkg.Scope().Names()
	for _, l := range d.st.lives {
		if !d.gone(l) && typeOfKey(l.key) == "" {
			names = append(names, l.key)
		}
	}
	slices.Sort(names) // of equally good ones the first is taken
	names = append(slices.Compact(names), types.Universe.Names()...)
	for name := range d.st.imports {
		names = append(names, name)
	}
	for name := range d.imports {
		names = append(names, name)
	}
	for _, scope := range d.u.Info.Scopes {
		if scope.Pos().IsValid() && !diag.Pos.Before(d.at(scope.Pos())) && diag.Pos.Before(d.at(scope.End())) {
			names = append(names, scope.Names()...)
		}
	}
	return names
}

// pathOf is the import path behind a name as the cell sees it.
func (d *draft) pathOf(name string) string {
	if path := d.imports[name]; path != "" {
		return path
	}
	return d.st.imports[name]
}

// explainMember finds a field or method with nearly the name that is missing.
func (d *draft) explainMember(diag *cell.Diagnostic, err types.Error) {
	var sel *ast.SelectorExpr
	for _, f := range []*ast.File{d.functions, d.statements} {
		ast.Inspect(f, func(n ast.Node) bool {
			if s, ok := n.(*ast.SelectorExpr); ok && s.Sel.Pos() == err.Pos {
				sel = s
			}
			return sel == nil
		})
	}
	if sel == nil || strings.Contains(diag.Message, ", but does have") {
		return
	}
	t := d.u.Info.TypeOf(sel.X)
	if t == nil {
		return
	}
	if lost, ok := d.lost(receiverName(t) + "." + sel.Sel.Name); ok && lost.By == "" {
		diag.Hint = fmt.Sprintf("only cell [%d] knew the method: %s", lost.Pos.Cell, lost.Why)
		return
	} else if ok {
		diag.Hint = fmt.Sprintf("the method was lost when %s was redefined: run cell [%d] again", lost.By, lost.Pos.Cell)
		return
	}
	diag.Hint = memberHint(sel, t)
	didYouMean(diag, "", nearest(sel.Sel.Name, members(t)))
}

// members are the names that can be selected from a value of type t.
func members(t types.Type) []string {
	var names []string
	if _, ok := t.Underlying().(*types.Pointer); !ok && !types.IsInterface(t) {
		t = types.NewPointer(t)
	}
	set := types.NewMethodSet(t)
	for i := range set.Len() {
		names = append(names, set.At(i).Obj().Name())
	}
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	if s, ok := t.Underlying().(*types.Struct); ok {
		for f := range s.Fields() {
			names = append(names, f.Name())
		}
	}
	return names
}

func didYouMean(diag *cell.Diagnostic, before, name string) {
	if name != "" && diag.Hint == "" {
		diag.Hint = "did you mean " + before + name + "?"
	}
}
