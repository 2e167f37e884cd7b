package complete

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"weft/kernel/golang/cell"
	"weft/kernel/golang/std"
)

// How near a name is: the scopes between it and the cursor, then these.
const (
	nearPackage  = 20 // of the session
	nearImport   = 21
	nearBuiltin  = 22
	nearKeyword  = 23
	nearUnlisted = 24 // packages that are not imported
)

// names finds what can stand alone: locals, the session's declarations, packages, predeclared
// names and keywords.
func (f *finder) names(at *spot) {
	onlyTypes := f.want.isType
	f.ofPackage(at)
	add := func(o types.Object, near int) {
		if o == nil || !f.matches(o.Name()) || strings.Contains(o.Name(), "ᐧ") || o.Name() == "_" || f.has(o.Name()) {
			return
		}
		if _, isType := o.(*types.TypeName); onlyTypes && !isType {
			_, pkg := o.(*types.PkgName)
			if _, isNil := o.(*types.Nil); !pkg && !(isNil && at.inTypeSwitch()) {
				return
			}
		}
		f.add(at.candidate(o), f.want.fits(o), near)
	}
	depth := 0
	pos := at.ident().Pos()
	for s := at.scope(); s != nil && s.Parent() != nil && s != types.Universe; s = s.Parent() {
		if s.Parent() == at.unit.Pkg.Scope() {
			break // a file
		}
		for _, name := range s.Names() {
			if got, o := s.LookupParent(name, pos); got == s {
				add(o, depth)
			}
		}
		depth = min(depth+1, nearPackage-1)
	}
	for _, name := range at.unit.Pkg.Scope().Names() {
		if o := at.unit.Pkg.Scope().Lookup(name); !at.declaredLater(o) {
			add(o, nearPackage)
		}
	}
	for _, im := range at.unit.Imports {
		if pkg, err := f.session.Import(im.Path); err == nil && im.Name != "_" && im.Name != "." {
			add(types.NewPkgName(token.NoPos, at.unit.Pkg, im.Name, pkg), nearImport)
		}
	}
	for _, name := range types.Universe.Names() {
		if name == "iota" && !at.inConst() {
			continue
		}
		add(types.Universe.Lookup(name), nearBuiltin)
	}
	f.keywords(at)
	f.packages()
}

// inConst reports whether the identifier is in a constant declaration.
func (at *spot) inConst() bool {
	for _, n := range at.path {
		if g, ok := n.(*ast.GenDecl); ok && g.Tok == token.CONST {
			return true
		}
	}
	return false
}

// declaredLater reports whether o is a variable that the statements at the cursor come before.
func (at *spot) declaredLater(o types.Object) bool {
	if _, isVar := o.(*types.Var); !isVar || at.unit.Gen(o) != 0 && cell.Locate(at.unit.Fset, o.Pos()).Cell != probe {
		return false
	}
	if _, inFunc := at.path[0].(*ast.FuncDecl); inFunc {
		return false
	}
	return o.Pos() >= at.path[0].Pos()
}

// packages are those that could be imported.
func (f *finder) packages() {
	if f.prefix() == "" {
		return
	}
	for _, path := range std.Paths() {
		name := std.Name(path)
		if f.matches(name) && !f.has(name) {
			paths := std.PathsByName(name)
			f.add(Candidate{Text: name, Kind: Package, Detail: strings.Join(paths, ", ")}, neutral, nearUnlisted)
		}
	}
}

// keywords are those that can stand at the cursor.
func (f *finder) keywords(at *spot) {
	list := []token.Token{token.CHAN, token.FUNC, token.INTERFACE, token.MAP, token.STRUCT}
	if _, statement := at.parent(1).(*ast.ExprStmt); statement && !f.want.isType {
		list = append(list, at.statementWords()...)
	}
	last := f.before(1)
	switch {
	case last.kind == token.RBRACE && f.sameLine():
		list = []token.Token{token.ELSE}
	case last.kind == token.ELSE:
		list = []token.Token{token.IF}
	case f.open.Range:
		list = append(list, token.RANGE)
	}
	for _, t := range list {
		if f.matches(t.String()) {
			fit := neutral
			if !f.want.takesKeyword(t) {
				fit = differs
			}
			f.add(Candidate{Text: t.String(), Kind: Keyword}, fit, nearKeyword)
		}
	}
}

// statementWords are the keywords that begin a statement where the cursor is.
func (at *spot) statementWords() []token.Token {
	list := []token.Token{token.CONST, token.DEFER, token.FOR, token.GO, token.GOTO, token.IF, token.SELECT, token.SWITCH, token.TYPE, token.VAR}
	if at.function() != nil {
		list = append(list, token.RETURN)
	}
	if len(at.path) == 2 {
		list = append(list, token.IMPORT)
	}
	loop, clause := false, false
	for _, n := range slices.Backward(at.path) {
		switch n.(type) {
		case *ast.ForStmt, *ast.RangeStmt:
			loop = true
		case *ast.SwitchStmt, *ast.TypeSwitchStmt, *ast.SelectStmt:
			clause = true
		}
		if _, f := n.(*ast.FuncLit); f {
			break
		}
	}
	if loop {
		list = append(list, token.CONTINUE)
	}
	if loop || clause {
		list = append(list, token.BREAK)
	}
	if clause {
		list = append(list, token.CASE, token.DEFAULT, token.FALLTHROUGH)
	}
	return list
}

// importPaths are those that the string at the cursor may become.
func (q *query) importPaths() []Candidate {
	var list []Candidate
	prefix := q.src[q.start:q.offset]
	for _, path := range std.Paths() {
		if strings.HasPrefix(path, prefix) {
			list = append(list, Candidate{Text: path, Kind: Package, Detail: "package " + std.Name(path)})
		}
	}
	return list
}

// labels finds those that a branch statement may name.
func (f *finder) labels() {
	at := f.locate(placeholder)
	if at == nil {
		return
	}
	kind := f.before(1).kind
	note := func(l *ast.LabeledStmt) {
		if f.matches(l.Label.Name) && !f.has(l.Label.Name) {
			f.add(Candidate{Text: l.Label.Name, Kind: Label}, neutral, 0)
		}
	}
	if kind == token.GOTO {
		for _, root := range at.body() {
			inspectFunction(root, func(n ast.Node) {
				if l, ok := n.(*ast.LabeledStmt); ok {
					note(l)
				}
			})
		}
		return
	}
	for _, n := range slices.Backward(at.path) {
		switch n := n.(type) {
		case *ast.FuncLit:
			return
		case *ast.LabeledStmt:
			switch n.Stmt.(type) {
			case *ast.ForStmt, *ast.RangeStmt:
				note(n)
			case *ast.SwitchStmt, *ast.TypeSwitchStmt, *ast.SelectStmt:
				if kind == token.BREAK {
					note(n)
				}
			}
		}
	}
}

// body is what the function of the identifier consists of, or the cell's statements.
func (at *spot) body() []ast.Stmt {
	for _, n := range slices.Backward(at.path) {
		switch f := n.(type) {
		case *ast.FuncDecl:
			return f.Body.List
		case *ast.FuncLit:
			return f.Body.List
		}
	}
	return at.cell.Stmts
}

// inspectFunction visits what belongs to a function, not the literals in it.
func inspectFunction(root ast.Node, visit func(ast.Node)) {
	ast.Inspect(root, func(n ast.Node) bool {
		if _, lit := n.(*ast.FuncLit); lit {
			return false
		}
		if n != nil {
			visit(n)
		}
		return true
	})
}
