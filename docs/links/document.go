package links

import (
	"bytes"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"weft/kernel/jupyter/nbformat"
)

// A Document is what a file points at, and what of it can be pointed at.
type Document struct {
	Path    string // from the root, with /
	Links   []Link
	Names   []Link // code spans that look like paths of the repository
	Anchors map[string]bool
}

// A Link is a place in a document that points elsewhere.
type Link struct {
	Place  string // "12" is a line; "cell 3, line 2" is one of a notebook
	Target string
}

// Read reads the Markdown file or notebook at path.
func Read(fsys fs.FS, path string) (Document, error) {
	data, err := fs.ReadFile(fsys, path)
	if err != nil {
		return Document{}, fmt.Errorf("read document: %w", err)
	}
	d := Document{Path: path, Anchors: map[string]bool{}}
	if !strings.HasSuffix(path, ".ipynb") {
		d.add(data, "")
		return d, nil
	}
	nb, err := nbformat.Parse(data)
	if err != nil {
		return Document{}, fmt.Errorf("read notebook %s: %w", path, err)
	}
	for i, c := range nb.Cells {
		if c.Type == nbformat.Markdown {
			d.add([]byte(c.Source), fmt.Sprintf("cell %d, line ", i+1))
		}
	}
	return d, nil
}

// add takes in one Markdown text; prefix stands before its line numbers, and means that it is a notebook's.
func (d *Document) add(source []byte, prefix string) {
	ids := NewIDs()
	md := goldmark.New(goldmark.WithExtensions(extension.GFM), goldmark.WithParserOptions(parser.WithAutoHeadingID()))
	root := md.Parser().Parse(text.NewReader(source), parser.WithContext(parser.NewContext(parser.WithIDs(ids))))
	add := func(to *[]Link, n ast.Node, target string) {
		line := 1 + bytes.Count(source[:offset(n)], []byte("\n"))
		*to = append(*to, Link{fmt.Sprintf("%s%d", prefix, line), target})
	}
	ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Link:
			add(&d.Links, n, string(n.Destination))
		case *ast.Image:
			add(&d.Links, n, string(n.Destination))
		case *ast.AutoLink:
			if n.AutoLinkType == ast.AutoLinkURL { // the others are addresses of mail, or look like one
				add(&d.Links, n, string(n.URL(source)))
			}
		case *ast.Heading:
			if prefix != "" {
				d.Anchors[jupyterSlug(string(n.Lines().Value(source)))] = true
			} else if id, ok := n.AttributeString("id"); ok {
				d.Anchors[string(id.([]byte))] = true
			}
		case *ast.HTMLBlock:
			d.html(n, n.Lines().Value(source), add)
		case *ast.RawHTML:
			d.html(n, n.Segments.Value(source), add)
		case *ast.CodeSpan:
			if s := spanText(n, source); pathLike.MatchString(s) {
				add(&d.Names, n, s)
			}
		}
		return ast.WalkContinue, nil
	})
}

var (
	attribute = regexp.MustCompile(`\b(href|src|id|name)\s*=\s*["']([^"']*)["']`)
	// The folders of the repository's root, and what is below them.
	pathLike = regexp.MustCompile(`^(bench|binder|cmd|deploy|docs|exercises|grader|kernel|notebooks|tools)/[\w./*-]*$`)
)

func (d *Document) html(n ast.Node, text []byte, add func(*[]Link, ast.Node, string)) {
	for _, m := range attribute.FindAllSubmatch(text, -1) {
		if name := string(m[1]); name == "id" || name == "name" {
			d.Anchors[string(m[2])] = true
		} else {
			add(&d.Links, n, string(m[2]))
		}
	}
}

func spanText(n *ast.CodeSpan, source []byte) string {
	var b strings.Builder
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if t, ok := c.(*ast.Text); ok {
			b.Write(t.Segment.Value(source))
		}
	}
	return b.String()
}

// offset returns where n begins, or the nearest of what is in it or around it that says so.
func offset(n ast.Node) int {
	for c := n; c != nil; c = c.FirstChild() {
		if t, ok := c.(*ast.Text); ok {
			return t.Segment.Start
		}
	}
	for p := n; p != nil; p = p.Parent() {
		if p.Type() == ast.TypeBlock && p.Lines() != nil && p.Lines().Len() > 0 {
			return p.Lines().At(0).Start
		}
	}
	return 0
}

// Find returns the documents of the repository: Markdown in its root, docs, bench and deploy, the exercises'
// statements, and the notebooks.
func Find(fsys fs.FS) ([]string, error) {
	var found []string
	err := fs.WalkDir(fsys, ".", func(p string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name := e.Name()
		if e.IsDir() {
			if p != "." && (strings.HasPrefix(name, ".") || name == "testdata" || name == "build" || name == "bin" || name == "node_modules") {
				return fs.SkipDir
			}
			return nil
		}
		if ext := path.Ext(name); ext == ".md" || ext == ".ipynb" {
			found = append(found, p)
		}
		return nil
	})
	return found, err
}
