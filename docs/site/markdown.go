package main

import (
	"bytes"
	"fmt"
	"html"
	"html/template"
	"io/fs"
	"net/url"
	"path"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	gmhtml "github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"weft/docs/links"
)

// A site turns documents into pages that link to each other.
type site struct {
	fsys   fs.FS
	names  map[string]string // document -> its page
	titles map[string]string // document -> its title, of Markdown files
	files  []string          // other files that documents link to
	md     goldmark.Markdown
}

func newSite(fsys fs.FS, sources []pageSource) *site {
	s := &site{fsys: fsys, names: map[string]string{}, titles: map[string]string{}}
	for _, src := range sources {
		s.names[src.path] = src.name
		// A document that cannot be read has no title; it is an error where its page is made.
		if data, err := fs.ReadFile(fsys, src.path); err == nil && path.Ext(src.path) == ".md" {
			first, _, _ := strings.Cut(string(data), "\n")
			s.titles[src.path], _ = strings.CutPrefix(first, "# ")
		}
	}
	s.md = goldmark.New(
		goldmark.WithExtensions(extension.GFM),
		goldmark.WithParserOptions(parser.WithAutoHeadingID()),
		// The documents are the repository's own: HTML in them stays.
		goldmark.WithRendererOptions(gmhtml.WithUnsafe(), renderer.WithNodeRenderers(util.Prioritized(codeRenderer{}, 100))),
	)
	return s
}

// document makes a page of a Markdown file or a notebook.
func (s *site) document(src pageSource, data []byte) (page, error) {
	p := page{Name: src.name, Section: src.section, Title: src.path}
	var err error
	if path.Ext(src.path) == ".ipynb" {
		p.Body, p.Heads, err = s.notebook(src.path, data)
	} else {
		p.Body, p.Heads, err = s.markdown(src.path, data, links.NewIDs(), false)
	}
	if len(p.Heads) > 0 && p.Heads[0].Level == 1 {
		p.Title, p.Heads = p.Heads[0].Text, p.Heads[1:]
	}
	if src.name == "index.html" && err == nil {
		err = s.addDoors(&p)
	}
	return p, err
}

// addDoors puts the ways into the site below the page's first paragraph.
func (s *site) addDoors(p *page) error {
	var b strings.Builder
	b.WriteString("<ul class=\"doors\">\n")
	for _, d := range doors {
		name, ok := s.names[d.path]
		if !ok {
			return fmt.Errorf("the first page links to %s, which is no document", d.path)
		}
		fmt.Fprintf(&b, "<li><a href=\"%s\"><strong>%s</strong> %s</a></li>\n", name, html.EscapeString(d.title), html.EscapeString(d.text))
	}
	b.WriteString("</ul>\n")
	p.Body = template.HTML(strings.Replace(string(p.Body), "</p>\n", "</p>\n"+b.String(), 1))
	return nil
}

// markdown renders one text of the document at docPath. Raw ids are those of a notebook, else those of GitHub.
func (s *site) markdown(docPath string, data []byte, ids parser.IDs, jupyter bool) (template.HTML, []head, error) {
	root := s.md.Parser().Parse(text.NewReader(data), parser.WithContext(parser.NewContext(parser.WithIDs(ids))))
	var heads []head
	err := ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Link:
			s.nameByTitle(docPath, n, data)
			n.Destination = []byte(s.target(docPath, string(n.Destination)))
		case *ast.Image:
			n.Destination = []byte(s.target(docPath, string(n.Destination)))
			n.SetAttributeString("loading", []byte("lazy"))
		case *ast.Heading:
			raw := string(n.Lines().Value(data))
			if jupyter {
				n.SetAttributeString("id", []byte(strings.ReplaceAll(strings.TrimSpace(raw), " ", "-")))
			}
			if id, ok := n.AttributeString("id"); ok && n.Level <= 3 {
				heads = append(heads, head{string(id.([]byte)), plain(n, data), n.Level})
			}
		}
		return ast.WalkContinue, nil
	})
	if err != nil {
		return "", nil, err
	}
	var b bytes.Buffer
	if err := s.md.Renderer().Render(&b, data, root); err != nil {
		return "", nil, err
	}
	// Wide tables scroll by themselves. Text cannot contain the tag: it is escaped.
	out := strings.NewReplacer("<table>", `<div class="wide"><table>`, "</table>", "</table></div>").Replace(b.String())
	return template.HTML(out), heads, nil
}

// nameByTitle gives a link whose text is the name of a document's file the document's title instead, because
// pages have no such names. Titles with code in them are not taken.
func (s *site) nameByTitle(docPath string, n *ast.Link, data []byte) {
	to, _, _ := strings.Cut(string(n.Destination), "#")
	title := s.titles[path.Join(path.Dir(docPath), to)]
	words := plain(n, data)
	if title == "" || strings.Contains(title, "`") || path.Ext(words) != ".md" || path.Base(words) != path.Base(to) {
		return
	}
	n.RemoveChildren(n)
	n.AppendChild(n, ast.NewString([]byte(title)))
}

// target returns where a link of the document leads to in the site. Links to folders lead nowhere.
func (s *site) target(docPath, to string) string {
	u, err := url.Parse(to)
	if err != nil || u.Scheme != "" || u.Path == "" {
		return to
	}
	p := path.Join(path.Dir(docPath), u.Path)
	if name, ok := s.names[p]; ok {
		u.Path = name
		return u.String()
	}
	info, err := fs.Stat(s.fsys, p)
	if err != nil || info.IsDir() {
		if name, ok := s.names[path.Join(p, "README.md")]; ok {
			return name
		}
		return "#"
	}
	s.files = append(s.files, p)
	u.Path = filePage(p)
	return u.String()
}

// filePage is the name in the site of a file that is not a page.
func filePage(p string) string { return "files/" + p }

// plain is the text of a heading without its marks.
func plain(n ast.Node, source []byte) string {
	var b strings.Builder
	ast.Walk(n, func(c ast.Node, entering bool) (ast.WalkStatus, error) {
		switch c := c.(type) {
		case *ast.Text:
			if entering {
				b.Write(util.UnescapePunctuations(c.Segment.Value(source)))
			}
		case *ast.String:
			if entering {
				b.Write(c.Value)
			}
		}
		return ast.WalkContinue, nil
	})
	return html.UnescapeString(b.String())
}
