package main

import (
	"io/fs"
	"maps"
	"net/url"
	"os"
	"path"
	"strings"
	"testing"
	"testing/fstest"

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

func TestSectionTexts(t *testing.T) {
	p := page{Heads: []head{{"tides", "Tides", 2}, {"locks", "Locks", 3}}, Body: `<h1 id="top">Harbour</h1><p>The <em>first</em> words<br>here.</p>
<h2 id="tides">Tides</h2><p>high &amp; low</p><pre><code><span>wg</span>.<span>Wait</span>()</code></pre><pre class="stream stdout">what it wrote</pre>
<h3 id="locks">Locks</h3><div class="output wide"><table><tr><td>shown</td></tr></table><img src="x"></div><ul><li>one</li><li>two</li></ul><h4 id="other">Other</h4>`}
	want := map[string]string{"": "The first words here.", "tides": "high & low wg.Wait()", "locks": "one two Other"}
	if got := sectionTexts(p); !maps.Equal(got, want) {
		t.Errorf("texts of the sections: %q\nwant %q", got, want)
	}
}

func TestTerminal(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"a < b", "a &lt; b"},
		{"\x1b[1mcell\x1b[0m 3", `<span class="t-bold">cell</span> 3`},
		{"\x1b[2mdim", `<span class="t-soft">dim</span>`},
		{"\x1b[1;38;2;214;64;60merror\x1b[0m", `<span class="t-bold t-red">error</span>`},
		{"\x1b[1;38;2;58;127;213mhint\x1b[0m", `<span class="t-bold t-blue">hint</span>`},
		{"\x1b[1;38;2;168;114;10mnote\x1b[0m", `<span class="t-bold t-amber">note</span>`},
		{"one\x1b[2Kline\x1b[4m", "oneline"},
		{"\x1b[1ma\x1b[2mb", `<span class="t-bold">a</span><span class="t-soft">b</span>`},
	} {
		if got := terminal(tt.text); got != tt.want {
			t.Errorf("terminal(%q) = %s, want %s", tt.text, got, tt.want)
		}
	}
}

// TestNameByTitle wants a page to call another by its title, as a page has no file name that a reader knows.
func TestNameByTitle(t *testing.T) {
	fsys := fstest.MapFS{"README.md": {Data: []byte("# Home\n")}, "docs/A.md": {Data: []byte("# Of tides\n")}, "docs/B.md": {Data: []byte("# `code`\n")}}
	s := newSite(fsys, []pageSource{{"README.md", "index.html", "Start"}, {"docs/A.md", "a.html", "Start"}, {"docs/B.md", "b.html", "Start"}})
	for text, want := range map[string]string{
		"[docs/A.md](docs/A.md)":       `<a href="a.html">Of tides</a>`,
		"[A.md](docs/A.md#x)":          `<a href="a.html#x">Of tides</a>`,
		"[tides](docs/A.md)":           `<a href="a.html">tides</a>`,
		"[docs/B.md](docs/B.md)":       `<a href="b.html">docs/B.md</a>`,
		"[B.md](docs/A.md)":            `<a href="a.html">B.md</a>`,
		"[x.md](https://example.com/)": `<a href="https://example.com/">x.md</a>`,
	} {
		got, _, err := s.markdown("README.md", []byte(text), links.NewIDs(), false)
		if err != nil || strings.TrimSpace(string(got)) != "<p>"+want+"</p>" {
			t.Errorf("%s became %s, %v; want %s", text, got, err, want)
		}
	}
}
