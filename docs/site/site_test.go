package main

import (
	"io/fs"
	"net/url"
	"os"
	"path"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"weft/docs/links"
)

// TestSite makes the site and follows every link of every page, as a browser would.
func TestSite(t *testing.T) {
	out := t.TempDir()
	if _, err := Build("../..", out, "test"); err != nil {
		t.Fatal(err)
	}
	site := os.DirFS(out)
	ids, targets := readSite(t, site)
	followed := 0
	for p, to := range targets {
		for _, target := range to {
			u, err := url.Parse(target)
			if err != nil {
				t.Errorf("%s: %s: %v", p, target, err)
				continue
			}
			if u.Scheme != "" {
				continue
			}
			followed++
			file := u.Path
			if file == "" {
				file = p
			}
			if _, err := fs.Stat(site, file); err != nil {
				t.Errorf("%s: %s: no such file", p, target)
			} else if u.Fragment != "" && !ids[file][u.Fragment] {
				t.Errorf("%s: %s: nothing has that id", p, target)
			}
		}
	}
	t.Logf("%d pages, %d links followed", len(ids), followed)

	sources, err := links.Find(os.DirFS("../.."))
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range sources {
		if path.Dir(p) == "docs" && ids[pageName(p)] == nil {
			t.Errorf("%s has no page", p)
		}
	}
	for _, k := range packages {
		if ids[packageName(k.path)] == nil {
			t.Errorf("package %s has no page", k.path)
		}
	}
}

// readSite returns the ids and the link targets of each page.
func readSite(t *testing.T, site fs.FS) (map[string]map[string]bool, map[string][]string) {
	t.Helper()
	pages, err := fs.Glob(site, "*.html")
	if err != nil {
		t.Fatal(err)
	}
	ids, targets := map[string]map[string]bool{}, map[string][]string{}
	for _, p := range pages {
		data, err := fs.ReadFile(site, p)
		if err != nil {
			t.Fatal(err)
		}
		root, err := html.Parse(strings.NewReader(string(data)))
		if err != nil {
			t.Fatalf("%s: %v", p, err)
		}
		ids[p] = map[string]bool{}
		for n := range root.Descendants() {
			for _, a := range n.Attr {
				switch a.Key {
				case "id":
					if ids[p][a.Val] {
						t.Errorf("%s: id %q is there twice", p, a.Val)
					}
					ids[p][a.Val] = true
				case "href", "src":
					targets[p] = append(targets[p], a.Val)
				}
			}
		}
	}
	return ids, targets
}

func TestPageName(t *testing.T) {
	for p, want := range map[string]string{
		"README.md": "index.html", "docs/cells.md": "cells.html", "RATIONALE.md": "rationale.html", "bench/README.md": "bench.html",
		"exercises/01-lab/README.md": "exercises-01-lab.html", "notebooks/02-goroutines.ipynb": "notebooks-02-goroutines.html",
	} {
		if got := pageName(p); got != want {
			t.Errorf("pageName(%q) = %q, want %q", p, got, want)
		}
	}
}

// TestExamples wants an example in the documentation of each package that is of use elsewhere.
func TestExamples(t *testing.T) {
	for _, k := range packages {
		p, _, err := readPackage("../..", k.path)
		if err != nil {
			t.Error(err)
			continue
		}
		n := len(p.Examples)
		for _, f := range p.Funcs {
			n += len(f.Examples)
		}
		for _, typ := range p.Types {
			n += len(typ.Examples)
			for _, f := range append(typ.Funcs, typ.Methods...) {
				n += len(f.Examples)
			}
		}
		if n == 0 {
			t.Errorf("package %s (%s) has no example", k.path, k.use)
		}
	}
}
