package slice

import (
	"flag"
	"fmt"
	"go/ast"
	"go/token"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"weft/kernel/golang/cell"
	"weft/kernel/golang/check"
	"weft/kernel/golang/std"
)

var update = flag.Bool("update", false, "write the outputs of the compiled programs into testdata")

// A file of testdata/run is a session: cells called 1, 2 and so on, then the one that is compiled, cell. Its
// output is out: standard output, what it shows behind =>, and of a crash the first line and the cells'
// lines. The same code pasted into one program (or program, if there is such a part) prints the same.
func TestPrograms(t *testing.T) {
	b := newBuilder(t)
	archives := map[string]*txtar.Archive{}
	files, err := filepath.Glob("testdata/run/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no programs: %v", err)
	}
	for _, file := range files {
		ar, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		name := strings.TrimSuffix(filepath.Base(file), ".txt")
		p := sliced(t, name, ar)
		if p == nil {
			continue
		}
		archives[name] = ar
		b.add("p_"+name, p.Files...)
		b.add("q_"+name, File{"main.go", pasted(ar)})
	}
	b.build()
	for name, ar := range archives {
		got := b.run("p_"+name, "", "")
		plain := b.run("q_"+name, "", "")
		if withoutShown(got) != withoutPlaces(plain) && !strings.Contains(string(ar.Comment), "not pasted") {
			t.Errorf("%s: the cell gives\n%s\nand the pasted program\n%s", name, got, plain)
		}
		if *update {
			setSection(ar, "out", got)
			write(t, "testdata/run/"+name+".txt", string(txtar.Format(ar)))
			continue
		}
		if want := section(ar, "out"); got != want {
			t.Errorf("%s: got\n%s\nwant\n%s", name, got, want)
		}
	}
}

// sliced is the program of the session's last cell.
func sliced(t *testing.T, name string, ar *txtar.Archive) *Program {
	t.Helper()
	s, last := sessionOf(t, name, ar)
	u := s.Check(cell.Parse(last, section(ar, "cell")))
	if !u.OK() {
		t.Fatalf("%s: %v", name, u.Diagnostics)
	}
	p, refused := Of(u, Options{Show: true})
	if p == nil {
		t.Errorf("%s: refused: %v", name, refused)
		return nil
	}
	return p
}

func sessionOf(t *testing.T, name string, ar *txtar.Archive) (s *check.Session, next int) {
	t.Helper()
	s = check.NewSession(std.NewImporter(token.NewFileSet()))
	n := 1
	for _, f := range ar.Files {
		if f.Name != fmt.Sprint(n) {
			continue
		}
		u := s.Check(cell.Parse(n, string(f.Data)))
		if !u.OK() {
			t.Fatalf("%s: cell %d: %v", name, n, u.Diagnostics)
		}
		s.Commit(u)
		n++
	}
	return s, n
}

// pasted is the code of all cells as one program.
func pasted(ar *txtar.Archive) string {
	if p := section(ar, "program"); p != "" {
		return p
	}
	imports := map[string]bool{}
	var decls, body strings.Builder
	main := false
	for _, f := range ar.Files {
		if f.Name == "out" {
			continue
		}
		c := cell.Parse(1, string(f.Data))
		text := func(n ast.Node) string { return c.Source[c.Offset(c.Pos(n.Pos())):c.Offset(c.Pos(n.End()))] }
		for _, d := range c.File.Decls {
			switch d := d.(type) {
			case *ast.GenDecl:
				for _, spec := range d.Specs {
					imports[text(spec)] = true
				}
			case *ast.FuncDecl:
				decls.WriteString(text(d) + "\n")
				main = main || d.Recv == nil && d.Name.Name == "main"
			}
		}
		for _, s := range c.Stmts {
			if g := declOf(s); g != nil && (g.Tok != token.VAR || c.HasPackage) {
				decls.WriteString(text(g) + "\n")
				continue
			}
			text := text(s)
			if x, ok := s.(*ast.ExprStmt); ok {
				if _, call := x.X.(*ast.CallExpr); !call {
					text = "_ = " + text
				}
			}
			body.WriteString(text + "\n" + mentionOf(s))
		}
	}
	var b strings.Builder
	b.WriteString("package main\n")
	for im := range imports {
		b.WriteString("import " + im + "\n")
	}
	if !main {
		decls.WriteString("func main() {\n" + body.String() + "}\n")
	}
	return b.String() + decls.String()
}

// mentionOf mentions the variables that a statement declares, so that functions may leave them unused.
func mentionOf(s ast.Stmt) (text string) {
	mention := func(e ast.Expr) {
		if id := e.(*ast.Ident); id.Name != "_" {
			text += "_ = " + id.Name + "\n"
		}
	}
	if a, ok := s.(*ast.AssignStmt); ok && a.Tok == token.DEFINE {
		for _, e := range a.Lhs {
			mention(e)
		}
	}
	if g := declOf(s); g != nil {
		for _, spec := range g.Specs {
			for _, id := range spec.(*ast.ValueSpec).Names {
				mention(id)
			}
		}
	}
	return text
}

func withoutShown(s string) string {
	return regexp.MustCompile(`(?m)^(=>|at cell).*\n`).ReplaceAllString(s, "")
}

func withoutPlaces(s string) string { return s }

func section(ar *txtar.Archive, name string) string {
	for _, f := range ar.Files {
		if f.Name == name {
			return string(f.Data)
		}
	}
	return ""
}

func setSection(ar *txtar.Archive, name, text string) {
	for i := range ar.Files {
		if ar.Files[i].Name == name {
			ar.Files[i].Data = []byte(text)
			return
		}
	}
	ar.Files = append(ar.Files, txtar.File{Name: name, Data: []byte(text)})
}

// BenchmarkOf cuts a cell out of a session of a thousand declarations.
func BenchmarkOf(b *testing.B) {
	s := check.NewSession(std.NewImporter(token.NewFileSet()))
	for n := range 100 {
		var src strings.Builder
		for k := range 10 {
			fmt.Fprintf(&src, "func f%d_%d(n int) int { return n + %d }\n", n, k, k)
		}
		s.Commit(s.Check(cell.Parse(n+1, src.String()+fmt.Sprintf("v%d := f%d_0(1)\n", n, n))))
	}
	u := s.Check(cell.Parse(101, "import \"fmt\"\nfor i := range 10 {\n\tv3 += f7_1(i)\n}\nfmt.Println(v3, v4)"))
	for b.Loop() {
		if p, refused := Of(u, Options{Show: true}); p == nil {
			b.Fatal(refused)
		}
	}
}
