package main

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
)

//go:embed page.html style.css site.js
var assets embed.FS

// logo is the picture of the pages' head: the kernel's own.
const logo = "cmd/weft/logo/logo-svg.svg"

// Written counts what Build wrote.
type Written struct{ Pages, Files int }

// A page is ready to be put into the template.
type page struct {
	Name    string // its file
	Section string
	Title   string
	Body    template.HTML
	Heads   []head
}

// A head is a heading that the page's own contents and the search show.
type head struct {
	ID, Text string
	Level    int
}

// Build makes the site of the repository at root in the folder out.
func Build(root, out, version string) (Written, error) {
	fsys := os.DirFS(root)
	pages, files, err := renderAll(fsys, root)
	if err != nil {
		return Written{}, err
	}
	if err := os.RemoveAll(out); err != nil {
		return Written{}, fmt.Errorf("empty %s: %w", out, err)
	}
	if err := writePages(out, pages, version); err != nil {
		return Written{}, err
	}
	extra, err := extraFiles(fsys, pages)
	if err != nil {
		return Written{}, err
	}
	for name, data := range extra {
		if err := write(out, name, data); err != nil {
			return Written{}, err
		}
	}
	for _, f := range files {
		data, err := fs.ReadFile(fsys, f)
		if err != nil {
			return Written{}, fmt.Errorf("copy a file that a document links to: %w", err)
		}
		if err := write(out, filePage(f), data); err != nil {
			return Written{}, err
		}
	}
	return Written{Pages: len(pages), Files: len(files) + len(extra)}, nil
}

// extraFiles returns what all pages share: styles, script, logo, and what the search reads.
func extraFiles(fsys fs.FS, pages []page) (map[string][]byte, error) {
	out := map[string][]byte{}
	for _, name := range []string{"style.css", "site.js"} {
		data, err := assets.ReadFile(name)
		if err != nil {
			return nil, err
		}
		out[name] = data
	}
	var err error
	if out["logo.svg"], err = fs.ReadFile(fsys, logo); err != nil {
		return nil, fmt.Errorf("read the logo: %w", err)
	}
	out["search.js"], err = searchIndex(pages)
	return out, err
}

// renderAll returns all pages in their order, and the files that they link to.
func renderAll(fsys fs.FS, root string) ([]page, []string, error) {
	sources, err := plan(fsys)
	if err != nil {
		return nil, nil, err
	}
	s := newSite(fsys, sources)
	var pages []page
	for _, src := range sources {
		data, err := fs.ReadFile(fsys, src.path)
		if err != nil {
			return nil, nil, err
		}
		p, err := s.document(src, data)
		if err != nil {
			return nil, nil, fmt.Errorf("make a page of %s: %w", src.path, err)
		}
		pages = append(pages, p)
	}
	for _, k := range packages {
		p, err := packagePage(root, k.path)
		if err != nil {
			return nil, nil, fmt.Errorf("make a page of package %s: %w", k.path, err)
		}
		pages = append(pages, p)
	}
	slices.Sort(s.files)
	return pages, slices.Compact(s.files), nil
}

// writePages writes the pages, each with the contents of the site around it.
func writePages(out string, pages []page, version string) error {
	t, err := template.ParseFS(assets, "page.html")
	if err != nil {
		return err
	}
	for i, p := range pages {
		data := struct {
			page
			Pages      []page
			Sections   []string
			Prev, Next *page
			Version    string
		}{page: p, Pages: pages, Version: version}
		for _, s := range sections {
			data.Sections = append(data.Sections, s.title)
		}
		if i > 0 {
			data.Prev = &pages[i-1]
		}
		if i+1 < len(pages) {
			data.Next = &pages[i+1]
		}
		var b bytes.Buffer
		if err := t.Execute(&b, data); err != nil {
			return fmt.Errorf("write page %s: %w", p.Name, err)
		}
		if err := write(out, p.Name, b.Bytes()); err != nil {
			return err
		}
	}
	return nil
}

func write(out, name string, data []byte) error {
	p := filepath.Join(out, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(p), 0o755); err != nil {
		return err
	}
	return os.WriteFile(p, data, 0o644)
}
