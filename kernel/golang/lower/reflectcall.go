package lower

import (
	"go/ast"
	"go/types"
	"strings"

	"weft/kernel/golang/check"
)

// Calls of package reflect. It works on mirrors of the session's types (see rt), which have no methods,
// and what leaves it must be boxes again; the rest of it is as it is.

// reflectFuncs are the functions with an rt form that has the same parameters.
var reflectFuncs = map[string]string{
	"TypeOf": "_rt.ReflectTypeOf", "ValueOf": "_rt.ReflectValueOf", "DeepEqual": "_rt.DeepEqual", "Append": "_rt.ReflectAppend",
	"Swapper": "_rt.ReflectSwapper",
}

// reflectMethods are the methods, by their receivers' types, with an rt form whose first parameter is
// the receiver.
var reflectMethods = map[string]string{
	"Value.Interface": "_rt.ReflectInterface", "Value.Elem": "_rt.ReflectElem", "Value.Set": "_rt.ReflectSet",
	"Value.SetMapIndex": "_rt.ReflectSetMapIndex", "Value.NumMethod": "_rt.ReflectNumMethod",
	"Value.Method": "_rt.ReflectMethod", "Value.MethodByName": "_rt.ReflectMethodByName", "Value.Call": "_rt.ReflectCall",
	"Value.Convert":  "_rt.ReflectConvert",
	"Type.NumMethod": "_rt.ReflectTypeNumMethod", "Type.Method": "_rt.ReflectTypeMethod",
	"Type.MethodByName": "_rt.ReflectTypeMethodByName", "Type.Implements": "_rt.ReflectImplements",
	"Type.AssignableTo": "_rt.ReflectAssignableTo", "Type.ConvertibleTo": "_rt.ReflectConvertibleTo",
}

// reflectRefused would show that mirrors have no methods, or make values of types that are no mirrors.
var reflectRefused = map[string]bool{
	"Value.Methods": true, "Type.Methods": true, "Value.Seq": true, "Value.Seq2": true, "Value.CallSlice": true,
	"MakeFunc": true, "FuncOf": true, "StructOf": true, "Value.Send": true, "Value.TrySend": true,
}

// reflectCall lowers x, a call of o in package reflect, if rt has a form of it.
func (f *fn) reflectCall(x *ast.CallExpr, o *types.Func) (string, bool) {
	name := o.Name()
	recv := o.Signature().Recv()
	if recv != nil {
		n := check.NamedOf(recv.Type())
		if n == nil {
			return "", false
		}
		name = n.Obj().Name() + "." + name
	}
	if name == "TypeFor" {
		return f.reflectTypeFor(x)
	}
	if reflectRefused[name] && f.l.declaresTypes() {
		f.refuse(x, "reflect."+name+" in a program that declares types", "use interfaces or type parameters")
	}
	target := reflectFuncs[name]
	if recv != nil {
		target = reflectMethods[name]
	}
	if target == "" {
		return "", false
	}
	if f.spreads(x) {
		f.refuse(x, "reflect."+name+" of what a call with several results returns", "give the results names first")
	}
	args := f.args(x, o.Signature())
	if recv != nil {
		sel, ok := ast.Unparen(x.Fun).(*ast.SelectorExpr)
		s := f.src.info.Selections[sel]
		if !ok || s == nil || s.Kind() != types.MethodVal {
			return "", false
		}
		t := f.typeOf(sel.X)
		r, _ := f.boundReceiver(sel, t, f.reselect(t, s))
		args = append([]string{r}, args...)
	}
	return target + "(" + strings.Join(args, ", ") + ")", true
}

// declaresTypes reports whether the session has a type of its own.
func (l *lowering) declaresTypes() bool { return l.state.types }

// reflectTypeFor is reflect.TypeFor[T]().
func (f *fn) reflectTypeFor(x *ast.CallExpr) (string, bool) {
	in, ok := f.src.info.Instances[nameOf(x.Fun)]
	if !ok {
		return "", false
	}
	t := f.sub(in.TypeArgs.At(0))
	pointer := "(*" + f.l.text(t) + ")(nil)"
	if f.l.boxed(t) {
		return "_rt.ReflectTypeFor(" + f.l.descriptor(t) + ", " + pointer + ")", true
	}
	return f.l.importPath("reflect", "reflect") + ".TypeOf(" + pointer + ").Elem()", true
}

// isReflectValue reports whether t is reflect.Value.
func isReflectValue(t types.Type) bool {
	n, ok := types.Unalias(t).(*types.Named)
	return ok && n.Obj().Name() == "Value" && n.Obj().Pkg() != nil && n.Obj().Pkg().Path() == "reflect"
}
