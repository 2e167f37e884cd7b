package kernel

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"weft/kernel/needs"

	"golang.org/x/tools/txtar"
)

// TestSave saves sessions, and runs them with the go command: the programs print what the cells have printed.
func TestSave(t *testing.T) {
	needs.Tools(t, "go")
	files, err := filepath.Glob("testdata/save/*.txtar")
	if err != nil || len(files) < 12 {
		t.Fatalf("%d sessions, %v", len(files), err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			saveAndRun(t, archive)
		})
	}
}

func saveAndRun(t *testing.T, archive *txtar.Archive) {
	s, err := NewSession(Config{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	want := ""
	for i, f := range archive.Files {
		var out printed
		o := s.Run(t.Context(), i+1, strings.TrimSuffix(string(f.Data), "\n"), &out)
		switch {
		case o.Failure == nil:
			want += out.stdout
		case !strings.Contains(string(f.Data), "panic(") && !strings.Contains(string(f.Data), "undefined"):
			t.Fatalf("cell %d: %s", i+1, o.Failure.Plain())
		}
	}
	want, _, _ = strings.Cut(want, "var ") // what %who prints, in the last cell that does
	file := filepath.Join(t.TempDir(), "session.go")
	if o := s.Run(t.Context(), 100, "%save "+file, &printed{}); o.Failure != nil {
		t.Fatal(o.Failure.Plain())
	}
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), "go", "run", file)
	var stderr strings.Builder
	cmd.Stderr = &stderr
	got, err := cmd.Output()
	if err != nil || string(got) != want {
		t.Errorf("go run: %v\n%s\nit printed\n%s\nthe cells printed\n%s\nthe program\n%s", err, stderr.String(), got, want, text)
	}
	if cmd := exec.CommandContext(t.Context(), "gofmt", "-l", file); cmd.Err == nil {
		if list, err := cmd.Output(); err != nil || len(list) > 0 {
			t.Errorf("gofmt: %v %s", err, list)
		}
	}
}

// TestRerun runs the same sessions, and after %restart their cells again: they print what they printed.
func TestRerun(t *testing.T) {
	files, err := filepath.Glob("testdata/save/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal(err)
	}
	for _, file := range files {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		name := strings.TrimSuffix(filepath.Base(file), ".txtar")
		if name == "predeclared" {
			continue // its first cell cannot run again in any session: len is something else since
		}
		if _, err := exec.LookPath("go"); err != nil && name == "compiled" {
			continue
		}
		t.Run(name, func(t *testing.T) { restartAndRerun(t, archive) })
	}
}

func restartAndRerun(t *testing.T, archive *txtar.Archive) {
	s, err := NewSession(Config{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	want := ""
	for i, f := range archive.Files {
		var out printed
		if s.Run(t.Context(), i+1, string(f.Data), &out).Failure == nil && !strings.HasPrefix(string(f.Data), "%%bash") {
			want += fmt.Sprintf("cell [%d]\n%s", i+1, out.stdout)
		}
	}
	var out printed
	for i, line := range []string{"%restart", "%rerun -v"} {
		out = printed{}
		if f := s.Run(t.Context(), 100+i, line, &out).Failure; f != nil {
			t.Fatal(f.Plain())
		}
	}
	if got, _, _ := strings.Cut(out.stdout, " ran again"); !strings.HasPrefix(got, want) || strings.Count(got, "\n") != strings.Count(want, "\n") {
		t.Errorf("after %%restart the cells print\n%s\nand they printed\n%s", out.stdout, want)
	}
}

// printed is an Out that keeps what is printed.
type printed struct {
	discard
	stdout string
}

func (p *printed) Stream(name, text string) {
	if name == "stdout" {
		p.stdout += text
	}
}
