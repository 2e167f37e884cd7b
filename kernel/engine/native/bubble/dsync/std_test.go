package sync_test

import (
	"bytes"
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

// build compiles a program of testdata twice: against the standard package sync and against ours.
func build(t *testing.T, source string, flags ...string) (std, own string) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", source))
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	compile := func(name string, text []byte) string {
		src, bin := filepath.Join(dir, name+".go"), filepath.Join(dir, name+".exe")
		if err := os.WriteFile(src, text, 0o600); err != nil {
			t.Fatal(err)
		}
		cmd := exec.Command("go", append(append([]string{"build"}, flags...), "-o", bin, src)...)
		if len(flags) > 0 {
			cmd.Env = append(os.Environ(), "CGO_ENABLED=1")
		}
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("go build: %v\n%s", err, out)
		}
		return bin
	}
	ours := bytes.Replace(text, []byte("\t\"sync\"\n"), []byte("\tsync \"weft/kernel/engine/native/bubble/dsync\"\n"), 1)
	if bytes.Equal(ours, text) {
		t.Fatal("the program does not import sync")
	}
	return compile("std", text), compile("own", ours)
}

// scenarios lists the names that the program's table has.
func scenarios(t *testing.T, source string) []string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", source))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, m := range regexp.MustCompile(`(?m)^\t\t"([^"]+)":`).FindAllSubmatch(text, -1) {
		names = append(names, string(m[1]))
	}
	if len(names) < 10 {
		t.Fatalf("only %d scenarios in %s", len(names), source)
	}
	return names
}

func run(t *testing.T, bin, arg string) (stdout, stderr string, status int) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, bin, arg)
	cmd.Env = append(os.Environ(), "GORACE=atexit_sleep_ms=0 exitcode=66")
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	err := cmd.Run()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	return out.String(), errs.String(), cmd.ProcessState.ExitCode()
}

// TestMisuse does every wrong thing in a process of its own with both packages: the same text, the same
// exit status, the same output.
func TestMisuse(t *testing.T) {
	needGo(t)
	std, own := build(t, "misuse.go")
	for _, name := range scenarios(t, "misuse.go") {
		t.Run(name, func(t *testing.T) {
			so, se, ss := run(t, std, name)
			oo, oe, os := run(t, own, name)
			if want, got := head(se), head(oe); got != want || oo != so || os != ss {
				t.Errorf("status %d, printed %q, says\n%s\nwith the standard package: %d, %q\n%s", os, oo, got, ss, so, want)
			}
		})
	}
}

// head is what a crash says before the goroutines: addresses and goroutine numbers differ anyway.
func head(stderr string) string {
	text, _, _ := strings.Cut(stderr, "\ngoroutine ")
	return strings.TrimSpace(regexp.MustCompile(`pc=0x[0-9a-f]+`).ReplaceAllString(text, "pc=?"))
}

// TestRaces runs programs with and without a data race under the detector: it must find with ours
// what it finds with the standard package, which is what the names promise.
func TestRaces(t *testing.T) {
	needGo(t, "gcc")
	if testing.Short() {
		t.Skip("builds with -race")
	}
	std, own := build(t, "races.go", "-race")
	for _, name := range scenarios(t, "races.go") {
		t.Run(name, func(t *testing.T) {
			want := 66
			if strings.HasPrefix(name, "clean ") {
				want = 0
			}
			if _, stderr, status := run(t, std, name); status != want {
				t.Fatalf("the scenario is wrong: status %d with the standard package, want %d\n%s", status, want, stderr)
			}
			if _, stderr, status := run(t, own, name); status != want {
				t.Errorf("status %d, want %d\n%s", status, want, stderr)
			}
		})
	}
}
