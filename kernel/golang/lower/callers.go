package lower

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"

	"weft/kernel/golang/check"
)

// What programs ask package runtime about their own calls. In the interpreter that would be its calls,
// so rt answers, with the places and names of the learner's. What the run-time system itself calls, such
// as a panic on its way, is not among them.

// callersOf are the functions that rt has in place of compiled ones.
var callersOf = map[string]string{
	"runtime.Caller": "_rt.Caller", "runtime.Callers": "_rt.Callers", "runtime.CallersFrames": "_rt.CallersFrames",
	"runtime.FuncForPC": "_rt.FuncForPC", "runtime.Stack": "_rt.Stack",
	"runtime/debug.Stack": "_rt.DebugStack", "runtime/debug.PrintStack": "_rt.PrintStack",
}

// callerTypes are the types that they return.
var callerTypes = map[string]string{
	"runtime.Func": "_rt.RuntimeFunc", "runtime.Frame": "_rt.RuntimeFrame", "runtime.Frames": "_rt.RuntimeFrames",
}

// asksCallers reports whether the cell asks for calls.
func (l *lowering) asksCallers() bool {
	for _, o := range l.own.info.Uses {
		if o.Pkg() != nil && callersOf[o.Pkg().Path()+"."+o.Name()] != "" && o.Parent() == o.Pkg().Scope() {
			return true
		}
	}
	return false
}

// asksPointer reports whether the code asks package reflect for an address, which may be a function's.
func (f *fn) asksPointer() bool {
	for _, s := range f.src.info.Selections {
		if o := s.Obj(); o.Pkg() != nil && o.Pkg().Path() == "reflect" && (o.Name() == "Pointer" || o.Name() == "UnsafePointer") {
			return true
		}
	}
	return false
}

// nameFuncs tells rt the names that the cell's functions have in a compiled program.
func (l *lowering) nameFuncs() {
	for _, d := range l.unit.Funcs {
		if o, ok := l.own.info.Defs[d.Name].(*types.Func); ok && d.Body != nil {
			name := "main." + l.plainName(o)
			l.nameFunc(d.Pos(), name)
			l.nameLiterals(d.Body, name, "func")
		}
	}
	for _, d := range l.unit.Inits {
		l.nameFunc(d.Pos(), "main.init.0")
		l.nameLiterals(d.Body, "main.init.0", "func")
	}
	l.nameLiterals(&ast.BlockStmt{List: l.unit.Body}, "main.main", "func")
}

// plainName is f, T.f, (*T).f or, of generic functions, f[...].
func (l *lowering) plainName(o *types.Func) string {
	recv := o.Signature().Recv()
	if recv == nil {
		if o.Signature().TypeParams().Len() > 0 {
			return o.Name() + "[...]"
		}
		return o.Name()
	}
	n := check.NamedOf(recv.Type())
	name := n.Obj().Name()
	if n.TypeParams().Len() > 0 {
		name += "[...]"
	}
	if isPointer(recv.Type()) {
		name = "(*" + name + ")"
	}
	return name + "." + o.Name()
}

// nameLiterals names the function literals in a function: f.func1, and in that f.func1.1.
func (l *lowering) nameLiterals(body *ast.BlockStmt, outer, word string) {
	count := 0
	ast.Inspect(body, func(n ast.Node) bool {
		lit, ok := n.(*ast.FuncLit)
		if !ok {
			return true
		}
		count++
		name := fmt.Sprintf("%s.%s%d", outer, word, count)
		l.nameFunc(lit.Pos(), name)
		l.nameLiterals(lit.Body, name, "")
		return false
	})
}

func (l *lowering) nameFunc(p token.Pos, name string) {
	at := l.own.fset.Position(p)
	l.setup = append(l.setup, fmt.Sprintf("_rt.NameFunc(%q, %q)\n", fmt.Sprintf("%s:%d:%d", at.Filename, at.Line, at.Column), name))
}
