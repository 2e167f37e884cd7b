package lowertest

import (
	"bytes"
	"errors"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/traefik/yaegi/interp"

	"weft/kernel/golang/lower"
)

var (
	update = flag.Bool("update", false, "record with go run what the programs print")
	show   = flag.Bool("show", false, "log lowered programs that fail")
	dir    = flag.String("dir", "../testdata", "folder of programs")
	slow   = flag.Duration("slow", 20*time.Second, "time for one program")
)

// TestCorpus runs every program of testdata lowered, in the interpreter, and compares its output and
// the first line of its panic with what the compiled program did.
func TestCorpus(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(*dir, "*.go"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no programs: %v", err)
	}
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".go")
		t.Run(name, func(t *testing.T) {
			src, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			golden := strings.TrimSuffix(file, ".go") + ".out"
			if *update {
				record(t, file, golden)
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			got := runLowered(t, string(src))
			if got != string(want) {
				t.Errorf("lowered:\n%s\ncompiled:\n%s", got, want)
			}
		})
	}
}

// record writes what the compiled program prints.
func record(t *testing.T, file, golden string) {
	cmd := exec.Command("go", "run", file)
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	err := cmd.Run()
	text := out.String()
	var exit *exec.ExitError
	switch {
	case errors.As(err, &exit):
		for line := range strings.Lines(errs.String()) {
			if strings.HasPrefix(line, "panic: ") || strings.HasPrefix(line, "fatal error: ") {
				text += "\n" + line
				break
			}
			if strings.HasPrefix(line, "exit status ") {
				text += "\n" + line
				break
			}
		}
	case err != nil:
		t.Fatal(err)
	}
	if err := os.WriteFile(golden, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// runLowered lowers a program, runs it, and returns its output as record writes it.
func runLowered(t *testing.T, src string) string {
	p, refused := lower.NewSession().Lower(programUnit(t, src))
	if len(refused) > 0 {
		t.Fatalf("refused: %v\n%s", refused, refused[0].Hint)
	}
	m := newMachine()
	done := make(chan error, 1)
	go func() { done <- m.eval(p) }()
	var err error
	select {
	case err = <-done:
	case v := <-m.panics:
		err = interp.Panic{Value: v}
	case <-time.After(*slow):
		t.Fatalf("no end after %v\n%s", *slow, p.Source())
	}
	out := m.stdout.String()
	var crash interp.Panic
	switch {
	case errors.As(err, &crash):
		out += "\n" + panicText(crash.Value) + "\n"
	case err != nil:
		t.Errorf("interpreter: %v", err)
	}
	if *show {
		t.Log(p.Source())
	}
	return out
}
