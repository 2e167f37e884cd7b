package lower

import (
	"go/ast"
	"go/types"

	"weft/kernel/golang/check"
)

// guards are compiled functions and methods that call their last argument at the top of a goroutine of their own,
// where a panic would end the process, and the rt function that makes the argument report it instead.
var guards = map[string]string{
	"time.AfterFunc":                              "_rt.Guard",
	"context.AfterFunc":                           "_rt.Guard",
	"sync.WaitGroup.Go":                           "_rt.GuardWait",
	"net/http.Server.RegisterOnShutdown":          "_rt.Guard",
	"golang.org/x/sync/errgroup.Group.Go":         "_rt.GuardErr",
	"golang.org/x/sync/errgroup.Group.TryGo":      "_rt.GuardErr",
	"golang.org/x/sync/singleflight.Group.DoChan": "_rt.GuardResult",
}

// guarded lowers calls of such methods.
func (f *fn) guarded(x *ast.CallExpr, o *types.Func) (string, bool) {
	guard := f.guard(o, x)
	if guard == "" || f.spreads(x) {
		return "", false
	}
	args := f.wrapped(x, f.args(x, o.Signature()))
	return f.callWith(x, guarding(guard, args)), true
}

// guarding are the arguments of a call of which the last one is guarded.
func guarding(guard string, args []string) []string {
	if guard == "" || len(args) == 0 {
		return args
	}
	last := len(args) - 1
	return append(args[:last:last], guard+args[last]+")")
}

// guard begins the call that makes the last argument of o report its panic; "" if o needs none. n is the
// place that starts the goroutine.
func (f *fn) guard(o *types.Func, at ast.Node) string {
	if o.Pkg() == nil { // Error of error
		return ""
	}
	name := o.Pkg().Path() + "."
	if recv := o.Signature().Recv(); recv != nil {
		n := check.NamedOf(recv.Type())
		if n == nil {
			return ""
		}
		name += n.Obj().Name() + "."
	}
	if g := guards[name+o.Name()]; g != "" {
		return g + "(" + f.where(at) + ", "
	}
	return ""
}
