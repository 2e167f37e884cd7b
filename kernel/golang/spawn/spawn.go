// Package spawn looks at what a cell hands to other processes through weft/procs: which functions of the session they
// are to run, and whether everything that is given to them can leave this process. It runs nothing and
// knows no processes; what a function uses of its session, package slice finds.
package spawn

import (
	"fmt"
	"go/ast"
	"go/types"

	"weft/kernel/golang/cell"
	"weft/kernel/golang/check"
)

// Path is the import path of the package of processes.
const Path = "weft/procs"

// A Call is one of package procs that names a function for another process.
type Call struct {
	Func *types.Func // nil if it is no declared function of the session
	Arg  ast.Expr    // that names it
}

// Calls returns those in a piece of code. info is of the whole of it.
func Calls(info *types.Info, n ast.Node) []Call {
	var list []Call
	ast.Inspect(n, func(n ast.Node) bool {
		x, ok := n.(*ast.CallExpr)
		if !ok {
			return true
		}
		o, _ := named(info, x.Fun).(*types.Func)
		if i := Param(o); i >= 0 && i < len(x.Args) {
			f, _ := named(info, x.Args[i]).(*types.Func)
			if f != nil && (f.Pkg() == nil || f.Pkg().Path() != "main" || f.Signature().Recv() != nil || f.Signature().TypeParams().Len() > 0) {
				f = nil
			}
			list = append(list, Call{f, x.Args[i]})
		}
		return true
	})
	return list
}

// Param is the index of the parameter of o for a function that another process runs; -1 if it has none.
func Param(o *types.Func) int {
	if o == nil || o.Pkg() == nil || o.Pkg().Path() != Path || o.Signature().Recv() != nil {
		return -1
	}
	for i := range o.Signature().Params().Len() {
		if _, ok := types.Unalias(o.Signature().Params().At(i).Type()).(*types.Signature); ok {
			return i
		}
	}
	return -1
}

// named is the object that an expression names, an instance too.
func named(info *types.Info, e ast.Expr) types.Object {
	switch x := ast.Unparen(e).(type) {
	case *ast.Ident:
		return info.Uses[x]
	case *ast.SelectorExpr:
		return info.Uses[x.Sel]
	case *ast.IndexExpr:
		return named(info, x.X)
	case *ast.IndexListExpr:
		return named(info, x.X)
	}
	return nil
}

// A Root is a function that a cell gives to another process, and where.
type Root struct {
	Name string
	Pos  cell.Pos
}

// Of returns the functions of a checked cell's calls, and what is wrong with these calls: then the cell is not to run.
func Of(u *check.Unit) ([]Root, []cell.Diagnostic) {
	l := &look{unit: u}
	for _, d := range u.Cell.File.Decls {
		if _, ok := d.(*ast.FuncDecl); ok {
			l.code(d)
		}
	}
	for _, s := range u.Cell.Stmts {
		l.code(s)
	}
	return l.roots, l.refused
}

type look struct {
	unit    *check.Unit
	roots   []Root
	refused []cell.Diagnostic
}

func (l *look) refuse(at ast.Node, message, hint string) {
	p := cell.Locate(l.unit.Fset, at.Pos())
	l.refused = append(l.refused, cell.Diagnostic{Pos: p, End: cell.Locate(l.unit.Fset, at.End()), Message: message, Hint: hint})
}

func (l *look) code(n ast.Node) {
	for _, c := range Calls(l.unit.Info, n) {
		if c.Func == nil {
			l.noFunction(c.Arg)
		} else if l.signature(c) {
			l.roots = append(l.roots, Root{c.Func.Name(), cell.Locate(l.unit.Fset, c.Arg.Pos())})
		}
	}
	ast.Inspect(n, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok {
			l.instance(id)
		}
		return true
	})
}

// noFunction says why an expression names no function that another process could have.
func (l *look) noFunction(e ast.Expr) {
	what := "the value of an expression"
	switch x := ast.Unparen(e).(type) {
	case *ast.FuncLit:
		what = "a func literal"
	default:
		switch o := named(l.unit.Info, x).(type) {
		case *types.Var:
			what = "the variable " + o.Name()
		case *types.Func:
			switch {
			case o.Signature().Recv() != nil:
				what = "the method " + o.Name()
			case o.Signature().TypeParams().Len() > 0:
				what = "the generic function " + o.Name()
			default:
				what = o.Pkg().Name() + "." + o.Name()
			}
		}
	}
	l.refuse(e, what+" cannot run in another process: that has declared functions of the session only", "declare it as a function and pass its name")
}

// signature reports whether values of a function's parameters and results can cross.
func (l *look) signature(c Call) bool {
	sig := c.Func.Signature()
	for i := range sig.Params().Len() {
		p := sig.Params().At(i)
		name := p.Name()
		if name == "" || name == "_" {
			name = fmt.Sprintf("parameter %d", i+1)
		}
		if b := l.barrier(p.Type(), name, true); b != nil {
			l.refuse(c.Arg, c.Func.Name()+" cannot run in another process: "+b.String(), b.instead)
			return false
		}
	}
	for r := range sig.Results().Variables() {
		if b := l.barrier(r.Type(), "its result", false); b != nil {
			l.refuse(c.Arg, c.Func.Name()+" cannot run in another process: "+b.String(), b.instead)
			return false
		}
	}
	return true
}

// instance checks what a queue or a pipe is to carry.
func (l *look) instance(id *ast.Ident) {
	in, ok := l.unit.Info.Instances[id]
	o := l.unit.Info.Uses[id]
	if !ok || o == nil || o.Pkg() == nil || o.Pkg().Path() != Path {
		return
	}
	switch o.Name() {
	case "Queue", "NewQueue", "End", "Pipe":
		t := in.TypeArgs.At(0)
		if b := l.barrier(t, "a value", false); b != nil {
			l.refuse(id, "procs."+o.Name()+" cannot carry "+types.TypeString(t, l.qualifier)+": "+b.String(), b.instead)
		}
	}
}

// qualifier names packages as code does.
func (l *look) qualifier(p *types.Package) string {
	if p == l.unit.Pkg {
		return ""
	}
	return p.Name()
}
