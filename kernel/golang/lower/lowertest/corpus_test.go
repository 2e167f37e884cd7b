package lowertest

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

var (
	update = flag.Bool("update", false, "record with go run what the programs print")
	dir    = flag.String("dir", "../testdata", "folder of programs")
	limit  = flag.Duration("limit", 3*time.Minute, "time for one program, which takes seconds at most where nothing else runs")
)

// TestCorpus runs every program of testdata lowered, in the interpreter, and compares its output, the
// first line of its panic and its exit status with what the compiled program did.
func TestCorpus(t *testing.T) {
	for _, file := range programs(t, *dir) {
		name, _ := filepath.Rel(*dir, strings.TrimSuffix(file, ".go"))
		t.Run(filepath.ToSlash(name), func(t *testing.T) {
			t.Parallel()
			golden := strings.TrimSuffix(file, ".go") + ".out"
			if *update {
				ctx, cancel := context.WithTimeout(t.Context(), *limit)
				defer cancel()
				record(t, golden, exec.CommandContext(ctx, "go", "run", file))
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			ctx, cancel := context.WithTimeout(t.Context(), *limit)
			defer cancel()
			cmd := exec.CommandContext(ctx, os.Args[0])
			cmd.Env = append(os.Environ(), runEnv+"="+file)
			got, stderr := outcome(t, cmd)
			if got != string(want) {
				t.Errorf("lowered:\n%s\ncompiled:\n%s\nstderr:\n%s", got, want, stderr)
			}
		})
	}
}

// programs are the programs of a folder: those of several rules, and in rules/RULE those for one facet
// of one rule.
func programs(t *testing.T, dir string) []string {
	var all []string
	for _, pattern := range []string{"*.go", "rules/*/*.go"} {
		files, err := filepath.Glob(filepath.Join(dir, pattern))
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, files...)
	}
	if len(all) == 0 {
		t.Fatalf("no programs in %s", dir)
	}
	return all
}

func record(t *testing.T, golden string, cmd *exec.Cmd) {
	text, _ := outcome(t, cmd)
	if err := os.WriteFile(golden, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// outputDelay is for what a program started that lives on and holds its output.
const outputDelay = 30 * time.Second

// outcome is what a program did: its stdout, and the first line of a panic or its exit status.
func outcome(t *testing.T, cmd *exec.Cmd) (text, stderr string) {
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	cmd.WaitDelay = outputDelay
	err := cmd.Run()
	text = out.String()
	var exit *exec.ExitError
	switch {
	case errors.As(err, &exit):
		text += "\n" + status(errs.String(), exit) + "\n"
	case err != nil:
		t.Fatal(err)
	}
	return text, errs.String()
}

// status is the line that tells how a program ended: go run says "exit status 1" for every failure.
func status(stderr string, exit *exec.ExitError) string {
	for line := range strings.Lines(stderr) {
		line = strings.TrimSpace(line)
		if strings.HasPrefix(line, "panic: ") || strings.HasPrefix(line, "fatal error: ") {
			return strings.TrimSuffix(line, " [recovered]")
		}
	}
	for line := range strings.Lines(stderr) {
		if strings.HasPrefix(line, "exit status ") {
			return strings.TrimSpace(line)
		}
	}
	return exit.String()
}
