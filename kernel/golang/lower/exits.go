package lower

import (
	"go/ast"
	"go/types"
	"strings"

	"weft/kernel/golang/check"
)

// exits are compiled methods that can end the program, and the rt functions that end the cell instead.
var exits = map[string]string{
	"log.Logger.Fatal":   "_rt.Fatal",
	"log.Logger.Fatalf":  "_rt.Fatalf",
	"log.Logger.Fatalln": "_rt.Fatalln",
	"flag.FlagSet.Parse": "_rt.ParseFlags",
}

// exitCall is the rt function for the method o; "" if it needs none.
func exitCall(o *types.Func) string {
	if recv := o.Signature().Recv(); recv != nil && o.Pkg() != nil {
		if n := check.NamedOf(recv.Type()); n != nil {
			return exits[o.Pkg().Path()+"."+n.Obj().Name()+"."+o.Name()]
		}
	}
	return ""
}

// endingMethod is callMethod in a method value or a method expression, for methods that can end the program too.
func (l *lowering) endingMethod(x string, t types.Type, m *types.Selection, args []string) string {
	o := m.Obj().(*types.Func)
	function := exitCall(o)
	if function == "" {
		return l.callMethod(x, t, m, args, "")
	}
	x, t = l.path(x, t, l.embedding(t, m), "")
	return function + "(" + strings.Join(append([]string{l.receiver(x, t, o)}, args...), ", ") + ")"
}

// exiting lowers calls of such methods.
func (f *fn) exiting(x *ast.CallExpr, o *types.Func) (string, bool) {
	sel, ok := ast.Unparen(x.Fun).(*ast.SelectorExpr)
	function := exitCall(o)
	if !ok || function == "" || f.spreads(x) {
		return "", false
	}
	s := f.src.info.Selections[sel]
	if s == nil || s.Kind() != types.MethodVal {
		return "", false
	}
	t := f.typeOf(sel.X)
	recv, _ := f.boundReceiver(sel, t, f.reselect(t, s))
	args := append([]string{recv}, f.args(x, o.Signature())...)
	return function + "(" + strings.Join(args, ", ") + ")", true
}
