package lint

import (
	"fmt"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"maps"
	"slices"
	"strings"

	"weft/grader/exercise"
)

// statement compares the declarations in the statement's blocks of Go with those of the starter: what a student reads is
// what there is. Blocks that are no declarations, and names that the starter does not have, are examples.
func (r *Report) statement(e *exercise.Exercise) {
	given := map[string]string{}
	if !declarations(e.Starter, given) {
		return // grading it says why
	}
	for _, block := range goBlocks(e.Statement) {
		if !strings.HasPrefix(strings.TrimSpace(block), "package ") {
			block = "package solution\n" + block
		}
		told := map[string]string{}
		declarations(block, told)
		for _, name := range slices.Sorted(maps.Keys(told)) {
			if is, ok := given[name]; ok && is != told[name] {
				r.problem("README.md", fmt.Sprintf("it says %q; starter.go has %q", oneLine(told[name]), oneLine(is)))
			}
		}
	}
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// goBlocks are the fenced blocks of Go in a text of Markdown.
func goBlocks(text string) []string {
	var blocks []string
	var block strings.Builder
	inside := false
	for line := range strings.Lines(text) {
		switch fence := strings.TrimSpace(line); {
		case !inside && fence == "```go":
			inside = true
			block.Reset()
		case inside && fence == "```":
			inside = false
			blocks = append(blocks, block.String())
		case inside:
			block.WriteString(line)
		}
	}
	return blocks
}

// declarations puts the functions' signatures and the types of a source file into a map, by name, formatted and without
// comments. It reports whether the text is a Go file.
func declarations(text string, into map[string]string) bool {
	fset := token.NewFileSet()
	f, err := parser.ParseFile(fset, "", text, parser.SkipObjectResolution)
	if err != nil {
		return false
	}
	put := func(name string, node any) {
		var b strings.Builder
		if err := format.Node(&b, token.NewFileSet(), node); err == nil {
			into[name] = b.String()
		}
	}
	for _, d := range f.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			d.Body = nil
			name := d.Name.Name
			if d.Recv != nil && len(d.Recv.List) == 1 {
				var b strings.Builder
				if err := format.Node(&b, token.NewFileSet(), d.Recv.List[0].Type); err != nil {
					continue
				}
				name = strings.TrimPrefix(b.String(), "*") + "." + name
			}
			put(name, d)
		case *ast.GenDecl:
			for _, s := range d.Specs {
				if s, ok := s.(*ast.TypeSpec); ok {
					put(s.Name.Name, s)
				}
			}
		}
	}
	return true
}
