package lower

import (
	"go/ast"
	"go/types"
	"strings"
)

// replaced are compiled functions that have an rt form which knows boxes: %T is the only verb that
// package fmt does not leave to a Formatter.
var replaced = map[string]string{
	"fmt.Printf": "_rt.Printf", "fmt.Sprintf": "_rt.Sprintf", "fmt.Fprintf": "_rt.Fprintf",
	"fmt.Errorf": "_rt.Errorf", "fmt.Appendf": "_rt.Appendf",
	"reflect.TypeOf": "_rt.ReflectTypeOf", "reflect.ValueOf": "_rt.ReflectValueOf", "reflect.DeepEqual": "_rt.DeepEqual",
}

// raw are compiled functions and methods that look at the memory behind an argument of interface
// type: they get the value itself, not a box.
var raw = map[string]bool{
	"sort.Slice": true, "sort.SliceStable": true, "sort.SliceIsSorted": true,
	"encoding/json.Unmarshal": true, "encoding/json.Decode": true,
	"fmt.Scan": true, "fmt.Scanln": true, "fmt.Scanf": true, "fmt.Sscan": true, "fmt.Sscanln": true,
	"fmt.Sscanf": true, "fmt.Fscan": true, "fmt.Fscanln": true, "fmt.Fscanf": true,
}

// reflecting are packages that inspect values of any type; they would see the boxes.
var reflecting = map[string]bool{
	"encoding/gob": true, "encoding/xml": true, "encoding/binary": true,
	"encoding/asn1": true, "text/template": true, "html/template": true, "net/rpc": true,
	"testing/quick": true, "database/sql": true, "unsafe": true, "runtime.SetFinalizer": true,
	"runtime.AddCleanup": true,
}

// special lowers calls of compiled functions that need more than converted arguments.
func (f *fn) special(x *ast.CallExpr) (string, bool) {
	o := f.calledFunc(x.Fun)
	if o == nil || o.Pkg() == nil || isSession(o) {
		return "", false
	}
	key := o.Pkg().Path() + "." + o.Name()
	if key == "errors.As" {
		return f.errorsAs(x)
	}
	if r := replaced[key]; r != "" && o.Signature().Recv() == nil && !f.spreads(x) {
		return r + "(" + strings.Join(f.args(x, o.Signature()), ", ") + ")", true
	}
	if raw[key] {
		var args []string
		for _, a := range x.Args {
			args = append(args, f.rawArg(a))
		}
		return f.callWith(x, args), true
	}
	if reflecting[o.Pkg().Path()] || reflecting[key] {
		for i, a := range x.Args {
			t := f.typeOf(a)
			if p := f.param(o.Signature(), i, x.Ellipsis.IsValid()); t == nil || !isInterface(p) || p.Underlying().(*types.Interface).NumMethods() > 0 {
				continue
			}
			if f.l.boxed(t) || f.holdsInterface(t) {
				f.refuse(a, o.Pkg().Name()+"."+o.Name()+" of a value whose type is declared in a cell", "pass values of predeclared or standard types")
			}
		}
	}
	return "", false
}

func (f *fn) rawArg(a ast.Expr) string {
	if _, ok := f.typeOf(a).Underlying().(*types.Signature); ok {
		return f.value(a)
	}
	return f.expr(a)
}

// holdsInterface reports whether a value of type t may hold a box.
func (f *fn) holdsInterface(t types.Type) bool {
	switch u := t.Underlying().(type) {
	case *types.Interface:
		return !types.Identical(t, errorType)
	case *types.Slice:
		return f.holdsInterface(u.Elem())
	case *types.Array:
		return f.holdsInterface(u.Elem())
	case *types.Map:
		return f.holdsInterface(u.Key()) || f.holdsInterface(u.Elem())
	}
	return false
}

// calledFunc is the declared function or method that e names, nil if it is a computed value.
func (f *fn) calledFunc(e ast.Expr) *types.Func {
	switch x := ast.Unparen(e).(type) {
	case *ast.Ident:
		o, _ := f.src.info.Uses[x].(*types.Func)
		return o
	case *ast.SelectorExpr:
		o, _ := f.src.info.Uses[x.Sel].(*types.Func)
		return o
	case *ast.IndexExpr:
		return f.calledFunc(x.X)
	case *ast.IndexListExpr:
		return f.calledFunc(x.X)
	}
	return nil
}

// errorsAs lowers errors.As with a target of a session's type: the compiled one looks for the type of
// the memory behind the target, which is a layout here.
func (f *fn) errorsAs(x *ast.CallExpr) (string, bool) {
	if f.spreads(x) {
		return "", false
	}
	p, ok := f.typeOf(x.Args[1]).Underlying().(*types.Pointer)
	if !ok || !f.l.boxed(p.Elem()) {
		return "", false
	}
	t := p.Elem()
	h := f.l.helper("find", t, func(name, text string) string {
		if it, ok := t.Underlying().(*types.Interface); ok {
			return "func " + name + "(e error, p *" + text + ") bool {\nx, ok := _rt.FindImplementing(e, " + f.l.methodNames(it) + ", _rt.Box(" + f.l.descriptor(types.NewPointer(t)) + ", p))\nif ok && x != nil { *p = x }\nreturn ok\n}\n"
		}
		return "func " + name + "(e error, p *" + text + ") bool {\nx, ok := _rt.FindAs(e, " + f.l.descriptor(t) + ", _rt.Box(" + f.l.descriptor(types.NewPointer(t)) + ", p))\nif ok && x != nil { *p = " + f.l.open("x", t) + " }\nreturn ok\n}\n"
	})
	return h + "(" + f.assigned(x.Args[0], errorType) + ", " + f.expr(x.Args[1]) + ")", true
}
