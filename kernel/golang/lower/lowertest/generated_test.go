package lowertest

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"weft/kernel/golang/lower/lowertest/generate"
	"weft/kernel/needs"
)

var (
	genTime   = flag.Duration("gen.time", 0, "how long to run generated programs; 0 is a few fixed ones")
	genSeed   = flag.Uint64("gen.seed", 1, "the first program's seed")
	genShrink = flag.String("gen.shrink", "", "a program that shows a difference, to be made small")
	genKeep   = flag.String("gen.keep", "", "folder for programs that show a difference; then the run goes on")
)

// genLimit is the time for one generated program, which takes a second where nothing else runs.
const genLimit = 3 * time.Minute

// fixedPrograms are compared in every run of the tests.
const fixedPrograms = 3

// functionsPerProgram shares one go build between many functions.
const functionsPerProgram = 50

// TestGenerated compares random programs, lowered and compiled, function by function.
func TestGenerated(t *testing.T) {
	needs.Tools(t, "go")
	seed := *genSeed
	g := generated{T: t, dir: t.TempDir()}
	end := time.Now().Add(*genTime)
	programs := 0
	for ; programs < fixedPrograms || time.Now().Before(end); seed++ {
		g.compare(seed)
		programs++
		if t.Failed() && *genKeep == "" {
			break
		}
	}
	t.Logf("%d programs of %d functions", programs, functionsPerProgram)
}

// generated runs generated programs in a folder of its own.
type generated struct {
	*testing.T
	dir string
}

func (g generated) compare(seed uint64) {
	var all []int
	for n := range functionsPerProgram {
		all = append(all, n)
	}
	want, err := g.compiled(generate.Program(seed, all...))
	if errors.Is(err, errSlow) {
		g.Logf("seed %d: skipped: %v", seed, err)
		return
	}
	if err != nil {
		g.Errorf("seed %d: not a program: %v", seed, err)
		return
	}
	got, stderr := g.lowered(generate.Program(seed, all...))
	wants, gots := parts(want), parts(got)
	if got != want && len(gots) == 0 {
		g.Errorf("seed %d: nothing ran: %s", seed, first(stderr, 500))
		return
	}
	for n := range all {
		if same(gots[n], wants[n]) {
			continue
		}
		if g.differs(generate.Program(seed, n)) {
			g.report(seed, n)
		} else if len(gots) == len(wants) {
			g.Errorf("seed %d: f%d differs only after others:\nlowered:\n%s\ncompiled:\n%s", seed, n, gots[n], wants[n])
		}
	}
}

// report shows one function that differs.
func (g generated) report(seed uint64, n int) {
	src := generate.Program(seed, n)
	if *genKeep == "" {
		want, _ := g.compiled(src)
		got, stderr := g.lowered(src)
		g.Errorf("seed %d f%d\n%s\nlowered:\n%s\ncompiled:\n%s\nstderr:\n%s", seed, n, src, got, want, stderr)
		return
	}
	g.Errorf("seed %d f%d", seed, n)
	name := filepath.Join(*genKeep, fmt.Sprintf("s%d_f%d.go", seed, n))
	if err := os.WriteFile(name, []byte(src), 0o644); err != nil {
		g.Fatal(err)
	}
}

// TestShrink writes the smallest program found that differs as the one of the flag does in its place.
func TestShrink(t *testing.T) {
	if *genShrink == "" {
		t.Skip("no program")
	}
	src, err := os.ReadFile(*genShrink)
	if err != nil {
		t.Fatal(err)
	}
	small := generate.Shrink(string(src), generated{t, t.TempDir()}.differs)
	if err := os.WriteFile(*genShrink, []byte(small), 0o644); err != nil {
		t.Fatal(err)
	}
}

// differs reports whether a program compiles and does something else when it is lowered.
func (g generated) differs(src string) bool {
	want, err := g.compiled(src)
	if err != nil {
		return false
	}
	got, _ := g.lowered(src)
	return !same(got, want)
}

// numbers are those of a panic for an index. Where a statement has called something before, the lowered
// program does not know them (see the index checks of package lower).
var numbers = regexp.MustCompile(`(out of range) \[[^]\n]*\]( with (length|capacity) \d+)?`)

func same(got, want string) bool {
	return got == want ||
		bareIndex.MatchString(got) && numbers.ReplaceAllString(got, "$1") == numbers.ReplaceAllString(want, "$1")
}

// bareIndex finds a panic for an index without its numbers.
var bareIndex = regexp.MustCompile(`out of range($|[^ ]| [^\[])`)

// errSlow is for a program whose compiled form does not end in time: there is nothing to compare with.
var errSlow = errors.New("the compiled program does not end in time")

func (g generated) compiled(src string) (string, error) {
	ctx, cancel := context.WithTimeout(g.Context(), genLimit)
	defer cancel()
	file, program := filepath.Join(g.dir, "main.go"), filepath.Join(g.dir, "program.exe")
	if err := os.WriteFile(file, []byte(src), 0o644); err != nil {
		return "", err
	}
	if out, err := exec.CommandContext(ctx, "go", "build", "-gcflags=-N -l", "-o", program, file).CombinedOutput(); ctx.Err() != nil {
		return "", errSlow
	} else if err != nil {
		return "", fmt.Errorf("%w\n%s", err, out)
	}
	out, err := g.output(exec.CommandContext(ctx, program))
	if ctx.Err() != nil {
		return "", errSlow
	}
	return out, err
}

func (g generated) lowered(src string) (out, stderr string) {
	ctx, cancel := context.WithTimeout(g.Context(), genLimit)
	defer cancel()
	file := filepath.Join(g.dir, "lowered.go")
	if err := os.WriteFile(file, []byte(src), 0o644); err != nil {
		g.Fatal(err)
	}
	cmd := exec.CommandContext(ctx, os.Args[0])
	cmd.Env = append(os.Environ(), runEnv+"="+file)
	var errs bytes.Buffer
	cmd.Stderr = &errs
	out, err := g.output(cmd)
	if err != nil {
		out += err.Error() + "\n" + first(errs.String(), 300)
	}
	return out, errs.String()
}

// output is what a program prints, with its end if that is no good one.
func (g generated) output(cmd *exec.Cmd) (string, error) {
	var out bytes.Buffer
	cmd.Stdout = &out
	cmd.WaitDelay = outputDelay
	err := cmd.Run()
	return out.String(), err
}

// parts are the outputs of the functions, by number.
func parts(out string) map[int]string {
	m := map[int]string{}
	for _, p := range strings.Split("\n"+out, "\n== ")[1:] {
		var n int
		head, text, _ := strings.Cut(p, "\n")
		if _, err := fmt.Sscan(head, &n); err == nil {
			m[n] = text
		}
	}
	return m
}

func first(s string, n int) string { return s[:min(len(s), n)] }
