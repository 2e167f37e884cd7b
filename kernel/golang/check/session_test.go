package check

import (
	"flag"
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"weft/kernel/golang/cell"
	"weft/kernel/golang/std"
)

var update = flag.Bool("update", false, "write what the sessions give into their files")

// A session file reads as a notebook does: cells, each followed by what checking it gives, on lines
// that begin with "=>". A line that begins with "# " starts a new session.
func TestSessions(t *testing.T) {
	files, err := filepath.Glob("testdata/sessions/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no sessions: %v", err)
	}
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		got := runSessions(t, string(text))
		if *update {
			if err := os.WriteFile(name, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		compareLines(t, name, string(text), got)
	}
}

func compareLines(t *testing.T, name, want, got string) {
	t.Helper()
	w, g := strings.Split(want, "\n"), strings.Split(got, "\n")
	for i := range max(len(w), len(g)) {
		var a, b string
		if i < len(w) {
			a = w[i]
		}
		if i < len(g) {
			b = g[i]
		}
		if a != b {
			t.Errorf("%s:%d: want\n\t%s\ngot\n\t%s", name, i+1, a, b)
			return
		}
	}
}

// runSessions is the file with the lines that its cells really give.
func runSessions(t *testing.T, text string) string {
	var out strings.Builder
	var s *Session
	var src []string
	n, done := 0, true
	for line := range strings.SplitSeq(strings.TrimSuffix(text, "\n"), "\n") {
		switch {
		case strings.HasPrefix(line, "# "):
			s, n, src, done = NewSession(std.NewImporter(token.NewFileSet())), 0, nil, true
		case strings.HasPrefix(line, "=>"):
			if !done {
				n++
				fmt.Fprintf(&out, "%s", runCell(t, s, n, strings.Join(src, "\n")))
				src, done = nil, true
			}
			continue
		default:
			src = append(src, line)
			done = false
		}
		out.WriteString(line + "\n")
	}
	return out.String()
}

// runCell checks a cell, commits it if it is right, and says what it gave.
func runCell(t *testing.T, s *Session, n int, src string) string {
	sameAsWhole(t, s, n, src)
	u := s.Check(cell.Parse(n, src))
	out := describe(u)
	if u.OK() {
		if err := newVetting(u.draft).runAll(); err != nil {
			t.Errorf("vet of %q: %v", src, err)
		}
		for _, d := range s.Vet(u) {
			out += "=> " + line(u, d) + "\n"
		}
		s.Commit(u)
	}
	return out
}

func describe(u *Unit) string {
	var out strings.Builder
	if u.OK() {
		out.WriteString("=> ok")
		if u.Value != nil {
			out.WriteString(", value " + types.TypeString(u.Info.TypeOf(u.Value), types.RelativeTo(u.Pkg)))
		}
		if u.HasMain {
			out.WriteString(", main")
		}
		for _, im := range u.AutoImports {
			out.WriteString(", import " + im.Path)
		}
		if len(u.Redo) > 0 {
			out.WriteString(", redo" + declNames(u.Redo))
		}
		if len(u.Generics) > 0 {
			out.WriteString(", generics" + declNames(u.Generics))
		}
		for _, l := range u.Lost {
			out.WriteString(", lost " + l.Name)
		}
		out.WriteString("\n")
	}
	for _, d := range u.Diagnostics {
		out.WriteString("=> " + line(u, d) + "\n")
	}
	return out.String()
}

func declNames(decls []ast.Decl) string {
	s := ""
	for _, d := range decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			s += " " + funcKey(d)
		case *ast.GenDecl:
			s += " " + d.Specs[0].(*ast.TypeSpec).Name.Name
		}
	}
	return s
}

// line is a diagnostic on one line.
func line(u *Unit, d cell.Diagnostic) string {
	s := fmt.Sprintf("%s %d:%d: %s", d.Severity, d.Pos.Line, d.Pos.Col, strings.ReplaceAll(d.Message, "\n\t", "; "))
	if d.Pos.Cell != u.Cell.Number {
		s = fmt.Sprintf("%s [%d] %d:%d: %s", d.Severity, d.Pos.Cell, d.Pos.Line, d.Pos.Col, d.Message)
	}
	if d.Source != "" {
		s += " [" + d.Source + "]"
	}
	if d.Hint != "" {
		s += " (" + d.Hint + ")"
	}
	for _, r := range d.Related {
		s += fmt.Sprintf(" {[%d] %d:%d: %s}", r.Pos.Cell, r.Pos.Line, r.Pos.Col, r.Message)
	}
	return s
}
