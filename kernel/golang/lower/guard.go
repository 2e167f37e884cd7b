package lower

import (
	"go/ast"
	"go/types"
	"strconv"
)

// guards are compiled methods that call their argument at the top of a goroutine of their own, where a
// panic would end the process, and the rt function that makes the argument report it instead.
var guards = map[string]string{
	"sync.WaitGroup.Go":                      "_rt.Guard",
	"golang.org/x/sync/errgroup.Group.Go":    "_rt.GuardErr",
	"golang.org/x/sync/errgroup.Group.TryGo": "_rt.GuardErr",
}

// guarded lowers calls of such methods.
func (f *fn) guarded(x *ast.CallExpr, o *types.Func) (string, bool) {
	guard := f.guard(o)
	if guard == "" || f.spreads(x) {
		return "", false
	}
	args := f.args(x, o.Signature())
	return f.callWith(x, []string{guard + args[0] + ")"}), true
}

// guard begins the call that makes the argument of o report its panic; "" if o needs none.
func (f *fn) guard(o *types.Func) string {
	recv := o.Signature().Recv()
	if recv == nil {
		return ""
	}
	n := namedOf(recv.Type())
	if n == nil {
		return ""
	}
	if g := guards[o.Pkg().Path()+"."+n.Obj().Name()+"."+o.Name()]; g != "" {
		return g + "(" + strconv.Itoa(f.l.unit.Seq) + ", "
	}
	return ""
}
