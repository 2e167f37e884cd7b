package kernel

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/txtar"
)

var (
	recordRaces = flag.Bool("record", false, "write down what the compiler's race detector says about the programs of TestRaces")
	raceRuns    = flag.Int("raceruns", 1, "how often TestRaces and TestNoRaces run each program")
	raceCorpus  = flag.Bool("racecorpus", false, "TestNoRaces also runs the programs of the lowering's tests that have no races")
)

// TestRaces runs programs with data races under %race on. In a run a race need not happen, and another one of the program's may;
// but what is told must be among the accesses that the compiler's detector knows, and most must be found.
func TestRaces(t *testing.T) {
	a := raceArchive(t, "testdata/races/racy.txtar")
	if *recordRaces {
		for i := range a.Files {
			a.Files[i].Data = recorded(t, a.Files[i])
			t.Logf("%s: %v", a.Files[i].Name, racePairs(string(a.Files[i].Data)))
		}
		if err := os.WriteFile("testdata/races/racy.txtar", txtar.Format(a), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	found, all := 0, 0
	for range *raceRuns {
		for _, f := range a.Files {
			known := racePairs(string(f.Data))
			if len(known) == 0 {
				t.Errorf("%s: no race is recorded", f.Name)
			}
			told, _ := runRacing(t, string(f.Data))
			for _, pair := range told {
				for line := range strings.FieldsSeq(pair) {
					if !strings.Contains(" "+strings.Join(known, " ")+" ", " "+line+" ") && !strings.HasPrefix(strings.Join(known, " "), "0 ") {
						t.Errorf("%s: a race of lines %s is told; known are %v", f.Name, pair, known)
					}
				}
			}
			all++
			if len(told) > 0 {
				found++
			} else {
				t.Logf("%s: none told", f.Name)
			}
		}
	}
	t.Logf("%d of %d runs told a race", found, all)
	if found < all*3/4 {
		t.Errorf("only %d of %d runs told a race", found, all)
	}
}

// TestNoRaces runs programs without data races under %race on: none must be told, and they must do what they do without.
func TestNoRaces(t *testing.T) {
	a := raceArchive(t, "testdata/races/clean.txtar")
	if *raceCorpus {
		for _, pattern := range []string{"*.go", "course/*.go", "rules/*/*.go", "engine/*.go"} {
			files, err := filepath.Glob("golang/lower/testdata/" + pattern)
			if err != nil {
				t.Fatal(err)
			}
			for _, name := range files {
				data, err := os.ReadFile(name)
				if err != nil {
					t.Fatal(err)
				}
				if !slices.Contains(racyPrograms, filepath.Base(name)) {
					a.Files = append(a.Files, txtar.File{Name: name, Data: data})
				}
			}
		}
	}
	for range *raceRuns {
		for _, f := range a.Files {
			if *recordRaces {
				if pairs := compiledRaces(t, f); len(pairs) > 0 {
					t.Errorf("%s: the compiler's detector tells %v", f.Name, pairs)
				}
			}
			told, text := runRacing(t, string(f.Data))
			if len(told) > 0 {
				t.Errorf("%s: a race is told\n%s", f.Name, text)
			}
		}
	}
}

// racyPrograms are those of the lowering's tests in which the compiler's detector finds races.
var racyPrograms = []string{"student_counter.go"}

func raceArchive(t *testing.T, name string) *txtar.Archive {
	t.Helper()
	a, err := txtar.ParseFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// told is the line of one side of a race in a failure's text.
var told = regexp.MustCompile(`(?m)^  (?:atomic )?(?:read|write) of .* by .*\n  cell \[\d+\] (\d+):\d+`)

// runRacing runs a program in a session of its own under %race on, and returns the lines of the races that are told.
func runRacing(t *testing.T, program string) (pairs []string, text string) {
	t.Helper()
	s, err := NewSession(Config{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Minute)
	defer cancel()
	if f := s.Run(ctx, 1, "%race on", newRacePage()).Failure; f != nil {
		t.Fatal(f.Plain())
	}
	f := s.Run(ctx, 2, program, newRacePage()).Failure
	if f == nil {
		return nil, ""
	}
	sides := told.FindAllStringSubmatch(f.Plain(), -1)
	for i := 0; i+1 < len(sides); i += 2 {
		pairs = append(pairs, racePair(sides[i][1], sides[i+1][1]))
	}
	return pairs, f.Plain()
}

func newRacePage() *page {
	p := &page{}
	p.changed = sync.NewCond(&p.mu)
	return p
}

// racePair is two lines in their order.
func racePair(a, b string) string {
	if len(b) < len(a) || len(b) == len(a) && b < a {
		a, b = b, a
	}
	return a + " " + b
}

// What the compiler's detector tells is written below a program, and by hand what it could tell as well: it keeps a few
// of a place's accesses only. It does not know the line of an atomic access, which is 0 then.
var (
	raceComment = regexp.MustCompile(`(?m)^// race (\d+ \d+)\n`)
	alsoComment = regexp.MustCompile(`(?m)^// also (\d+ \d+)\n`)
)

func racePairs(program string) []string {
	var pairs []string
	for _, comment := range []*regexp.Regexp{raceComment, alsoComment} {
		for _, m := range comment.FindAllStringSubmatch(program, -1) {
			pairs = append(pairs, m[1])
		}
	}
	return pairs
}

// recorded is a program with what the compiler's detector tells about it.
func recorded(t *testing.T, f txtar.File) []byte {
	text := raceComment.ReplaceAllString(string(f.Data), "")
	f.Data = []byte(text)
	pairs := compiledRaces(t, f)
	for _, p := range pairs {
		text += "// race " + p + "\n"
	}
	return []byte(text)
}

// compiledRaces are the lines of the races that the compiler's detector tells in several runs.
func compiledRaces(t *testing.T, f txtar.File) []string {
	t.Helper()
	dir := t.TempDir()
	source, program := filepath.Join(dir, "main.go"), filepath.Join(dir, "program")
	if err := os.WriteFile(source, f.Data, 0o666); err != nil {
		t.Fatal(err)
	}
	build := exec.Command("go", "build", "-race", "-gcflags=-l", "-o", program, source)
	build.Env = append(os.Environ(), "CGO_ENABLED=1")
	if text, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%s: %v\n%s", f.Name, err, text)
	}
	var pairs []string
	for range 8 {
		ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
		defer cancel()
		cmd := exec.CommandContext(ctx, program)
		cmd.Env = append(os.Environ(), "GORACE=atexit_sleep_ms=50")
		var text bytes.Buffer
		cmd.Stderr = &text
		cmd.Run()
		for report := range strings.SplitSeq(text.String(), "==================\n") {
			sides := compiledSide.FindAllStringSubmatch(report, -1)
			if len(sides) != 2 {
				continue
			}
			if p := racePair(lineIn(sides[0][1]), lineIn(sides[1][1])); !slices.Contains(pairs, p) {
				pairs = append(pairs, p)
			}
		}
	}
	slices.Sort(pairs)
	return pairs
}

// compiledSide is the calls of one side of a report.
var compiledSide = regexp.MustCompile(`(?im)^(?:previous )?(?:atomic )?(?:read|write) at .*\n((?:  .*\n)+)`)

var inMain = regexp.MustCompile(`/main\.go:(\d+)`)

// lineIn is the innermost line of the program among calls.
func lineIn(calls string) string {
	if m := inMain.FindStringSubmatch(calls); m != nil {
		return m[1]
	}
	return fmt.Sprint(0)
}
