package check

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"strconv"
	"strings"

	"weft/kernel/golang/cell"
	"weft/kernel/golang/std"
)

// topLevel finds what a type checker accepts and a cell cannot do.
func (d *draft) topLevel() {
	for _, s := range d.c.Stmts {
		ast.Inspect(s, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.FuncLit:
				return false
			case *ast.ReturnStmt:
				d.refuse(n, "return is not in a function", "at the top level of a cell there is nothing to return from: use if and else, or put the code into a function")
			}
			return true
		})
	}
	for _, decl := range d.c.File.Decls {
		if f, ok := decl.(*ast.FuncDecl); ok && f.Body == nil {
			d.refuse(f.Name, "missing function body", "")
		}
	}
	for _, group := range d.c.File.Comments {
		for _, c := range group.List {
			if strings.HasPrefix(c.Text, "//go:embed ") {
				d.refuse(c, "go:embed is not available in cells", "read the file when the cell runs: os.ReadFile")
			}
		}
	}
	for path, spec := range d.importSpecs() {
		switch {
		case path == "C":
			d.refuse(spec, "cgo is not available in cells", "")
		case std.Hidden(path) && !d.generated:
			d.refuse(spec, "package "+path+" is not for cells", "weft uses it to carry variables into compiled cells: begin a cell with %%native, and name them there")
		}
	}
}

func (d *draft) importSpecs() map[string]*ast.ImportSpec {
	specs := map[string]*ast.ImportSpec{}
	for _, spec := range d.functions.Imports {
		if path, err := strconv.Unquote(spec.Path.Value); err == nil && spec.Path.ValuePos.IsValid() {
			specs[path] = spec
		}
	}
	return specs
}

// refuse adds an error at a node, in place of what the type checker said about the same place.
func (d *draft) refuse(n ast.Node, msg, hint string) {
	at := d.at(n.Pos())
	kept := d.u.Diagnostics[:0]
	for _, x := range d.u.Diagnostics {
		if x.Severity != cell.Error || x.Pos.Line != at.Line || x.Pos.Before(at) || d.at(n.End()).Before(x.Pos) {
			kept = append(kept, x)
		}
	}
	d.u.Diagnostics = append(kept, cell.Diagnostic{Pos: at, End: d.at(n.End()), Message: msg, Hint: hint})
}

// orderOfUse refuses statements that reach, through functions, a variable which the cell declares
// only later: they would find it empty, or find the new one where the old one was meant. In a
// package Go would sort the declarations; statements stay where they are.
func (d *draft) orderOfUse() {
	if d.bare {
		return
	}
	uses := d.functionUses()
	if len(uses) == 0 {
		return
	}
	declaredAt := map[string]int{}
	for i, s := range d.c.Stmts {
		for _, decl := range d.order {
			if decl.kind == varKind && s.Pos() <= decl.ident.Pos() && decl.ident.Pos() < s.End() {
				declaredAt[decl.key] = i
			}
		}
	}
	for i, s := range d.c.Stmts {
		ast.Inspect(s, func(n ast.Node) bool {
			id, ok := n.(*ast.Ident)
			if !ok {
				return true
			}
			for _, v := range reach(uses, keyOf(d.u.Info.Uses[id])) {
				if at, ok := declaredAt[v]; ok && at >= i {
					d.useTooEarly(id, v)
				}
			}
			return true
		})
	}
}

func (d *draft) useTooEarly(id *ast.Ident, v string) {
	decl := d.names[v]
	hint := "move the declaration of " + v + " up"
	if d.st.byKey[v] != nil {
		hint = fmt.Sprintf("to set the %s of cell [%d], write = instead of :=", v, d.st.numberOf(d.st.byKey[v]))
	}
	d.u.Diagnostics = append(d.u.Diagnostics, cell.Diagnostic{
		Pos: d.at(id.Pos()), End: d.at(id.End()),
		Message: fmt.Sprintf("%s uses %s before its declaration", id.Name, v), Hint: hint,
		Related: []cell.Related{{Pos: d.at(decl.ident.Pos()), Message: v + " is declared here"}},
	})
}

// functionUses maps the functions of this unit to what they mention.
func (d *draft) functionUses() map[string][]string {
	uses := map[string][]string{}
	add := func(key string, fn *ast.FuncDecl) {
		m := newMentions()
		m.add(d.u.Info, fn)
		uses[key] = m.sorted()
	}
	for _, decl := range d.order {
		if decl.kind == funcKind {
			add(decl.key, decl.fn)
		}
	}
	for key := range d.redo {
		if fn := d.bodies[key]; fn != nil {
			add(key, fn)
		}
	}
	return uses
}

// reach lists what can be got at through the function key, functions included.
func reach(uses map[string][]string, key string) []string {
	if uses[key] == nil {
		return nil
	}
	seen := map[string]bool{key: true}
	list := []string{key}
	for i := 0; i < len(list); i++ {
		for _, k := range uses[list[i]] {
			if !seen[k] {
				seen[k] = true
				list = append(list, k)
			}
		}
	}
	return list
}

// isProgram reports whether the cell is a pasted program: func main, and declarations only.
func (d *draft) isProgram() bool {
	main := d.names["main"]
	return main != nil && main.kind == funcKind && (d.onlyDeclares || len(d.c.Stmts) == 0)
}

// lastValue is the expression that a cell ends with, or nil.
func lastValue(stmts []ast.Stmt) ast.Expr {
	if len(stmts) == 0 {
		return nil
	}
	last := stmts[len(stmts)-1]
	for {
		l, ok := last.(*ast.LabeledStmt)
		if !ok {
			break
		}
		last = l.Stmt
	}
	if e, ok := last.(*ast.ExprStmt); ok {
		return e.X
	}
	return nil
}

// shown reports whether the last expression of a cell is displayed: not what fmt.Print returns,
// nor the empty struct that arrives as a signal.
func shown(info *types.Info, e ast.Expr) bool {
	tv, ok := info.Types[e]
	if !ok || tv.IsVoid() || !tv.IsValue() {
		return false
	}
	switch x := ast.Unparen(e).(type) {
	case *ast.CallExpr:
		if t, ok := tv.Type.(*types.Tuple); ok && t.Len() == 0 {
			return false
		}
		var id *ast.Ident
		switch f := ast.Unparen(x.Fun).(type) {
		case *ast.SelectorExpr:
			id = f.Sel
		case *ast.Ident:
			id = f
		}
		if f, ok := info.Uses[id].(*types.Func); id != nil && ok && f.Pkg() != nil && f.Pkg().Path() == "fmt" {
			switch f.Name() {
			case "Print", "Println", "Printf", "Fprint", "Fprintln", "Fprintf":
				return false
			}
		}
	case *ast.UnaryExpr:
		s, ok := tv.Type.Underlying().(*types.Struct)
		return x.Op != token.ARROW || !ok || s.NumFields() > 0
	}
	return true
}
