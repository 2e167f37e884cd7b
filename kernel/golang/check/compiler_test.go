package check

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"weft/kernel/golang/cell"
)

// The archives of testdata/wrong hold wrong programs, NAME.go, each with what the compiler says
// about it, NAME.err. A program without a package clause is the body of func main, below its imports. To
// record what the compiler says: go test -run TestCompilersWords -update

// programLine begins the body of main in what the compiler is given, so that its positions are the cell's.
const bodyBegins = "func main() {\n//line x.go:%d:1\n"

// differs lists the programs about which we say something else on purpose, and why.
var differs = map[string]string{
	"extra_brace without main":  "the brace ends nothing, where the compiler's ends main too early",
	"func_in_func without main": "a cell has functions beside its statements",
	"value_as_type as a cell":   "variables of the top level are those of a package",
	"label_twice as a cell":     "the compiler goes on to blame the break for the second label",
}

// TestCompilersWords compares messages and positions with the compiler's: of the whole program pasted
// into a cell, and of main's statements as a cell.
func TestCompilersWords(t *testing.T) {
	files, err := filepath.Glob("testdata/wrong/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no wrong programs: %v", err)
	}
	for _, file := range files {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if *update {
			archive.Files = recordCompiler(t, archive.Files)
			if err := os.WriteFile(file, txtar.Format(archive), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		for i := 0; i+1 < len(archive.Files); i += 2 {
			name := strings.TrimSuffix(archive.Files[i].Name, ".go")
			if archive.Files[i+1].Name != name+".err" {
				t.Fatalf("%s: %s has no recorded messages", file, name)
			}
			src, want := string(archive.Files[i].Data), compilerLines(string(archive.Files[i+1].Data))
			t.Run(name, func(t *testing.T) { compareWithCompiler(t, name, src, want) })
		}
	}
}

func compareWithCompiler(t *testing.T, name, src string, want []string) {
	if !strings.HasPrefix(src, "package ") {
		checkAgainst(t, name+" as a cell", src, want)
	} else {
		checkAgainst(t, name, src, want)
		if body, ok := unwrapped(src); ok {
			checkAgainst(t, name+" without main", body, want)
		}
	}
}

func checkAgainst(t *testing.T, name, src string, want []string) {
	t.Helper()
	c := cell.Parse(1, src)
	u := newSession().Check(c)
	var got []string
	for _, d := range u.Diagnostics {
		if d.Severity == cell.Error {
			got = append(got, asCompiler(d))
		}
	}
	want = slices.DeleteFunc(slices.Clone(want), func(line string) bool { return atTopLevel(u, line) })
	if len(u.Cell.Diagnostics) > 0 && len(got) > 0 && len(want) > 0 {
		got, want = got[:1], want[:1] // what follows depends on how a parser goes on
	}
	if src[0] != 'p' && len(want) > 0 {
		want[0] = strings.Replace(want[0], ", expected }", ", expected statement", 1) // the statements of a cell end with it
	}
	if len(want) > cell.MaxErrors {
		want = append(want[:cell.MaxErrors:cell.MaxErrors], asCompiler(cell.TooMany(1)))
	}
	same := strings.Join(got, "\n") == strings.Join(want, "\n")
	switch why := differs[name]; {
	case same && why != "":
		t.Errorf("%s: now as the compiler says it; strike it from the list of differences", name)
	case !same && why == "":
		t.Errorf("%s:\n%s\n got %s\nwant %s", name, src, strings.Join(got, "\n     "), strings.Join(want, "\n     "))
	}
}

// asCompiler is a diagnostic as the compiler would print it, with cells for files.
func asCompiler(d cell.Diagnostic) string {
	at := func(p cell.Pos) string { return fmt.Sprintf("%d:%d: ", p.Line, p.Col) }
	s := at(d.Pos) + d.Message
	for _, r := range d.Related {
		s += "\n\t" + at(r.Pos) + r.Message
	}
	return regexp.MustCompile(`cell \[1\] `).ReplaceAllString(s, "")
}

// atTopLevel reports whether a message is about what is no mistake at the top level of a cell.
func atTopLevel(u *Unit, line string) bool {
	if strings.Contains(line, "imported and not used") {
		return true
	}
	at, name, ok := strings.Cut(line, ": declared and not used: ")
	if !ok {
		return false
	}
	for _, decl := range u.draft.order {
		if p := u.Cell.Pos(decl.ident.Pos()); decl.key == name && decl.kind == varKind && fmt.Sprintf("%d:%d", p.Line, p.Col) == at {
			return true
		}
	}
	return false
}

// unwrapped is a program whose main has lost its first and last line, and which has lost its package clause.
func unwrapped(src string) (string, bool) {
	head, body, ok := strings.Cut(src, "func main() {\n")
	end := strings.LastIndex(body, "\n}\n")
	if !ok || end < 0 || strings.Contains(body[:end], "\n}") {
		return "", false
	}
	return strings.Replace(head, "package main", "", 1) + "\n" + body[:end+1], true
}

// compilerLines are the compiler's messages, each with the lines that belong to it.
func compilerLines(text string) []string {
	text = regexp.MustCompile(`\[x\.go:\d+:\d+\]`).ReplaceAllString(text, "") // places without //line
	text = strings.ReplaceAll(text, "x.go:", "")
	var list []string
	for line := range strings.Lines(text) {
		line = strings.TrimSuffix(line, "\n")
		if n := len(list); n > 0 && strings.HasPrefix(line, "\t") {
			list[n-1] += "\n" + line
		} else if line != "" {
			list = append(list, line)
		}
	}
	return list
}

// recordCompiler compiles all programs with the go command.
func recordCompiler(t *testing.T, files []txtar.File) []txtar.File {
	dir := t.TempDir()
	write := func(name, text string) {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("go.mod", "module wrong\n\ngo 1.26\n")
	var out []txtar.File
	for _, f := range files {
		if name, ok := strings.CutSuffix(f.Name, ".go"); ok {
			write("p"+name+"/x.go", asProgram(string(f.Data)))
		}
	}
	cmd := exec.Command("go", "build", "-gcflags=-e", "./...")
	cmd.Dir = dir
	text, err := cmd.CombinedOutput()
	if err == nil {
		t.Fatal("all the wrong programs compile")
	}
	said := map[string]string{}
	for part := range strings.SplitSeq("\n"+string(text), "\n# wrong/p") {
		name, lines, _ := strings.Cut(part, "\n")
		said[name] = lines
	}
	place := regexp.MustCompile(`(?m)(\./)?p?[\w/.]*x\.go:`)
	for _, f := range files {
		if name, ok := strings.CutSuffix(f.Name, ".go"); ok {
			lines := strings.TrimSuffix(place.ReplaceAllString(said[name], "x.go:"), "\n") + "\n"
			out = append(out, f, txtar.File{Name: name + ".err", Data: []byte(lines)})
		}
	}
	return out
}

// asProgram is the program that the compiler is given.
func asProgram(src string) string {
	if strings.HasPrefix(src, "package ") {
		return src
	}
	lines := strings.SplitAfter(src, "\n")
	n := 0
	for strings.HasPrefix(lines[n], "import ") {
		n++
	}
	return "package main;" + "\n//line x.go:1:1\n" + strings.Join(lines[:n], "") + fmt.Sprintf(bodyBegins, n+1) + strings.Join(lines[n:], "") + "}\n"
}
