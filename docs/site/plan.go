package main

import (
	"io/fs"
	"path"
	"slices"
	"strings"

	"weft/docs/links"
)

// sections are the site's contents in their order: documents by their paths, where * stands for several. A
// document that no section names comes into the last but one.
var sections = []struct {
	title string
	paths []string
}{
	{"Start", []string{"README.md", "docs/INSTALL.md", "docs/USING.md", "docs/TEACHING.md", "docs/DEVELOPING.md", "docs/PEERS.md"}},
	{"Lessons", []string{"notebooks/*.ipynb", "docs/LESSONS.md"}},
	{"Cells", []string{"docs/cells.md", "docs/MAGICS.md", "docs/COMPILED.md", "docs/VIRTUAL.md", "docs/PROCESSES.md",
		"docs/TIMELINE.md", "docs/RESILIENCE.md", "docs/mistakes.md", "docs/COMPLETION.md"}},
	{"Exercises", []string{"docs/CHECK.md", "exercises/*/README.md"}},
	{"Teaching", []string{"docs/EXERCISES.md", "docs/NOTEBOOKS.md", "docs/GRADING.md", "docs/IMAGE.md", "docs/HUB.md", "docs/SANDBOX.md", "SECURITY.md"}},
	{"Inside", []string{"docs/ARCHITECTURE.md", "docs/PROTOCOL.md", "docs/CONFORM.md", "bench/README.md", "RATIONALE.md",
		"CONTRIBUTING.md"}},
	{"More", []string{"CHANGELOG.md"}},
	{"Packages", nil},
}

// doors are what the first page offers at once.
var doors = []struct{ path, title, text string }{
	{"docs/INSTALL.md", "Install", "from source, as one binary, in a container or a hub"},
	{"notebooks/01-concurrency-and-parallelism.ipynb", "Learn", "ten lessons, with what their cells showed"},
	{"docs/USING.md", "Use", "cells, pictures, magics, and the limits"},
	{"docs/TEACHING.md", "Teach", "exercises, a class, grading, reports"},
	{"docs/DEVELOPING.md", "Work on it", "how a cell flows, and where to add what"},
}

// packages are those that are of use outside of weft, with what they are for. Each has a page and runnable examples.
var packages = []struct{ path, use string }{
	{"kernel/jupyter/server", "a Jupyter kernel for any language"},
	{"kernel/jupyter/client", "a Jupyter client: start kernels, send requests"},
	{"kernel/jupyter/msg", "the contents of all messages"},
	{"kernel/jupyter/wire", "signed messages and their frames"},
	{"kernel/jupyter/zsock", "ZeroMQ sockets that survive bad peers"},
	{"kernel/jupyter/kernelspec", "kernelspecs and connection files"},
	{"kernel/jupyter/nbformat", "notebooks: read, validate, write"},
	{"kernel/display", "rich output of cells and programs"},
	{"kernel/display/timeline", "pictures of what ran beside what"},
	{"kernel/procs", "functions in other processes"},
	{"kernel/engine/sandbox", "programs that nobody trusts"},
	{"kernel/engine/sched", "what goroutines wait for"},
	{"kernel/engine/rt/detect", "data races by happens-before"},
	{"grader/probe", "an exercise's driver"},
	{"grader/observe", "what a run did"},
	{"grader/checks", "an exercise's judge"},
}

// A pageSource is a document that becomes a page.
type pageSource struct {
	path    string // in the repository
	name    string // of the page's file
	section string
}

// plan returns the documents of the site in their order.
func plan(fsys fs.FS) ([]pageSource, error) {
	all, err := links.Find(fsys)
	if err != nil {
		return nil, err
	}
	var out []pageSource
	taken := map[string]bool{}
	take := func(section, p string) {
		if !taken[p] {
			taken[p] = true
			out = append(out, pageSource{p, pageName(p), section})
		}
	}
	for _, s := range sections {
		for _, pattern := range s.paths {
			for _, p := range all {
				if ok, _ := path.Match(pattern, p); ok {
					take(s.title, p)
				}
			}
		}
		if s.title != "More" {
			continue
		}
		for _, p := range all {
			if path.Dir(p) == "docs" || path.Dir(p) == "." || path.Dir(p) == "deploy" {
				take(s.title, p)
			}
		}
	}
	return out, nil
}

// pageName makes the name of a page's file from its document's path.
func pageName(p string) string {
	if p == "README.md" {
		return "index.html"
	}
	p = strings.TrimSuffix(p, path.Ext(p))
	p = strings.TrimSuffix(p, "/README")
	p = strings.TrimPrefix(p, "docs/")
	return strings.ToLower(strings.ReplaceAll(p, "/", "-")) + ".html"
}

func packageName(p string) string { return "pkg-" + path.Base(p) + ".html" }

// isPackage reports whether the import path is one of packages, and returns its folder.
func isPackage(importPath string) (string, bool) {
	p, ok := strings.CutPrefix(importPath, "weft/")
	if p == "display" || p == "procs" { // as learners import them
		p = "kernel/" + p
	}
	return p, ok && slices.ContainsFunc(packages, func(k struct{ path, use string }) bool { return k.path == p })
}
