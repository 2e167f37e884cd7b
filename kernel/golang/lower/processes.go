package lower

import (
	"go/ast"
	"go/types"
	"strconv"
	"strings"
)

// Calls of package procs with a function that is to run in another process. An interpreted function has no
// address that means anything there, so its name is passed: the sources that are instantiated have a string in the
// function's place.

const procsPath = "weft/procs"

// processParam is the index of the parameter of o for a function that another process runs, -1 if it has none.
func processParam(o *types.Func) int {
	if o.Pkg() == nil || o.Pkg().Path() != procsPath || o.Signature().Recv() != nil {
		return -1
	}
	for i := range o.Signature().Params().Len() {
		if _, ok := types.Unalias(o.Signature().Params().At(i).Type()).(*types.Signature); ok {
			return i
		}
	}
	return -1
}

// processCall lowers such calls.
func (f *fn) processCall(x *ast.CallExpr, o *types.Func) (string, bool) {
	at := processParam(o)
	if at < 0 {
		return "", false
	}
	if f.spreads(x) || at >= len(x.Args) {
		f.refuse(x, "procs."+o.Name()+" of what a call with several results returns", "give the results names first")
	}
	run := f.calledFunc(x.Args[at])
	if run == nil || !isSession(run) || isLocal(run) || run.Signature().Recv() != nil || run.Signature().TypeParams().Len() > 0 {
		f.refuse(x.Args[at], "a function value in another process", "declare it as a function of the session and pass its name")
	}
	if o.Name() == "Start0" { // the only one that is not generic
		pkg := f.l.pkg(o.Pkg())
		return f.callMark(x) + pkg + ".Spawn(" + strconv.Quote(run.Name()) + ", " + pkg + ".Args())", true
	}
	sig := f.typeOf(x.Fun).Underlying().(*types.Signature)
	var args []string
	for i, a := range x.Args {
		if i == at {
			args = append(args, strconv.Quote(run.Name()))
			continue
		}
		args = append(args, f.assigned(a, f.param(sig, i, false)))
	}
	return f.callMark(x) + f.callee(x.Fun) + "(" + strings.Join(args, ", ") + ")", true
}

// refuseProcess refuses a function of package procs that is not called at once.
func (f *fn) refuseProcess(o *types.Func, n ast.Node, what string) {
	if processParam(o) >= 0 {
		f.refuse(n, what+" procs."+o.Name(), "call it in a function literal: func() { ... }()")
	}
}
