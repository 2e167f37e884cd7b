package lower

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"strings"

	"weft/kernel/golang/cell"
)

// fn is the function body that is being lowered; a function literal has its own.
type fn struct {
	l   *lowering
	src *source
	env map[*types.TypeParam]types.Type // of the instance
	top bool                            // the cell's statements

	results  []result
	frame    string // the defer stack's variable; "" if the body defers nothing
	named    bool   // results live in variables, because a closure of the body sets them
	recovery string // the variable that recover uses, "" outside of directly deferred functions

	loops    int // enclosing loops of this body
	jumps    bool
	targets  []*jumpTarget
	closures []*yielded             // enclosing range-over-func bodies
	links    map[*ast.IfStmt]string // of an if-else chain; with a flag where it is cut, see ifelse.go
	renamed  map[types.Object]string

	checks      []string // of indexes, before the statement that is being lowered
	conditional int      // in code that is not evaluated whenever the statement is
	affected    bool     // the statement has called something already
	bounds      map[bounded]bool
	positive    map[types.Object]bool // loop variables that are not negative
	storing     *ast.IndexExpr        // what is being assigned to
	late        string                // the check of the index that target has evaluated
	whole       *ast.BlockStmt        // the whole body
	from        token.Pos             // of its parameters
	facts       map[string]fact       // what is known of indexes; see indexfacts.go
	effect      *effect               // of the statement that is being lowered
	behind      []func()              // what is learnt from it
	busy        int                   // that it makes and that change something, its blocks' statements aside
	nest        int                   // such calls around the expression that is being lowered
	embedded    bool                  // it evaluates an inlined body
	unlocking   *ast.DeferStmt        // what is called at the ends instead; see latedefer.go
	unlock      string                // its call, once the statement is behind
	template    *inlined              // what this body is being lowered for, if it is to be inlined
	watched     *watch                // of the loop whose body is being lowered without checks; see guardedloop.go
}

// result is one result of a function.
type result struct {
	name string // "" if it has no variable
	typ  types.Type
}

// signature is the text of a function's parameters and results.
type signature struct {
	params, args []string
	results      string
}

// function lowers a declared function or method under the given name.
func (l *lowering) function(f *fn, d *ast.FuncDecl, name string) {
	i := len(l.funcs)
	l.funcs = append(l.funcs, "")
	var recv []string
	var recvArg []string
	if d.Recv != nil {
		v := d.Recv.List[0]
		n := "_r"
		if len(v.Names) > 0 && v.Names[0].Name != "_" {
			n = l.localVar(f.src.info.Defs[v.Names[0]].(*types.Var))
		}
		t := f.sub(f.src.info.Defs[d.Name].(*types.Func).Signature().Recv().Type())
		recv, recvArg = []string{n + " " + l.text(t)}, []string{n}
	}
	if recovers(f.src.info, d.Body) {
		f.recovery = "_p0"
	}
	sig, body := f.body(d.Type, d.Body)
	params := strings.Join(append(recv, sig.params...), ", ")
	where, mark := f.line(d.Pos()), f.mark(MarkFunc, d.Pos())
	if f.recovery == "" {
		l.funcs[i] = where + mark + "func " + name + "(" + params + ")" + sig.results + " {\n" + body + "}\n"
		return
	}
	// A function that recovers gets a second form, which is deferred and told of the panic.
	deferred := "_p0 *_rt.Recovery"
	if params != "" {
		deferred += ", " + params
	}
	call := name + recovering + "(" + strings.Join(append(append([]string{"nil"}, recvArg...), sig.args...), ", ") + ")"
	if sig.results != "" {
		call = "return " + call
	}
	l.funcs[i] = where + mark + "func " + name + recovering + "(" + deferred + ")" + sig.results + " {\n" + body + "}\n" +
		"func " + name + "(" + params + ")" + unnamed(f.results, l) + " {\n" + call + "\n}\n"
}

func unnamed(results []result, l *lowering) string {
	var parts []string
	for _, r := range results {
		parts = append(parts, l.text(r.typ))
	}
	switch len(parts) {
	case 0:
		return ""
	case 1:
		return " " + parts[0]
	}
	return " (" + strings.Join(parts, ", ") + ")"
}

// body lowers a function's parameters, results and statements.
//
// Results never have names in the lowered text: in x = f() the interpreter lets f's result be x from
// the beginning, so that a named one has x's old value, and x changes before f returns.
func (f *fn) body(t *ast.FuncType, body *ast.BlockStmt) (signature, string) {
	var s signature
	for _, p := range t.Params.List {
		ellipsis, variadic := p.Type.(*ast.Ellipsis)
		typ := f.sub(f.src.info.TypeOf(p.Type))
		text := ""
		if variadic {
			text = "..." + f.l.text(f.sub(f.src.info.TypeOf(ellipsis.Elt)))
		} else {
			text = f.l.text(typ)
		}
		names := p.Names
		if len(names) == 0 {
			names = []*ast.Ident{{Name: "_"}}
		}
		for _, n := range names {
			name := "_"
			if o, ok := f.src.info.Defs[n].(*types.Var); ok && n.Name != "_" {
				name = f.l.localVar(o)
			} else {
				name = fmt.Sprintf("_a%d", len(s.params))
			}
			s.params = append(s.params, name+" "+text)
			if variadic {
				name += "..."
			}
			s.args = append(s.args, name)
		}
	}
	f.scan(t, body)
	f.from = t.Pos()
	f.named = f.named || f.resultKept(t.Results, body)
	var parts []string
	vars := ""
	if t.Results != nil {
		for _, p := range t.Results.List {
			names := p.Names
			if len(names) == 0 {
				names = []*ast.Ident{nil}
			}
			for _, n := range names {
				r := result{typ: f.sub(f.src.info.TypeOf(p.Type))}
				switch {
				case n != nil && n.Name != "_":
					r.name = f.l.localVar(f.src.info.Defs[n].(*types.Var))
				case n != nil || f.named:
					r.name = f.l.temp("r")
				}
				f.results = append(f.results, r)
				parts = append(parts, f.l.text(r.typ))
				if r.name != "" {
					vars += "var " + r.name + " " + f.l.text(r.typ) + "\n"
				}
			}
		}
	}
	if len(parts) > 0 {
		s.results = " (" + strings.Join(parts, ", ") + ")"
	}
	text := f.block(body.List)
	if f.unlock != "" && !terminates(body.List) {
		text += f.unlock + "\n"
	}
	return s, vars + f.framed(text)
}

// resultKept reports whether something of body may look at a named result after a return has set it.
func (f *fn) resultKept(results *ast.FieldList, body *ast.BlockStmt) bool {
	if results == nil {
		return false
	}
	for _, p := range results.List {
		for _, n := range p.Names {
			if v, ok := f.src.info.Defs[n].(*types.Var); ok && f.keeps(body, v) {
				return true
			}
		}
	}
	return false
}

// scan finds out what the body needs before it is lowered.
func (f *fn) scan(t *ast.FuncType, body *ast.BlockStmt) {
	f.whole = body
	defers := false
	ast.Inspect(body, func(n ast.Node) bool {
		switch x := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.DeferStmt:
			defers = true
		case *ast.BranchStmt:
			f.jumps = f.jumps || x.Tok == token.GOTO
		case *ast.RangeStmt:
			if _, ok := f.typeOf(x.X).Underlying().(*types.Signature); ok {
				f.named = true
			}
		}
		return true
	})
	if defers && !f.l.race {
		f.unlocking = f.lateUnlock(t, body)
	}
	if defers && f.unlocking == nil {
		f.frame = f.l.temp("d")
		f.named = true
	}
}

// framed wraps a lowered body that defers calls; see defer.go.
func (f *fn) framed(body string) string {
	if f.frame == "" {
		return body
	}
	run := "_rt.Run(func(" + f.frame + " *_rt.Frame) {\n" + body + "})\n"
	if len(f.results) == 0 {
		return run
	}
	return run + "return " + f.resultNames() + "\n"
}

func (f *fn) resultNames() string {
	var names []string
	for _, r := range f.results {
		names = append(names, r.name)
	}
	return strings.Join(names, ", ")
}

// block lowers statements, each on lines of its own that carry its position.
func (f *fn) block(list []ast.Stmt) string {
	defer f.scoped()()
	var b strings.Builder
	for _, s := range list {
		b.WriteString(f.stmt(s))
	}
	return b.String()
}

// line is a comment that gives what follows the position p.
func (l *lowering) line(p token.Pos) string {
	at, ok := cell.FromToken(l.own.fset.Position(p))
	if !ok {
		return ""
	}
	file := cell.FileName(at.Cell)
	l.files[file] = true
	return fmt.Sprintf("/*line %s:%d:%d*/", file, at.Line, at.Col)
}

// line is lowering.line for the cell's own code; the library's has no lines in a cell.
func (f *fn) line(p token.Pos) string {
	if f.src != f.l.own || f.template != nil {
		return ""
	}
	return f.l.line(p)
}

// refuse is lowering.refuse at a node.
func (f *fn) refuse(n ast.Node, what, instead string) {
	f.l.refuse(f.at(n), what, instead)
}

// typeOf is the type of e in this instance.
func (f *fn) typeOf(e ast.Expr) types.Type {
	t := f.src.info.TypeOf(e)
	if t == nil {
		if id, ok := e.(*ast.Ident); ok {
			if o := f.src.info.ObjectOf(id); o != nil {
				t = o.Type()
			}
		}
	}
	return f.sub(t)
}

// text is the lowered text of a type of this instance.
func (f *fn) text(t types.Type) string { return f.l.text(f.sub(t)) }

// recovers reports whether body calls recover itself.
func recovers(info *types.Info, body *ast.BlockStmt) bool {
	found := false
	ast.Inspect(body, func(n ast.Node) bool {
		switch x := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.Ident:
			if b, ok := info.Uses[x].(*types.Builtin); ok && b.Name() == "recover" {
				found = true
			}
		}
		return !found
	})
	return found
}
