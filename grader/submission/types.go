package submission

import (
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"strings"

	"weft/kernel/golang/std"
)

// importer gives the packages that the exercise allows, and no other.
type importer struct {
	std   *std.Importer
	rules Rules
}

func (im importer) Import(path string) (*types.Package, error) {
	for _, p := range im.rules.Packages {
		if p == path {
			return im.std.Import(path)
		}
	}
	return nil, errors.New("package " + path + " is not allowed in this exercise")
}

// types checks the types of the submission, as the compiler would, and that what the starter exports is there.
func (c *checker) types() {
	c.used = map[string]token.Pos{}
	c.info = &types.Info{
		Types: map[ast.Expr]types.TypeAndValue{}, Uses: map[*ast.Ident]types.Object{},
		Defs: map[*ast.Ident]types.Object{}, Selections: map[*ast.SelectorExpr]*types.Selection{},
	}
	own := c.check(c.fset, c.files, c.info, func(e types.Error) {
		if !e.Soft || !strings.Contains(e.Msg, "declared and not used: _") {
			c.say(c.fset.Position(e.Pos), c.given(e.Msg), "%s", e.Msg)
		}
	})
	c.pkg = own
	for id, obj := range c.info.Uses {
		if p, ok := obj.(*types.PkgName); ok {
			c.note(p.Imported().Path(), id.Pos())
		} else if obj.Pkg() != nil && obj.Pkg() != own {
			c.note(obj.Pkg().Path()+"."+nameOf(obj), id.Pos())
		}
	}
	if len(c.found) > 0 || c.rules.Starter == "" {
		return
	}
	fset := token.NewFileSet()
	tree, err := parser.ParseFile(fset, "starter.go", c.rules.Starter, parser.SkipObjectResolution)
	if err != nil {
		return // the exercise's own fault, which its lint tells
	}
	given := c.check(fset, []*ast.File{tree}, nil, func(types.Error) {})
	c.compare(given, own)
}

// given is a hint for a name that the starter declares and the submission uses without declaring it.
func (c *checker) given(message string) string {
	name, ok := strings.CutPrefix(message, "undefined: ")
	if !ok || c.rules.Starter == "" {
		return ""
	}
	tree, err := parser.ParseFile(token.NewFileSet(), "starter.go", c.rules.Starter, 0)
	if err != nil || tree.Scope.Lookup(name) == nil {
		return ""
	}
	if c.notebook {
		return "the exercise's starter declares it, and a solution contains that too: mark the cell that declares it as well"
	}
	return "the exercise's starter declares it, and a solution contains that too"
}

func (c *checker) check(fset *token.FileSet, files []*ast.File, info *types.Info, report func(types.Error)) *types.Package {
	conf := types.Config{
		Importer: importer{std.NewImporter(fset), c.rules}, GoVersion: "go1.26",
		Error: func(err error) {
			var e types.Error
			if errors.As(err, &e) {
				report(e)
			}
		},
	}
	pkg, _ := conf.Check(PackageName, fset, files, info)
	return pkg
}

// nameOf is how a use of a package's object is asked for: "Mutex", "Mutex.Lock".
func nameOf(obj types.Object) string {
	fn, ok := obj.(*types.Func)
	if !ok || fn.Signature().Recv() == nil {
		return obj.Name()
	}
	t := fn.Signature().Recv().Type()
	if p, ok := t.(*types.Pointer); ok {
		t = p.Elem()
	}
	if n, ok := t.(*types.Named); ok {
		return n.Obj().Name() + "." + obj.Name()
	}
	return obj.Name()
}

// note remembers the first use of something.
func (c *checker) note(what string, at token.Pos) {
	if before, ok := c.used[what]; !ok || at < before {
		c.used[what] = at
	}
}

// compare says what the starter exports and the submission has not, or has with another type.
func (c *checker) compare(given, own *types.Package) {
	for _, name := range given.Scope().Names() {
		want := given.Scope().Lookup(name)
		if !want.Exported() {
			continue
		}
		got := own.Scope().Lookup(name)
		if got == nil {
			c.say(c.start(), "its declaration is: "+text(want), "%s is missing", name)
			continue
		}
		if want, got := text(want), text(got); want != got && !free(given.Scope().Lookup(name)) {
			c.say(c.fset.Position(own.Scope().Lookup(name).Pos()), "it must be: "+want, "%s is not declared as in the exercise: %s", name, got)
		}
		c.methods(want, got)
	}
}

// start is where what is missing is said: at the package clause of the first file, which a cell has not.
func (c *checker) start() token.Position {
	at := c.fset.Position(c.files[0].Name.Pos())
	if c.notebook {
		return token.Position{Filename: c.fset.Position(c.files[0].End()).Filename}
	}
	return at
}

// free reports whether an object is a type whose fields are the student's: an empty struct in the starter.
func free(obj types.Object) bool {
	t, ok := obj.(*types.TypeName)
	if !ok || t.IsAlias() {
		return false
	}
	s, ok := t.Type().Underlying().(*types.Struct)
	return ok && s.NumFields() == 0
}

// methods compares the exported methods of a type.
func (c *checker) methods(want, got types.Object) {
	t, ok := want.Type().(*types.Named)
	if _, isType := want.(*types.TypeName); !ok || !isType {
		return
	}
	o, ok := got.Type().(*types.Named)
	if !ok {
		return
	}
	have := map[string]*types.Func{}
	for m := range o.Methods() {
		have[m.Name()] = m
	}
	for m := range t.Methods() {
		switch h := have[m.Name()]; {
		case !m.Exported():
		case h == nil:
			c.say(c.fset.Position(got.Pos()), "its declaration is: "+text(m), "method %s.%s is missing", t.Obj().Name(), m.Name())
		case text(h) != text(m) && text(h) != strings.Replace(text(m), "func (*", "func (", 1): // values have it too: no harm
			c.say(c.fset.Position(h.Pos()), "it must be: "+text(m), "method %s.%s is not declared as in the exercise", t.Obj().Name(), m.Name())
		}
	}
}

// text is an object's declaration without the names of parameters, which are the student's choice.
func text(obj types.Object) string {
	var b strings.Builder
	q := func(p *types.Package) string {
		if p == obj.Pkg() {
			return ""
		}
		return p.Name()
	}
	switch obj := obj.(type) {
	case *types.Func:
		b.WriteString("func ")
		sig := obj.Signature()
		if r := sig.Recv(); r != nil {
			b.WriteString("(" + types.TypeString(r.Type(), q) + ") ")
		}
		b.WriteString(obj.Name() + strings.TrimPrefix(types.TypeString(nameless(sig), q), "func"))
	case *types.TypeName:
		b.WriteString("type " + obj.Name())
		if obj.IsAlias() {
			b.WriteString(" =")
		}
		b.WriteString(" " + types.TypeString(obj.Type().Underlying(), q))
	case *types.Const:
		b.WriteString("const " + obj.Name() + " " + types.TypeString(obj.Type(), q) + " = " + obj.Val().String())
	default:
		b.WriteString("var " + obj.Name() + " " + types.TypeString(obj.Type(), q))
	}
	return b.String()
}

// nameless is a signature without receiver and without names.
func nameless(sig *types.Signature) *types.Signature {
	bare := func(t *types.Tuple) *types.Tuple {
		var vars []*types.Var
		for v := range t.Variables() {
			vars = append(vars, types.NewParam(token.NoPos, nil, "", v.Type()))
		}
		return types.NewTuple(vars...)
	}
	return types.NewSignatureType(nil, nil, nil, bare(sig.Params()), bare(sig.Results()), sig.Variadic())
}

// uses checks what must and must not be used.
func (c *checker) uses() {
	for _, what := range c.rules.MustUse {
		if _, ok := c.used[what]; !ok {
			c.say(token.Position{Filename: c.fset.Position(c.files[0].Pos()).Filename}, "", "%s must be used in this exercise", what)
		}
	}
	for _, what := range c.rules.MustNotUse {
		if at, ok := c.used[what]; ok {
			c.say(c.fset.Position(at), "", "%s must not be used in this exercise", what)
		}
	}
}
