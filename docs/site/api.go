package main

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/build"
	"go/doc"
	"go/doc/comment"
	"go/parser"
	"go/printer"
	"go/token"
	"html"
	"html/template"
	"path/filepath"
	"slices"
	"strings"
)

// packagePage renders the documentation of the package in the folder dir, with its examples.
func packagePage(root, dir string) (page, error) {
	p, fset, err := readPackage(root, dir)
	if err != nil {
		return page{}, err
	}
	a := &apiPage{pkg: p, fset: fset}
	fmt.Fprintf(&a.b, "<h1>package %s</h1>\n%s\n", p.Name, highlight("go", fmt.Sprintf("import %q", p.ImportPath)))
	a.text(p.Doc)
	a.examples(p.Examples)
	a.values("Constants", p.Consts)
	a.values("Variables", p.Vars)
	if len(p.Funcs) > 0 {
		a.head(2, "functions", "Functions")
	}
	a.funcs(p.Funcs, "")
	if len(p.Types) > 0 {
		a.head(2, "types", "Types")
	}
	for _, t := range p.Types {
		a.head(3, t.Name, "type "+t.Name)
		a.decl(t.Decl)
		a.text(t.Doc)
		a.examples(t.Examples)
		for _, v := range append(t.Consts, t.Vars...) {
			a.decl(v.Decl)
			a.text(v.Doc)
		}
		a.funcs(t.Funcs, "")
		a.funcs(t.Methods, t.Name+".")
	}
	if a.err != nil {
		return page{}, a.err
	}
	return page{Name: packageName(dir), Section: "Packages", Title: strings.TrimPrefix(dir, "kernel/"), Body: template.HTML(a.b.String()), Heads: a.heads}, nil
}

// readPackage parses the package's files for Linux, and its tests, whose examples are shown.
func readPackage(root, dir string) (*doc.Package, *token.FileSet, error) {
	context := build.Default
	context.GOOS, context.GOARCH, context.CgoEnabled = "linux", "amd64", false
	folder := filepath.Join(root, filepath.FromSlash(dir))
	found, err := context.ImportDir(folder, 0)
	if err != nil {
		return nil, nil, err
	}
	fset := token.NewFileSet()
	var files []*ast.File
	for _, names := range [][]string{found.GoFiles, found.TestGoFiles, found.XTestGoFiles} {
		for _, name := range names {
			f, err := parser.ParseFile(fset, filepath.Join(folder, name), nil, parser.ParseComments)
			if err != nil {
				return nil, nil, err
			}
			files = append(files, f)
		}
	}
	p, err := doc.NewFromFiles(fset, files, "weft/"+dir)
	return p, fset, err
}

// An apiPage is a package's page while it is written.
type apiPage struct {
	pkg   *doc.Package
	fset  *token.FileSet
	b     strings.Builder
	heads []head
	err   error
}

func (a *apiPage) head(level int, id, text string) {
	fmt.Fprintf(&a.b, "<h%d id=\"%s\">%s</h%d>\n", level, id, html.EscapeString(text), level)
	a.heads = append(a.heads, head{id, text, level})
}

func (a *apiPage) text(s string) {
	p := a.pkg.Printer()
	p.HeadingLevel = 3
	p.DocLinkURL = func(l *comment.DocLink) string {
		id := l.Name
		if l.Recv != "" {
			id = l.Recv + "." + l.Name
		}
		if l.ImportPath == "" && l.Recv != "" && !a.method(l.Recv, l.Name) { // a field
			id = l.Recv
		}
		switch dir, own := isPackage(l.ImportPath); {
		case l.ImportPath == "":
			return "#" + id
		case own && id == "":
			return packageName(dir)
		case own:
			return packageName(dir) + "#" + id
		}
		return l.DefaultURL("https://pkg.go.dev/")
	}
	a.b.Write(p.HTML(a.pkg.Parser().Parse(s)))
}

func (a *apiPage) method(recv, name string) bool {
	return slices.ContainsFunc(a.pkg.Types, func(t *doc.Type) bool {
		return t.Name == recv && slices.ContainsFunc(t.Methods, func(f *doc.Func) bool { return f.Name == name })
	})
}

func (a *apiPage) decl(d ast.Decl) {
	if f, ok := d.(*ast.FuncDecl); ok { // its body is no documentation
		head := *f
		head.Body, head.Doc = nil, nil
		d = &head
	}
	if g, ok := d.(*ast.GenDecl); ok { // its comment is shown as text
		head := *g
		head.Doc = nil
		d = &head
	}
	a.b.WriteString(highlight("go", a.source(d)))
}

func (a *apiPage) source(node any) string {
	var b bytes.Buffer
	config := printer.Config{Mode: printer.UseSpaces | printer.TabIndent, Tabwidth: 4}
	if err := config.Fprint(&b, a.fset, node); err != nil && a.err == nil {
		a.err = err
	}
	return b.String()
}

func (a *apiPage) values(title string, vs []*doc.Value) {
	if len(vs) > 0 {
		a.head(2, strings.ToLower(title), title)
	}
	for _, v := range vs {
		for _, name := range v.Names {
			fmt.Fprintf(&a.b, "<a id=\"%s\"></a>", name)
		}
		a.decl(v.Decl)
		a.text(v.Doc)
	}
}

func (a *apiPage) funcs(fs []*doc.Func, recv string) {
	for _, f := range fs {
		fmt.Fprintf(&a.b, "<h4 id=\"%s\">%s%s</h4>\n", recv+f.Name, recv, f.Name)
		a.decl(f.Decl)
		a.text(f.Doc)
		a.examples(f.Examples)
	}
}

func (a *apiPage) examples(xs []*doc.Example) {
	for _, x := range xs {
		title := "Example"
		if x.Suffix != "" {
			title += ": " + x.Suffix
		}
		fmt.Fprintf(&a.b, "<details class=\"example\"><summary>%s</summary>\n", html.EscapeString(title))
		a.text(x.Doc)
		var node any = &printer.CommentedNode{Node: x.Code, Comments: x.Comments}
		if x.Play != nil {
			node = x.Play
		}
		a.b.WriteString(highlight("go", body(a.source(node))))
		if x.Output != "" {
			a.b.WriteString("<p>It prints:</p>\n" + pre("output", x.Output))
		}
		a.b.WriteString("</details>\n")
	}
}

// body takes the braces and the indentation off an example that is a function's body.
func body(s string) string {
	if !strings.HasPrefix(s, "{") {
		return s
	}
	s = strings.TrimSuffix(strings.TrimPrefix(s, "{"), "}")
	s = strings.ReplaceAll(s, "\n\t", "\n")
	if i := strings.LastIndex(s, "// Output:"); i >= 0 {
		s = s[:i]
	}
	return strings.TrimSpace(s) + "\n"
}
