package slice

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"strings"

	"weft/kernel/golang/cell"
)

// CallPath is the import path of what the stubs of compiled functions call.
const CallPath = "weft/cross/call"

// A served function is one of the cell that a worker process runs.
type served struct {
	decl   *ast.FuncDecl
	fn     *types.Func
	params []*types.Var // with the receiver
	copied []bool       // may be written through: the caller's are set to what they are afterwards
}

// StubsTo is the source of a cell of the same number that declares what the learner's cell does, with bodies
// that call the worker of the program at path where that is possible. It is to be lowered in the cell's
// place, while the session keeps the cell itself; "" if no function can be called.
func (p *Program) StubsTo(path string) string { return withPath(p.stubs, path) }

// findServed finds the functions that a worker can run; Stay says why others cannot.
func (s *slicer) findServed() {
	s.onlyFunctions()
	facts := s.paramWrites()
	for _, f := range s.unit.Funcs {
		fn := s.unit.Info.Defs[f.Name].(*types.Func)
		sv := &served{decl: f, fn: fn, params: params(fn), copied: facts[fn]}
		if why := s.notServed(sv); why != "" {
			s.stays = append(s.stays, Stays{Name: key(fn), Pos: cell.Locate(s.unit.Fset, f.Name.Pos()), Reason: why, Module: s.mentioned(f, nil)})
			continue
		}
		s.served = append(s.served, sv)
	}
	if len(s.served) == 0 && len(s.stays) == 0 {
		s.refuse(cell.Pos{Cell: s.unit.Cell.Number, Line: 1, Col: 1}, "there is no function to compile", "declare one with func")
	}
}

// onlyFunctions refuses what is not a declaration, and variables: a worker has its own.
func (s *slicer) onlyFunctions() {
	for _, stmt := range s.unit.Cell.Stmts {
		if g := declOf(stmt); g == nil || g.Tok == token.VAR {
			s.refuse(s.unit.Cell.Pos(stmt.Pos()), "a cell of compiled functions has declarations of functions, types and constants only", "put the rest into another cell")
			return
		}
	}
	for _, f := range s.unit.Inits {
		s.refuse(s.unit.Cell.Pos(f.Pos()), "a cell of compiled functions has no func init", "call what it does where it is needed")
	}
	for _, obj := range s.objects() {
		v, ok := obj.(*types.Var)
		if !ok {
			continue
		}
		u := s.uses[v]
		msg := "compiled functions cannot use the session's variable " + v.Name() + ": they run in a process of their own"
		if u.through != "" {
			msg += "; it is used by " + u.through
		}
		s.refuse(u.pos, msg, "make it a parameter")
	}
}

// notServed is why a function cannot be called in another process, "" if it can.
func (s *slicer) notServed(sv *served) string {
	sig := sv.fn.Signature()
	switch {
	case sig.TypeParams().Len() > 0 || sig.RecvTypeParams().Len() > 0:
		return "it is generic"
	case sv.fn.Name() == "main" && sig.Recv() == nil:
		return "it is the program"
	}
	for i, p := range sv.params {
		name := p.Name()
		if name == "" || name == "_" {
			name = fmt.Sprintf("parameter %d", i+1)
		}
		if b := s.barrierIn(p.Type(), name); b != nil {
			return b.String()
		}
		if sv.copied[i] && copyable(p.Type()) == "" {
			return "it may change what " + name + " refers to, and gets a copy of it"
		}
	}
	for r := range sig.Results().Variables() {
		name := r.Name()
		if name == "" {
			name = "its result"
		}
		if b := s.barrierIn(r.Type(), name); b != nil {
			return b.String()
		}
	}
	return ""
}

// copyable is how what a parameter of type t refers to is set to what it is after the call; "" if that cannot
// be done exactly, because there are references in it. %[1]s is the parameter and %[2]s the new value.
func copyable(t types.Type) string {
	switch u := t.Underlying().(type) {
	case *types.Slice:
		if !refers(u.Elem()) {
			return "copy(%[1]s, %[2]s)\n"
		}
	case *types.Map:
		if !refers(u.Elem()) && !refers(u.Key()) {
			return "clear(%[1]s)\nfor @k, @e := range %[2]s {\n%[1]s[@k] = @e\n}\n"
		}
	case *types.Pointer:
		if !refers(u.Elem()) {
			return "if %[1]s != nil {\n*%[1]s = *%[2]s\n}\n"
		}
	}
	return ""
}

// serveMain is the worker's main function.
func (s *slicer) serveMain(w *writer) string {
	cross := w.pkg(CrossPath, "cross")
	c := newCodec(w.typ, w.pkg, s.candidates)
	var b strings.Builder
	serve := ""
	if s.startsProcesses() {
		serve = s.serveProcesses(w, true)
	}
	fmt.Fprintf(&b, "func main() {\n%s%s.Serve([]%s.Function{\n", serve, cross, cross)
	for _, sv := range s.served {
		fmt.Fprintf(&b, "{Name: %q, Call: func(@r *%s.Reader, @w *%s.Writer) {\n", key(sv.fn), cross, cross)
		var args []string
		for i, p := range sv.params {
			fmt.Fprintf(&b, "@%d := %s\n", i, c.get(p.Type()))
			args = append(args, fmt.Sprintf("@%d", i))
		}
		b.WriteString("if @r.End() != nil {\nreturn\n}\n")
		call := sv.fn.Name()
		if sv.fn.Signature().Recv() != nil {
			call = args[0] + "." + call
			args = args[1:]
		}
		call += "(" + strings.Join(args, ", ")
		if sv.fn.Signature().Variadic() {
			call += "..."
		}
		results := sv.results("@v")
		if len(results) > 0 {
			call = strings.Join(results, ", ") + " := " + call
		}
		b.WriteString(call + ")\n")
		for i, r := range results {
			b.WriteString(c.put(sv.fn.Signature().Results().At(i).Type(), r))
		}
		for i, p := range sv.params {
			if sv.copied[i] {
				b.WriteString(c.put(p.Type(), fmt.Sprintf("@%d", i)))
			}
		}
		b.WriteString("}},\n")
	}
	b.WriteString("})\n}\n")
	return strings.ReplaceAll(b.String(), "@", mark) + strings.Join(c.puts, "") + strings.Join(c.gets, "")
}

// results are names for the results.
func (sv *served) results(prefix string) []string {
	var list []string
	for i := range sv.fn.Signature().Results().Len() {
		list = append(list, fmt.Sprintf("%s%d", prefix, i))
	}
	return list
}

// stubsCell is the cell with stubs in place of the functions that are served.
func (s *slicer) stubsCell() string {
	if len(s.served) == 0 {
		return ""
	}
	stubbed := map[ast.Node]bool{}
	w := newWriter(s.unit.Pkg)
	c := newCodec(w.typ, w.pkg, s.candidates)
	names := ""
	var b strings.Builder
	for i, sv := range s.served {
		stubbed[sv.decl] = true
		names += fmt.Sprintf(", %q", key(sv.fn))
		b.WriteString(s.stub(w, c, i, sv))
	}
	ours := fmt.Sprintf("var @worker = %s.Open(%s%s)\n", w.pkg(CallPath, "call"), pathName, names) + b.String() + strings.Join(c.puts, "") + strings.Join(c.gets, "")
	ours = w.imports() + strings.ReplaceAll(ours, "@", mark)
	s.predeclared(ours)
	return s.blanked(func(n ast.Node) bool { return !stubbed[n] }) + "\n" + ours
}

// stub is a function that calls the worker. Its parameters and results are basic as far as possible, which
// saves calls.
func (s *slicer) stub(w *writer, c *codec, i int, sv *served) string {
	var b strings.Builder
	sig := sv.fn.Signature()
	call := w.pkg(CallPath, "call")
	at := cell.Locate(s.unit.Fset, sv.decl.Pos())
	head, list, direct, args := "", []string{}, true, ""
	for j, p := range sv.params {
		text := fmt.Sprintf("@%d %s", j, w.typ(p.Type()))
		switch {
		case j == 0 && sig.Recv() != nil:
			head = "(" + text + ") "
		case j == len(sv.params)-1 && sig.Variadic():
			list = append(list, fmt.Sprintf("@%d ...%s", j, w.typ(p.Type().(*types.Slice).Elem())))
		default:
			list = append(list, text)
		}
		a := argumentOf(w, p.Type(), fmt.Sprintf("@%d", j))
		direct = direct && a != ""
		args += ", " + a
	}
	var results []string
	for r := range sig.Results().Variables() {
		results = append(results, w.typ(r.Type()))
	}
	fmt.Fprintf(&b, "%sfunc %s%s(%s) (%s) {\n", inline(at), head, sv.fn.Name(), strings.Join(list, ", "), strings.Join(results, ", "))
	copies := false
	for _, is := range sv.copied {
		copies = copies || is
	}
	if direct && !copies && len(results) == 0 {
		fmt.Fprintf(&b, "%s.Nothing(@worker, %d%s)\n}\n", call, i, args)
		return b.String()
	}
	if direct && !copies && len(results) == 1 {
		t := sig.Results().At(0).Type()
		if m := simple(t); m != "" && (!isError(t) || c.plainError(t)) {
			value := fmt.Sprintf("%s.%s(@worker, %d%s)", call, m, i, args)
			if !isPlain(t) {
				value = w.typ(t) + "(" + value + ")"
			}
			b.WriteString("return " + value + "\n}\n")
			return b.String()
		}
	}
	if direct {
		fmt.Fprintf(&b, "@r := %s.Results(@worker, %d%s)\n", call, i, args)
	} else {
		fmt.Fprintf(&b, "@w := %s.NewWriter()\n", w.pkg(CrossPath, "cross"))
		for j, p := range sv.params {
			b.WriteString(c.put(p.Type(), fmt.Sprintf("@%d", j)))
		}
		fmt.Fprintf(&b, "@r := %s.Do(@worker, %d, @w)\n", call, i)
	}
	names := sv.results("@v")
	for j, n := range names {
		fmt.Fprintf(&b, "%s := %s\n", n, c.get(sig.Results().At(j).Type()))
	}
	for j, p := range sv.params {
		if sv.copied[j] {
			fmt.Fprintf(&b, "@n%d := %s\n", j, c.get(p.Type()))
		}
	}
	fmt.Fprintf(&b, "%s.End(@r)\n", call)
	for j, p := range sv.params {
		if sv.copied[j] {
			fmt.Fprintf(&b, copyable(p.Type()), fmt.Sprintf("@%d", j), fmt.Sprintf("@n%d", j))
		}
	}
	fmt.Fprintf(&b, "return %s\n}\n", strings.Join(names, ", "))
	return b.String()
}

// argumentOf is x as cross.Writer.Argument takes it, "" if it does not.
func argumentOf(w *writer, t types.Type, x string) string {
	switch {
	case direct(t) != "" && isPlain(t):
		return x
	case direct(t) != "":
		return w.typ(t.Underlying()) + "(" + x + ")"
	case basicOf(t) != "":
		return basicName(t) + "(" + x + ")"
	}
	return ""
}

// simple is the function of package call for a result of type t, "" if there is none.
func simple(t types.Type) string {
	if _, ok := t.Underlying().(*types.Map); ok {
		return ""
	}
	if m := direct(t); m != "" {
		return m
	}
	if isError(t) {
		return "ErrorValue"
	}
	return basicOf(t)
}

// isPlain reports whether a type has no name of its own.
func isPlain(t types.Type) bool {
	_, named := types.Unalias(t).(*types.Named)
	return !named || isError(t)
}
