//go:build linux

package sandbox

import (
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"weft/kernel/needs"
)

// goCommand runs the go command.
func goCommand(t testing.TB, env []string, args ...string) string {
	t.Helper()
	cmd := exec.Command("go", args...)
	cmd.Env = append(os.Environ(), env...)
	var errs strings.Builder
	cmd.Stderr = &errs
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go %s: %v\n%s", strings.Join(args, " "), err, errs.String())
	}
	return strings.TrimSpace(string(out))
}

// TestBuild compiles, links and runs a program, each in the sandbox.
func TestBuild(t *testing.T) {
	needs.Tools(t, "go")
	env := []string{"CGO_ENABLED=0"}
	work := openFolder(t)
	source := filepath.Join(work, "main.go")
	if err := os.WriteFile(source, []byte("package main\n\nimport \"fmt\"\n\nfunc main() { fmt.Println(\"built\") }\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	importcfg := filepath.Join(work, "importcfg")
	packages := goCommand(t, env, "list", "-export", "-deps", "-f", "packagefile {{.ImportPath}}={{.Export}}", "fmt")
	if err := os.WriteFile(importcfg, []byte(strings.ReplaceAll(packages, "packagefile unsafe=\n", "")+"\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	dirs := strings.Fields(goCommand(t, env, "env", "GOROOT", "GOCACHE", "GOTOOLDIR"))
	eachVariant(t, func(t *testing.T, p *prober) {
		out := openFolder(t)
		tool := func(name string, args ...string) {
			t.Helper()
			r := p.run(Program{
				Kind: Build, Path: filepath.Join(dirs[2], name), Args: args, Dir: out,
				Read: []string{work, dirs[0], dirs[1]}, Write: []string{out},
			}, Limits{Scratch: 64 << 20, Memory: 2 << 30})
			r.want(t, 0, "")
			t.Logf("%s: %v, CPU %v", name, r.Exit.Wall, r.CPU)
		}
		tool("compile", "-p", "main", "-importcfg", importcfg, "-o", "main.a", source)
		tool("link", "-importcfg", importcfg, "-o", "program", "main.a")
		program := filepath.Join(out, "program")
		r := p.run(Program{Path: program}, Limits{})
		if r.want(t, 0, ""); r.out != "built" {
			t.Errorf("it printed %q", r.out)
		}
		// A tool may start others, of those that it can see, and nothing more.
		child := func(args ...string) string {
			return p.run(Program{Kind: Build, Path: "/proc/self/exe", Args: append([]string{"attack", "child"}, args...), Reserves: raced, Read: []string{out}}, Limits{}).out
		}
		if got := child(program); got != "built\nchild: exit status 0 <nil>" {
			t.Errorf("a tool's child: %s", got)
		}
		if got := child("/bin/cat", "/etc/passwd"); p.Machine().Level >= Confined && !strings.HasPrefix(got, "refused: ") {
			t.Errorf("a tool's child that it cannot see: %s", got)
		}
		if p.Machine().Has(Seccomp) {
			r := p.run(Program{Kind: Build, Path: "/proc/self/exe", Args: []string{"attack", "network"}, Reserves: raced}, Limits{})
			r.lines(t, func(line string) {
				if strings.HasSuffix(line, "<nil>") {
					t.Errorf("a tool on the network: %s", line)
				}
			})
		}
		if !raced {
			held, theirs, err := os.Pipe()
			if err != nil {
				t.Fatal(err)
			}
			defer held.Close()
			p.run(Program{Kind: Build, Path: "/proc/self/exe", Args: []string{"attack", "fork", "3"}, Files: []*os.File{theirs}}, Limits{}).want(t, 0, "")
			theirs.Close()
			held.SetReadDeadline(time.Now().Add(30 * time.Second))
			if _, err := held.Read(make([]byte, 1)); err == nil || os.IsTimeout(err) {
				t.Errorf("what a tool started lives on: %v", err)
			}
		}
	})
}

// TestRaceDetector runs a program that was built with -race: it works, it reports, and it ends at once.
func TestRaceDetector(t *testing.T) {
	needs.Tools(t, "go")
	needs.Tools(t, "gcc")
	if testing.Short() || runtime.GOARCH != "amd64" && runtime.GOARCH != "arm64" {
		t.Skip("it takes a build with -race")
	}
	dir := openFolder(t)
	const source = `package main

import "fmt"

func main() {
	n, done := 0, make(chan bool)
	go func() { n++; done <- true }()
	n++
	<-done
	fmt.Println("done")
}
`
	if err := os.WriteFile(filepath.Join(dir, "main.go"), []byte(source), 0o644); err != nil {
		t.Fatal(err)
	}
	program := filepath.Join(dir, "racy")
	goCommand(t, []string{"CGO_ENABLED=1", "GO111MODULE=off"}, "build", "-race", "-o", program, filepath.Join(dir, "main.go"))
	eachVariant(t, func(t *testing.T, p *prober) {
		r := p.run(Program{Path: program, Reserves: true, Env: []string{"GORACE=atexit_sleep_ms=0 exitcode=66"}}, Limits{})
		if r.want(t, 66, ""); r.out != "done" || !strings.Contains(r.err, "DATA RACE") || !strings.Contains(r.err, "main.go:7") {
			t.Errorf("stdout %q, stderr %s", r.out, r.err)
		}
		if lines := strings.Split(r.err, "\n"); lines[0] != "==================" {
			t.Errorf("before its report it says %q", lines[0])
		}
		t.Logf("%v, %d MiB", r.Exit.Wall, r.MaxRSS>>20)
	})
}
