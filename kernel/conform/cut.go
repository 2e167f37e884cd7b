package conform

import (
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"regexp"
	"strings"

	"weft/kernel/golang/std"
)

// Cut cuts a program into cells that mean the same: its imports; its declarations one by one, so
// ordered that each finds what it needs and that variables are initialized in their order, those that
// need each other in one cell; its init functions; and what main does, as statements where they mean
// the same at the top level. uncut says why there are no such cells.
func Cut(text string, mode Mode) (cells []string, uncut string) {
	p, err := load(text)
	if err != nil {
		return nil, err.Error()
	}
	if imports := p.imports(); imports != "" {
		cells = append(cells, imports)
	}
	groups := p.groups()
	if mode == Again {
		for _, group := range groups {
			text, ok := p.earlier(group)
			if !ok {
				return nil, "a constant or type in it is made of a variable"
			}
			if text != "" {
				cells = append(cells, text)
			}
		}
	}
	for _, group := range groups {
		var b strings.Builder
		for _, d := range group {
			b.WriteString(d.text + "\n")
		}
		cells = append(cells, b.String())
	}
	for _, d := range p.file.Decls {
		if f, ok := d.(*ast.FuncDecl); ok && isInit(f) {
			cells = append(cells, p.text(f.Doc, f)+"\n")
		}
	}
	return append(cells, p.main(mode)...), ""
}

// earlier is a group as somebody may have run it before: functions with another body, no variables.
// ok is whether that can be written without them.
func (p *program) earlier(group []*decl) (text string, ok bool) {
	var b strings.Builder
	ok = true
	for _, d := range group {
		switch n := d.node.(type) {
		case *ast.ValueSpec:
		case *ast.FuncDecl:
			if n.Body != nil {
				b.WriteString(p.between(n.Pos(), n.Body.Lbrace) + "{ panic(\"an earlier definition ran\") }\n")
				ok = ok && !p.variable(n.Type)
			}
		default:
			b.WriteString(d.text + "\n")
			ok = ok && !p.variable(n)
		}
	}
	return b.String(), ok
}

// variable reports whether a variable of the package is used in n, as in len(a) of an array.
func (p *program) variable(n ast.Node) bool {
	found := false
	ast.Inspect(n, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok {
			v, isVar := p.info.Uses[id].(*types.Var)
			found = found || isVar && v.Parent() == p.pkg.Scope()
		}
		return !found
	})
	return found
}

// A program is a checked file.
type program struct {
	src  string
	fset *token.FileSet
	file *ast.File
	pkg  *types.Package
	info *types.Info
	run  *ast.FuncDecl // func main
}

// placed are directives that bind a file to its place, or the linker to it.
var placed = regexp.MustCompile(`(?m)^//(line |go:embed|go:linkname)|/\*line `)

func load(text string) (*program, error) {
	if placed.MatchString(text) {
		return nil, errors.New("it has directives for the compiler that belong to a file")
	}
	p := &program{src: text, fset: token.NewFileSet(), info: &types.Info{
		Types: map[ast.Expr]types.TypeAndValue{}, Defs: map[*ast.Ident]types.Object{}, Uses: map[*ast.Ident]types.Object{},
		Instances: map[*ast.Ident]types.Instance{}, Scopes: map[ast.Node]*types.Scope{},
	}}
	var err error
	if p.file, err = parser.ParseFile(p.fset, "program.go", text, parser.ParseComments|parser.SkipObjectResolution); err != nil {
		return nil, fmt.Errorf("it cannot be read: %w", err)
	}
	config := types.Config{Importer: std.NewImporter(p.fset)}
	if p.pkg, err = config.Check("main", p.fset, []*ast.File{p.file}, p.info); err != nil {
		return nil, fmt.Errorf("it cannot be checked alone: %w", err)
	}
	for _, d := range p.file.Decls {
		if f, ok := d.(*ast.FuncDecl); ok && f.Recv == nil && f.Name.Name == "main" {
			p.run = f
		}
	}
	if p.run == nil || p.run.Body == nil {
		return nil, errors.New("it has no func main")
	}
	return p, nil
}

// imports is the text of the import declarations, or "".
func (p *program) imports() string {
	var b strings.Builder
	for _, d := range p.file.Decls {
		if g, ok := d.(*ast.GenDecl); ok && g.Tok == token.IMPORT {
			b.WriteString(p.text(nil, g) + "\n")
		}
	}
	return b.String()
}

// text is the source of a node with its comment.
func (p *program) text(doc *ast.CommentGroup, n ast.Node) string {
	start := n.Pos()
	if doc != nil {
		start = doc.Pos()
	}
	return p.between(start, n.End())
}

func (p *program) between(start, end token.Pos) string {
	return p.src[p.fset.Position(start).Offset:p.fset.Position(end).Offset]
}

func isInit(f *ast.FuncDecl) bool { return f.Recv == nil && f.Name.Name == "init" }
