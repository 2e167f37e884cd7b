package lower

import (
	"go/ast"
	"go/types"
	"strings"
)

// Calls of package json. It would see the interpreter's layout of a type, without methods and
// embedding, and name the boxes' types in errors; rt encodes and decodes by the descriptors.

// jsonFuncs are the functions of package json with an rt form that has the same parameters.
var jsonFuncs = map[string]string{
	"Marshal": "_rt.MarshalJSON", "MarshalIndent": "_rt.MarshalIndentJSON", "Unmarshal": "_rt.UnmarshalJSON",
}

// jsonMethods are the methods with an rt form whose first parameter is the receiver.
var jsonMethods = map[string]string{"Encode": "_rt.EncodeJSON", "Decode": "_rt.DecodeJSON"}

// jsonCall lowers x, a call of o in package json, if rt has a form of it.
func (f *fn) jsonCall(x *ast.CallExpr, o *types.Func) (string, bool) {
	name := jsonFuncs[o.Name()]
	if o.Signature().Recv() != nil {
		name = jsonMethods[o.Name()]
	}
	if name == "" {
		return "", false
	}
	if f.spreads(x) {
		f.refuse(x, "json."+o.Name()+" of what a call with several results returns", "give the results names first")
	}
	args := f.args(x, o.Signature())
	if o.Signature().Recv() != nil {
		sel, ok := ast.Unparen(x.Fun).(*ast.SelectorExpr)
		s := f.src.info.Selections[sel]
		if !ok || s == nil || s.Kind() != types.MethodVal {
			return "", false // a method expression: its receiver is an argument
		}
		t := f.typeOf(sel.X)
		recv, _ := f.boundReceiver(sel, t, f.reselect(t, s))
		args = append([]string{recv}, args...)
	}
	return name + "(" + strings.Join(args, ", ") + ")", true
}

// codecMethods are methods of a pointer that package json calls for what it points to.
var codecMethods = []string{"MarshalJSON", "MarshalText", "UnmarshalJSON", "UnmarshalText", "IsZero"}

// encodesItself reports whether package json calls a method of a pointer to n.
func encodesItself(n *types.Named) bool {
	set := types.NewMethodSet(types.NewPointer(n))
	for _, m := range codecMethods {
		if set.Lookup(nil, m) != nil {
			return true
		}
	}
	return false
}
