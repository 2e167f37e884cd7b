package lower

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"maps"
	"slices"
	"strings"

	"weft/kernel/golang/cell"
	"weft/kernel/golang/check"
)

// lowering is the work on one cell.
type lowering struct {
	unit   *check.Unit
	own    *source
	state  state
	serial int

	lowered, canon, goName, argName *typeText
	cuts                            map[string]map[int]bool // see cycle.go
	recursion                       map[string]bool         // see recursive.go
	localTypes                      map[*types.TypeName]string
	localCopies                     map[localKey]*types.Named // see localtype.go
	implicitArgs                    map[*types.TypeName]string
	locals                          map[*types.Var]string
	instances                       *types.Context

	types, vars, funcs []string // lowered declarations, in order
	run                string   // the function that runs the cell's statements
	setup              []string // statements that run before the cell, and again when it is replayed
	former             string   // begins the cell: see variable
	pending            []func() // declarations that turned out to be needed
	renewing           bool     // renewMethods is among them
	scopes             int      // around the statement that is being lowered, at most

	files   map[string]bool // names in line comments
	site    token.Pos       // the place in the cell that is being lowered
	library *library
	race    bool                // see race.go
	shared  map[*types.Var]bool // see isShared
	out     Program
	refused []cell.Diagnostic
}

// program lowers the whole cell into l.out.
func (l *lowering) program() {
	l.localTypes = map[*types.TypeName]string{}
	l.localCopies = map[localKey]*types.Named{}
	l.implicitArgs = map[*types.TypeName]string{}
	l.cuts = map[string]map[int]bool{}
	l.recursion = map[string]bool{}
	l.locals = map[*types.Var]string{}
	l.instances = types.NewContext()
	l.files = map[string]bool{}
	l.lowered, l.canon, l.goName, l.argName = newTypeTexts(l)
	u := l.unit
	l.state.types = l.state.types || len(l.unit.Types) > 0
	l.refuseUses()
	if l.refusePackages(); len(l.refused) > 0 {
		return
	}
	l.numberLocals()
	l.refuseReflection()
	if l.asksCallers() {
		l.nameFuncs()
	}
	var decls []*ast.FuncDecl
	for _, d := range u.Redo {
		if f, ok := d.(*ast.FuncDecl); ok {
			decls = append(decls, f)
		}
	}
	decls = append(decls, u.Funcs...)
	for _, d := range decls {
		if d.Body != nil && !l.own.generic(d) && recovers(l.own.info, d.Body) {
			l.state.recovers[l.funcName(l.own.info.Defs[d.Name].(*types.Func))] = true
		}
	}
	for _, d := range decls {
		l.declare(d)
	}
	for _, v := range u.Vars {
		l.guard(v.Pos(), func() { l.variable(v) })
	}
	l.body()
	for len(l.pending) > 0 {
		next := l.pending[0]
		l.pending = l.pending[1:]
		next()
	}
	l.finishDispatch()
	l.chunks()
}

// declare lowers a function or method of the cell; generic ones wait for their instances.
func (l *lowering) declare(d *ast.FuncDecl) {
	if l.own.generic(d) || d.Body == nil {
		return
	}
	l.guard(d.Pos(), func() {
		o := l.own.info.Defs[d.Name].(*types.Func)
		l.function(&fn{l: l, src: l.own}, d, l.funcName(o))
		l.inlineBody(o) // for later cells
		if d.Recv != nil {
			l.redefined(o)
		}
	})
}

// variable declares a variable of the session. Until its own declaration is executed, which a panic may
// prevent, it has the value of the variable that it takes the place of, if that has its type.
func (l *lowering) variable(v *types.Var) {
	name, text := l.globalName(v), l.text(v.Type())
	l.vars = append(l.vars, "var "+name+" "+text+"\n")
	l.state.variables[name] = text
	old := fmt.Sprintf("%s_%d", v.Name(), l.unit.Former(v))
	if l.state.variables[old] == text && old != name && !hasArray(v.Type()) {
		l.out.Kept = append(l.out.Kept, v.Name())
		l.former += name + " = " + old + "\n"
	}
}

// hasArray reports whether a variable of type t has an array inside, which the interpreter would share
// with the one that it is copied from.
func hasArray(t types.Type) bool {
	switch t := t.Underlying().(type) {
	case *types.Array:
		return true
	case *types.Struct:
		for f := range t.Fields() {
			if hasArray(f.Type()) {
				return true
			}
		}
	}
	return false
}

// funcName is the lowered name of a function or method of the session that is not generic.
func (l *lowering) funcName(o *types.Func) string {
	if recv := o.Signature().Recv(); recv != nil {
		n := check.NamedOf(recv.Type())
		return fmt.Sprintf("_%s_%s_%d", n.Obj().Name(), o.Name(), l.unit.Gen(o))
	}
	return l.globalName(o)
}

// body lowers what the cell executes.
func (l *lowering) body() {
	u := l.unit
	name := fmt.Sprintf("_cell_%d", u.Seq)
	_, commands, _ := u.Cell.Arrange()
	if len(u.Body) == 0 && len(u.Inits) == 0 && !u.HasMain && len(commands) == 0 {
		return
	}
	next := 0
	commandsBefore := func(b *strings.Builder, p cell.Pos) {
		for ; next < len(commands) && (!p.IsValid() || commands[next].Pos.Before(p)); next++ {
			fmt.Fprintf(b, "_rt.Command(%d)\n", next+1) // what it puts out and the cell's own come in their order
		}
	}
	f := &fn{l: l, src: l.own, top: true}
	f.scan(nil, &ast.BlockStmt{List: u.Body})
	var b strings.Builder
	b.WriteString(l.former)
	var k clock
	for i, s := range u.Body {
		at := u.Cell.Pos(s.Pos())
		timed := u.Cell.TimedAt(at)
		b.WriteString(k.stop(timed))
		commandsBefore(&b, at)
		b.WriteString(k.start(timed))
		if i == u.InitAt {
			b.WriteString(l.inits())
		}
		l.guard(s.Pos(), func() {
			if x, ok := s.(*ast.ExprStmt); ok && u.Value != nil && x.X == u.Value {
				b.WriteString(f.show(x))
				return
			}
			b.WriteString(f.stmt(s))
		})
		if len(u.Declares(s))+len(u.Refills(s)) > 0 {
			fmt.Fprintf(&b, "_rt.Reached(%d)\n", i) // after a panic the learner is told what has been set
		}
	}
	b.WriteString(k.stop(0))
	commandsBefore(&b, cell.Pos{})
	if u.InitAt >= len(u.Body) {
		b.WriteString(l.inits())
	}
	if u.HasMain {
		if o := u.Pkg.Scope().Lookup("main"); o != nil {
			b.WriteString(l.globalName(o) + "()\n")
		}
	}
	mark := bodyMark(u.Seq)
	if u.Cell.Generated() {
		mark = "" // no statement of the learner's runs in it
	}
	l.run = mark + "func " + name + "() {\n" + f.framed(b.String()) + "}\n"
	l.out.Run = name
}

// inits calls the cell's init functions.
func (l *lowering) inits() string {
	var b strings.Builder
	for _, d := range l.unit.Inits {
		l.guard(d.Pos(), func() {
			name := l.temp("init")
			l.function(&fn{l: l, src: l.own}, d, name)
			b.WriteString(name + "()\n")
		})
	}
	return b.String()
}

// chunks assembles the texts.
func (l *lowering) chunks() {
	decls := strings.Join(l.types, "") + strings.Join(l.vars, "") + strings.Join(l.funcs, "")
	stays := decls // when the cell is replayed
	setup := fmt.Sprintf("_setup_%d", l.unit.Seq)
	if len(l.setup) > 0 {
		stays += "func " + setup + "() {\n" + strings.Join(l.setup, "") + "}\n"
	}
	decls = stays + l.run
	if decls == "" {
		return
	}
	if strings.Contains(decls, "_rt.") {
		l.importAs("_rt", RuntimePath)
	}
	l.importChunks(decls)
	l.out.keep = slices.Clone(l.out.Chunks)
	l.chunk("declarations", decls)
	if len(l.setup) > 0 {
		l.chunk("setup", setup+"()\n")
	}
	if stays != "" {
		l.out.keep = append(l.out.keep, Chunk{Name: "declarations", Source: stays})
		l.out.keep = append(l.out.keep, l.out.Chunks[len(l.out.keep):]...) // the setup
	}
}

func (l *lowering) chunk(name, text string) {
	l.out.Chunks = append(l.out.Chunks, Chunk{Name: name, Source: text})
}

// How imports for a cell's lines are remembered, and the name of their chunks.
const (
	importKey    = "import "
	importsChunk = "imports"
)

// importChunks imports the packages that text uses for every cell that it has lines of: the
// interpreter looks up a package under the file name of the place where it is mentioned.
func (l *lowering) importChunks(text string) {
	var paths []string
	for path, name := range l.state.imports {
		if strings.Contains(text, name+".") {
			paths = append(paths, path)
		}
	}
	slices.Sort(paths)
	for _, file := range slices.Sorted(maps.Keys(l.files)) {
		var b strings.Builder
		for _, path := range paths {
			l.once(importKey+file+" "+path, func() {
				fmt.Fprintf(&b, "import %s %q\n", l.state.imports[path], path)
			})
		}
		if b.Len() > 0 {
			l.chunk(importsChunk, "/*line "+file+":1:1*/package main\n"+b.String())
		}
	}
}

// A refusal unwinds to the declaration or statement that is refused.
type refusal struct{ d cell.Diagnostic }

// refuse gives up on the construct at pos: what is not supported, and what to write instead.
func (l *lowering) refuse(pos token.Pos, what, instead string) {
	d := cell.Diagnostic{
		Pos:      cell.Locate(l.own.fset, pos),
		Severity: cell.Error,
		Message:  "unsupported here: " + what,
	}
	if instead != "" {
		d.Hint = "rewrite: " + instead
	}
	panic(refusal{d})
}

// guard runs work and records its refusal. pos is used if the refusal has no place of its own.
func (l *lowering) guard(pos token.Pos, work func()) {
	site := l.site
	if pos.IsValid() {
		l.site = pos
	}
	defer func() {
		defer func() { l.site = site }()
		switch r := recover().(type) {
		case nil:
		case refusal:
			if !r.d.Pos.IsValid() {
				r.d.Pos = cell.Locate(l.own.fset, l.site)
			}
			if !slices.ContainsFunc(l.refused, func(d cell.Diagnostic) bool { return d.Pos == r.d.Pos && d.Message == r.d.Message }) {
				l.refused = append(l.refused, r.d)
			}
		default:
			panic(r)
		}
	}()
	work()
}
