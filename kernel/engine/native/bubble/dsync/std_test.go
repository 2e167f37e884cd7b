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

// A variant is one way to build a program of testdata.
type variant struct {
	name  string
	std   bool   // against the standard package sync
	extra string // a second file; one that calls program takes main's place
}

// build compiles a program of testdata in several ways and returns the programs by the variants' names.
func build(t *testing.T, source string, variants []variant, flags ...string) map[string]string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", source))
	if err != nil {
		t.Fatal(err)
	}
	bins := map[string]string{}
	for _, v := range variants {
		dir := t.TempDir()
		text := string(text)
		if !v.std {
			text = replace(t, text, "\t\"sync\"\n", "\tsync \"weft/kernel/engine/native/bubble/dsync\"\n")
		}
		if strings.Contains(v.extra, "program") {
			text = replace(t, text, "\nfunc main() {", "\nfunc program() {")
		}
		files := []string{filepath.Join(dir, "program.go")}
		contents := []string{text}
		if v.extra != "" {
			files, contents = append(files, filepath.Join(dir, "extra.go")), append(contents, v.extra)
		}
		for i, name := range files {
			if err := os.WriteFile(name, []byte(contents[i]), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		bins[v.name] = filepath.Join(dir, "program.exe")
		cmd := exec.Command("go", append(append(append([]string{"build"}, flags...), "-o", bins[v.name]), files...)...)
		if len(flags) > 0 {
			cmd.Env = append(os.Environ(), "CGO_ENABLED=1")
		}
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("go build: %v\n%s", err, out)
		}
	}
	return bins
}

func replace(t *testing.T, text, old, new string) string {
	t.Helper()
	if strings.Count(text, old) != 1 {
		t.Fatalf("%q is not once in the program", old)
	}
	return strings.Replace(text, old, new, 1)
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
	bins := build(t, "misuse.go", []variant{{name: "std", std: true}, {name: "own"}})
	for _, name := range scenarios(t, "misuse.go") {
		t.Run(name, func(t *testing.T) {
			type end struct {
				out, says string
				status    int
			}
			var std, own end
			// A busy machine can take the processor away between two calls that belong together.
			for range 10 {
				for bin, e := range map[string]*end{"std": &std, "own": &own} {
					out, errs, status := run(t, bins[bin], name)
					*e = end{out, head(errs), status}
				}
				if own == std {
					return
				}
			}
			t.Errorf("%+v\nwith the standard package: %+v", own, std)
		})
	}
}

// head is what a crash says before the goroutines: addresses and goroutine numbers differ anyway.
func head(stderr string) string {
	text, _, _ := strings.Cut(stderr, "\ngoroutine ")
	return strings.TrimSpace(regexp.MustCompile(`pc=0x[0-9a-f]+`).ReplaceAllString(text, "pc=?"))
}

// tracked has who holds which lock noted, and virtual runs the program in a bubble.
const (
	tracked = `package main
import "weft/kernel/engine/native/bubble/hook"
func init() { hook.Install(&hook.Set{Track: true}) }
`
	virtual = `package main
import "fmt"
import "os"
import "weft/kernel/engine/native/bubble/run"
func main() {
	out, err := run.Func(run.Options{}, program)
	if err != nil || out.End != run.Returned {
		fmt.Fprintln(os.Stderr, err, out)
		os.Exit(1)
	}
}
`
)

// TestRaces runs programs with and without a data race under the detector: it must find with ours
// what it finds with the standard package, which is what the names promise.
func TestRaces(t *testing.T) {
	needGo(t, "gcc")
	if testing.Short() {
		t.Skip("builds with -race")
	}
	variants := []variant{{name: "std", std: true}, {name: "own"}, {name: "tracked", extra: tracked}, {name: "virtual", extra: virtual}}
	bins := build(t, "races.go", variants, "-race")
	for _, name := range scenarios(t, "races.go") {
		t.Run(name, func(t *testing.T) {
			want := 66
			if strings.HasPrefix(name, "clean ") {
				want = 0
			}
			for _, v := range variants {
				_, stderr, status := run(t, bins[v.name], name)
				// Whether a race happens, or a lock is held in time, is the machine's doing if it is
				// busy. A program without one must never be accused.
				for range 50 {
					if want == 0 || status == want {
						break
					}
					_, stderr, status = run(t, bins[v.name], name)
				}
				if status != want {
					t.Errorf("%s: status %d, want %d\n%s", v.name, status, want, stderr)
				}
			}
		})
	}
}
