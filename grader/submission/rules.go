package submission

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/scanner"
	"go/token"
	"go/types"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"weft/kernel/golang/std"
)

// Rules are what an exercise allows its submissions.
type Rules struct {
	Packages   []string // that may be imported
	Starter    string   // the file that a student begins with: what it exports must be there
	MustUse    []string // packages or symbols: "sync", "sync.Mutex"
	MustNotUse []string
}

// maxDiagnostics is how many are told.
const maxDiagnostics = 10

// maxDepth bounds how deep code may be nested. The compiler needs stack for each level.
const maxDepth = 1000

// Check says why a submission cannot be graded; nothing if it can be. The files may be given imports. Text that was made
// for that can take the types without end, in time and memory: see package inspect.
func (s *Submission) Check(r Rules) []Diagnostic { return s.Read(r).Diagnostics }

// A Reading is what is known of a submission's text.
type Reading struct {
	Diagnostics []Diagnostic
	// The rest is there if there are none.
	Fset    *token.FileSet
	Files   []*ast.File // of the submission's files, each as its Source
	Package *types.Package
	Info    *types.Info // Types, Uses, Defs and Selections
}

// Read checks a submission, see Check, and returns what it found on the way.
func (s *Submission) Read(r Rules) Reading {
	c := &checker{rules: r, fset: token.NewFileSet()}
	for i := range s.Files {
		c.file(&s.Files[i])
	}
	if len(c.found) == 0 {
		c.types()
	}
	if len(c.found) == 0 {
		c.uses()
	}
	found := c.found[:min(len(c.found), maxDiagnostics)]
	for i, d := range found {
		found[i].Source = s.Line(d.File, d.Line)
	}
	return Reading{found, c.fset, c.files, c.pkg, c.info}
}

// A checker collects what is wrong with a submission.
type checker struct {
	rules    Rules
	fset     *token.FileSet
	files    []*ast.File
	found    []Diagnostic
	notebook bool // it is one
	pkg      *types.Package
	info     *types.Info
	used     map[string]token.Pos // packages and symbols of other packages, by "sync" and "sync.Mutex"
}

func (c *checker) say(at token.Position, hint, format string, args ...any) {
	c.found = append(c.found, Diagnostic{File: at.Filename, Line: at.Line, Col: at.Column, Text: fmt.Sprintf(format, args...), Hint: hint})
}

// directive matches comments that tell a compiler or a tool what to do.
var directive = regexp.MustCompile(`^//(go:|line |export |extern |sys)|^/\*line |^// ?\+build`)

// file checks one file for itself.
func (c *checker) file(f *File) {
	c.directives(f)
	if f.Cell {
		c.notebook = true
		f.Imports = append(f.Imports, c.missingImports(*f)...)
	}
	tree, err := parser.ParseFile(c.fset, f.Name, f.Source(), parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		c.syntax(f.Name, err)
		return
	}
	c.files = append(c.files, tree)
	if tree.Name.Name != PackageName {
		c.say(c.fset.Position(tree.Name.Pos()), "the first line is: package "+PackageName, "the package is %s, not %s", tree.Name.Name, PackageName)
	}
	c.imports(tree, *f)
	for _, d := range tree.Decls {
		if fn, ok := d.(*ast.FuncDecl); ok && fn.Body == nil {
			c.say(c.fset.Position(fn.Pos()), "", "function %s has no body", fn.Name.Name)
		}
	}
	c.depth(tree)
}

// directives refuses comments that steer the compiler, by the text, so that none escapes through its form.
func (c *checker) directives(f *File) {
	fset := token.NewFileSet()
	file := fset.AddFile(f.Name, -1, len(f.Text))
	var s scanner.Scanner
	s.Init(file, []byte(f.Text), nil, scanner.ScanComments)
	for {
		pos, tok, lit := s.Scan()
		if tok == token.EOF {
			return
		}
		if tok == token.COMMENT && directive.MatchString(lit) {
			name, _, _ := strings.Cut(lit, " ")
			c.say(file.PositionFor(pos, false), "take the comment out", "the directive %s is not allowed", name)
		}
	}
}

func (c *checker) syntax(name string, err error) {
	list, ok := err.(scanner.ErrorList)
	if !ok {
		c.say(token.Position{Filename: name}, "", "%v", err)
		return
	}
	for _, e := range list {
		c.say(e.Pos, "", "%s", e.Msg)
	}
}

// imports checks what a file imports.
func (c *checker) imports(tree *ast.File, f File) {
	for _, spec := range tree.Imports {
		path, err := strconv.Unquote(spec.Path.Value)
		at := c.fset.Position(spec.Pos())
		if f.Cell && int(spec.Pos()-tree.FileStart) < len(f.head()) {
			at = token.Position{Filename: f.Name} // it stands in another cell
		}
		switch {
		case err != nil:
			c.say(at, "", "the import path %s cannot be read", spec.Path.Value)
		case !slices.Contains(c.rules.Packages, path):
			c.say(at, "allowed are "+strings.Join(c.rules.Packages, ", "), "package %s is not allowed in this exercise", path)
		case spec.Name != nil && spec.Name.Name == ".":
			c.say(at, "write the package's name before its functions", "imports into the file's own names are not allowed")
		}
	}
}

// depth refuses code that is nested so deep that the compiler could fail on it.
func (c *checker) depth(tree *ast.File) {
	depth, told := 0, false
	ast.Inspect(tree, func(n ast.Node) bool {
		if n == nil {
			depth--
			return true
		}
		if depth++; depth > maxDepth && !told {
			told = true
			c.say(c.fset.Position(n.Pos()), "", "the code is nested too deep")
		}
		return true
	})
}

// missingImports are the packages that a cell's text uses by their names, as in a notebook, where imports
// are added by themselves.
func (c *checker) missingImports(f File) []Import {
	tree, err := parser.ParseFile(token.NewFileSet(), f.Name, f.Source(), 0)
	if err != nil {
		return nil
	}
	imported := map[string]bool{}
	for _, spec := range tree.Imports {
		path, _ := strconv.Unquote(spec.Path.Value)
		name := std.Name(path)
		if spec.Name != nil {
			name = spec.Name.Name
		}
		imported[name] = true
	}
	free := map[*ast.Ident]bool{}
	for _, id := range tree.Unresolved {
		free[id] = true
	}
	var missing []Import
	ast.Inspect(tree, func(n ast.Node) bool {
		sel, ok := n.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		if id, ok := sel.X.(*ast.Ident); ok && free[id] && !imported[id.Name] {
			for _, path := range std.PathsByName(id.Name) {
				if slices.Contains(c.rules.Packages, path) {
					imported[id.Name] = true
					missing = append(missing, Import{Path: path})
					break
				}
			}
		}
		return true
	})
	slices.SortFunc(missing, func(a, b Import) int { return strings.Compare(a.Path, b.Path) })
	return missing
}
