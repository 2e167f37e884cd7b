package lower

import (
	"go/ast"
	"go/constant"
	"go/types"
	"strings"
)

// replaced are compiled functions that have an rt form which knows boxes: %p is a verb that
// package fmt does not leave to a Formatter, and spaces depend on whether an operand is a string.
var replaced = map[string]string{
	"fmt.Printf": "_rt.Printf", "fmt.Sprintf": "_rt.Sprintf", "fmt.Fprintf": "_rt.Fprintf",
	"fmt.Errorf": "_rt.Errorf", "fmt.Appendf": "_rt.Appendf",
	"fmt.Print": "_rt.FmtPrint", "fmt.Sprint": "_rt.Sprint", "fmt.Fprint": "_rt.Fprint", "fmt.Append": "_rt.Append",
}

// printing are compiled functions and methods that print their arguments as fmt.Print does.
var printing = map[string]bool{"log.Print": true, "log.Panic": true, "log.Fatal": true}

// raw are compiled functions and methods that look at the memory behind an argument of interface
// type: they get the value itself, not a box.
var raw = map[string]bool{
	"sort.Slice": true, "sort.SliceStable": true, "sort.SliceIsSorted": true,
	"fmt.Scan": true, "fmt.Scanln": true, "fmt.Scanf": true, "fmt.Sscan": true, "fmt.Sscanln": true,
	"fmt.Sscanf": true, "fmt.Fscan": true, "fmt.Fscanln": true, "fmt.Fscanf": true,
}

// funcMaps are compiled methods with a map of functions, whose parameters and results they look at as layouts do.
var funcMaps = map[string]bool{"text/template.Funcs": true, "html/template.Funcs": true}

// layouts are compiled functions that look at fields only: they get plain data with Go's names.
var layouts = map[string]bool{
	"text/template.Execute": true, "text/template.ExecuteTemplate": true,
	"html/template.Execute": true, "html/template.ExecuteTemplate": true,
	"encoding/binary.Read": true, "encoding/binary.Write": true, "encoding/binary.Size": true,
	"encoding/xml.Marshal": true, "encoding/xml.MarshalIndent": true, "encoding/xml.Unmarshal": true,
	"encoding/xml.Encode": true, "encoding/xml.Decode": true,
	"encoding/gob.Encode": true, "encoding/gob.Decode": true,
}

// codings are the methods of a value that functions of layouts would call.
var codings = []string{
	"String", "Error", "Format", "MarshalText", "UnmarshalText", "MarshalBinary", "UnmarshalBinary", "AppendText", "AppendBinary",
	"MarshalXML", "UnmarshalXML", "MarshalXMLAttr", "UnmarshalXMLAttr", "GobEncode", "GobDecode",
}

// reflecting are packages that inspect values of any type; they would see the boxes.
var reflecting = map[string]bool{
	"encoding/gob": true, "encoding/xml": true, "encoding/binary": true,
	"encoding/asn1": true, "text/template": true, "html/template": true, "net/rpc": true,
	"testing/quick": true, "database/sql": true, "unsafe": true,
}

// special lowers calls of compiled functions that need more than converted arguments.
func (f *fn) special(x *ast.CallExpr) (string, bool) {
	o := f.calledFunc(x.Fun)
	if o == nil || o.Pkg() == nil || isSession(o) {
		return "", false
	}
	key := o.Pkg().Path() + "." + o.Name()
	if key == "runtime.FuncForPC" && f.asksPointer() {
		f.refuse(x, "the name of a function value, since the program is interpreted", "pass the name with the function")
	}
	if key == "flag.TextVar" && len(x.Args) > 0 && f.l.boxed(f.typeOf(x.Args[0])) {
		f.refuse(x, "flag.TextVar of a value whose type is declared in a cell", "give the type the methods String and Set, and use Var")
	}
	if key == "errors.As" {
		return f.errorsAs(x)
	}
	if s, ok := f.processCall(x, o); ok {
		return s, true
	}
	if s, ok := f.exiting(x, o); ok {
		return s, true
	}
	if s, ok := f.guarded(x, o); ok {
		return s, true
	}
	if o.Pkg().Path() == "reflect" {
		if s, ok := f.reflectCall(x, o); ok {
			return s, true
		}
	}
	if o.Pkg().Path() == "log/slog" {
		return f.slogCall(x, o)
	}
	if o.Pkg().Path() == "encoding/json" {
		if s, ok := f.jsonCall(x, o); ok {
			return s, true
		}
	}
	if r := replaced[key]; r != "" && o.Signature().Recv() == nil && !f.spreads(x) {
		return r + "(" + strings.Join(f.args(x, o.Signature()), ", ") + ")", true
	}
	if printing[key] && !f.spreads(x) {
		return f.callWith(x, []string{"_rt.Sprint(" + strings.Join(f.args(x, o.Signature()), ", ") + ")"}), true
	}
	if f.formatsPointers(x, o) {
		return f.formatCall(x, o), true
	}
	if raw[key] {
		var args []string
		for _, a := range x.Args {
			if types.NewMethodSet(f.typeOf(a)).Lookup(nil, "Scan") != nil {
				args = append(args, f.assigned(a, anyType)) // scans itself
				continue
			}
			args = append(args, f.rawArg(a))
		}
		return f.callWith(x, args), true
	}
	if layouts[key] && f.allPlain(x) {
		args := f.args(x, o.Signature())
		for i := range args {
			if types.Identical(f.param(o.Signature(), i, false), anyType) {
				args[i] = "_rt.Plain(" + args[i] + ")"
			}
		}
		return f.callWith(x, args), true
	}
	if funcMaps[key] {
		m := f.typeOf(x.Args[0])
		return f.callWith(x, []string{"(" + f.l.text(m) + ")(_rt.PlainAll(" + f.expr(x.Args[0]) + "))"}), true
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

// slogCall passes values of any type through rt: a handler asks an error whether it encodes itself,
// and boxes do.
func (f *fn) slogCall(x *ast.CallExpr, o *types.Func) (string, bool) {
	if f.spreads(x) {
		return "", false
	}
	sig := o.Signature()
	args := f.args(x, sig)
	for i := range args {
		switch p := f.param(sig, i, x.Ellipsis.IsValid()); {
		case types.Identical(p, anyType):
			args[i] = "_rt.Logged(" + args[i] + ")"
		case x.Ellipsis.IsValid() && i == len(args)-1 && types.Identical(variadicElem(sig), anyType):
			args[i] = "_rt.LoggedAll(" + strings.TrimSuffix(args[i], "...") + ")..."
		}
	}
	return f.callWith(x, args), true
}

// replacement is the rt form of a compiled function that is used as a value, "" if it needs none.
func (f *fn) replacement(o *types.Func, id *ast.Ident) string {
	if o.Pkg() == nil || isSession(o) || o.Signature().Recv() != nil {
		return ""
	}
	f.refuseProcess(o, id, "a function value of")
	key := o.Pkg().Path() + "." + o.Name()
	if raw[key] || key == "errors.As" {
		f.refuse(id, o.Pkg().Name()+"."+o.Name()+" as a function value", "call it in a function literal")
	}
	switch o.Pkg().Path() {
	case "encoding/json":
		return jsonFuncs[o.Name()]
	case "reflect":
		return reflectFuncs[o.Name()]
	}
	return replaced[key]
}

// formatsPointers reports whether x calls a compiled function like log.Printf with a format that may have
// a %p.
func (f *fn) formatsPointers(x *ast.CallExpr, o *types.Func) bool {
	sig := o.Signature()
	n := sig.Params().Len()
	if !sig.Variadic() || n < 2 || !strings.HasSuffix(o.Name(), "f") || x.Ellipsis.IsValid() || len(x.Args) < n || f.spreads(x) {
		return false
	}
	format, ok := sig.Params().At(n - 2).Type().(*types.Basic)
	if !ok || format.Kind() != types.String || !types.Identical(variadicElem(sig), anyType) {
		return false
	}
	tv := f.src.info.Types[x.Args[n-2]]
	return tv.Value == nil || strings.Contains(constant.StringVal(tv.Value), "p")
}

// formatCall passes the format and its arguments through rt, which knows what is in boxes.
func (f *fn) formatCall(x *ast.CallExpr, o *types.Func) string {
	args := f.args(x, o.Signature())
	n := o.Signature().Params().Len()
	format, list := f.l.temp("format"), f.l.temp("args")
	call := f.callWith(x, append(append([]string{}, args[:n-2]...), format, list+"..."))
	return "func()" + f.l.resultsText(o.Signature()) + " { " + format + ", " + list + " := _rt.Verbs(" + strings.Join(args[n-2:], ", ") + "); " +
		returnIf(o.Signature()) + call + " }()"
}

func (f *fn) rawArg(a ast.Expr) string {
	if _, ok := f.typeOf(a).Underlying().(*types.Signature); ok {
		return f.value(a)
	}
	return f.openedExpr(a)
}

// allPlain reports whether every argument of x for a parameter of interface type is plain data.
func (f *fn) allPlain(x *ast.CallExpr) bool {
	sig := f.typeOf(x.Fun).Underlying().(*types.Signature)
	for i, a := range x.Args {
		p := f.param(sig, i, x.Ellipsis.IsValid())
		if it, ok := p.Underlying().(*types.Interface); ok && it.NumMethods() == 0 && !f.plain(f.typeOf(a), nil) {
			return false
		} else if ok && it.NumMethods() > 0 && f.l.mentions(f.typeOf(a)) {
			return false
		}
	}
	return true
}

// plain reports whether a value of type t has nothing inside that prints itself, no interfaces and no
// cut fields. Other methods are not there for a template: it fails with a message if it calls one.
func (f *fn) plain(t types.Type, seen []types.Type) bool {
	for _, s := range seen {
		if types.Identical(s, t) {
			return true
		}
	}
	seen = append(seen, t)
	if n, ok := types.Unalias(t).(*types.Named); ok {
		if !f.l.fromSource(n) {
			return !isInterface(t)
		}
		methods := types.NewMethodSet(types.NewPointer(n))
		for _, m := range codings {
			if methods.Lookup(nil, m) != nil {
				return false
			}
		}
		if len(f.l.cutFields(f.l.resolve(n))) > 0 {
			return false
		}
	}
	switch u := t.Underlying().(type) {
	case *types.Basic:
		return true
	case *types.Pointer:
		return f.plain(u.Elem(), seen)
	case *types.Slice:
		return f.plain(u.Elem(), seen)
	case *types.Array:
		return f.plain(u.Elem(), seen)
	case *types.Map:
		return f.plain(u.Key(), seen) && f.plain(u.Elem(), seen)
	case *types.Struct:
		for v := range u.Fields() {
			if !f.plain(v.Type(), seen) {
				return false
			}
		}
		return true
	}
	return false
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

// calledFunc is the declared function or method that e names, nil if it is a computed value. A method expression is one:
// its first argument is no parameter of the method.
func (f *fn) calledFunc(e ast.Expr) *types.Func {
	switch x := ast.Unparen(e).(type) {
	case *ast.Ident:
		o, _ := f.src.info.Uses[x].(*types.Func)
		return o
	case *ast.SelectorExpr:
		if s := f.src.info.Selections[x]; s != nil && s.Kind() == types.MethodExpr {
			return nil
		}
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
