// Grade measures `weft grade` on a class: submissions that are all different, so that nothing is graded from memory,
// beside the same programs built by the go command in the same run. See ../README.md.
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"weft/grader/exercise"
	"weft/grader/result"
)

func main() {
	b := bench{out: os.Stdout}
	flag.IntVar(&b.n, "n", 20, "submissions")
	flag.StringVar(&b.folder, "exercise", "05-manager", "folder in exercises")
	flag.IntVar(&b.parallel, "p", 0, "graded at one time; default: one for each core")
	flag.BoolVar(&b.stuck, "stuck", false, "also samples that never end: each costs its limits in real time")
	flag.IntVar(&b.builds, "builds", 5, "reference builds before and after")
	flag.Parse()
	if err := b.run(); err != nil {
		fmt.Fprintln(os.Stderr, "grade:", err)
		os.Exit(1)
	}
}

type bench struct {
	n, parallel, builds int
	folder              string
	stuck               bool
	out                 io.Writer

	dir        string
	exercise   *exercise.Exercise
	texts      []string      // of the submissions
	references [2][]duration // go build, go build -race
}

type duration = time.Duration

func (b *bench) run() (err error) {
	if b.dir, err = os.MkdirTemp("", "weft-bench-"); err != nil {
		return err
	}
	defer os.RemoveAll(b.dir)
	if b.exercise, err = exercise.Load(os.DirFS("exercises"), b.folder); err != nil {
		return fmt.Errorf("run this in the repository's folder: %w", err)
	}
	if err := b.handIn(); err != nil {
		return err
	}
	weft := filepath.Join(b.dir, "weft")
	if out, err := exec.Command("go", "build", "-o", weft, "./cmd/weft").CombinedOutput(); err != nil {
		return fmt.Errorf("build weft: %w: %s", err, out)
	}
	// Packages that all share are compiled once, for either side.
	if _, _, err := b.grade(weft, "warm", 2); err != nil {
		return err
	}
	b.references = [2][]duration{}
	if err := b.reference(0); err != nil {
		return err
	}
	results, took, err := b.grade(weft, "class", b.n)
	if err != nil {
		return err
	}
	if err := b.reference(b.builds); err != nil {
		return err
	}
	return b.report(results, took)
}

// handIn makes the texts: samples with a constant and a comment of their own.
func (b *bench) handIn() error {
	var samples []string
	for _, f := range b.exercise.Solution {
		samples = append(samples, f.Text)
	}
	if len(b.exercise.Solution) != 1 {
		return fmt.Errorf("the solution of %s has several files", b.folder)
	}
	for _, s := range b.exercise.Accepted {
		samples = append(samples, s.Text)
	}
	for _, s := range b.exercise.Wrong {
		if b.stuck || !slices.Contains(s.Fails, "stuck") {
			samples = append(samples, s.Text)
		}
	}
	for n := range b.n + 2 + 2*b.builds {
		text := samples[n%len(samples)]
		b.texts = append(b.texts, fmt.Sprintf("%s\n// Student %d.\nconst student = %d\n", text, n, n))
	}
	return nil
}

// grade grades n submissions that were not graded before, and gives their results and the real time of all.
func (b *bench) grade(weft, name string, n int) ([]result.Result, duration, error) {
	dir := filepath.Join(b.dir, name)
	if err := os.Mkdir(dir, 0o755); err != nil {
		return nil, 0, err
	}
	first := 0
	if name == "class" {
		first = 2
	}
	for i, text := range b.texts[first : first+n] {
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("s%03d.go", i)), []byte(text), 0o644); err != nil {
			return nil, 0, err
		}
	}
	args := []string{"grade", b.folder, dir, "--exercises", "exercises", "--journal", filepath.Join(b.dir, "journal"), "--format", "json"}
	if b.parallel > 0 {
		args = append(args, "-p", fmt.Sprint(b.parallel))
	}
	cmd := exec.Command(weft, args...)
	cmd.Stderr = os.Stderr
	var out strings.Builder
	cmd.Stdout = &out
	began := time.Now()
	_ = cmd.Run() // its status says which checks failed; what it prints says the rest
	took := time.Since(began)
	var results []result.Result
	if err := json.Unmarshal([]byte(out.String()), &results); err != nil || len(results) != n {
		return nil, 0, fmt.Errorf("weft grade gave %d results: %v", len(results), err)
	}
	for _, r := range results {
		if r.Kept || r.Status != result.Graded {
			return nil, 0, fmt.Errorf("submission %s is %s (kept: %v): %s %v", r.Name, r.Status, r.Kept, r.Fault, r.Diagnostics)
		}
	}
	return results, took, nil
}

// reference builds other submissions with the go command, plain and with the race detector, as its users would.
func (b *bench) reference(from int) error {
	original, err := filepath.Abs(filepath.Join("exercises", b.folder, "solution", b.exercise.Solution[0].Name))
	if err != nil {
		return err
	}
	for i := range b.builds {
		file := filepath.Join(b.dir, "reference.go")
		if err := os.WriteFile(file, []byte(b.texts[2+b.n+from+i]), 0o644); err != nil {
			return err
		}
		overlay, err := json.Marshal(map[string]map[string]string{"Replace": {original: file}})
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(b.dir, "overlay.json"), overlay, 0o644); err != nil {
			return err
		}
		for way, flag := range []string{"-race=false", "-race"} {
			cmd := exec.Command("go", "build", "-overlay", filepath.Join(b.dir, "overlay.json"), flag, "-o", filepath.Join(b.dir, "reference"), "./exercises/"+b.folder+"/driver")
			cmd.Env = append(os.Environ(), "CGO_ENABLED=1")
			began := time.Now()
			if out, err := cmd.CombinedOutput(); err != nil {
				return fmt.Errorf("%s: %w: %s", cmd, err, out)
			}
			if i > 0 || from > 0 { // the first one compiles packages that all share
				b.references[way] = append(b.references[way], time.Since(began))
			}
		}
	}
	return nil
}

// report prints the measures.
func (b *bench) report(results []result.Result, took duration) error {
	var total, check, compile, link, run, race, other []duration
	for _, r := range results {
		t := r.Times
		total, check, compile, link = append(total, t.Total), append(check, t.Check), append(compile, t.Compile), append(link, t.Link)
		run, race = append(run, t.Run), append(race, t.Race)
		other = append(other, t.Total-t.Check-t.Compile-t.Link-t.Run)
	}
	fmt.Fprintf(b.out, "%s, %d submissions, all different; %s, sandbox %s\n\n", b.folder, len(results), results[0].Go, results[0].Sandbox)
	fmt.Fprintf(b.out, "submissions per minute   %8.0f   (%.1f s in all)\n", float64(len(results))/took.Minutes(), took.Seconds())
	slices.Sort(total)
	fmt.Fprintf(b.out, "per submission, median   %8.0f ms (least %d, most %d)\n", ms(median(total)), total[0].Milliseconds(), total[len(total)-1].Milliseconds())
	for _, part := range []struct {
		name  string
		times []duration
	}{{"check of the text", check}, {"compile", compile}, {"link", link}, {"run", run}, {"other", other}} {
		fmt.Fprintf(b.out, "  %-22s %8.0f ms %5.1f %% of all time\n", part.name, ms(median(part.times)), 100*float64(sum(part.times))/float64(sum(total)))
	}
	fmt.Fprintf(b.out, "  beside the first runs: build with the race detector, %.0f ms\n\n", ms(median(race)))
	plain, detector := median(b.references[0]), median(b.references[1])
	fmt.Fprintf(b.out, "go build, go build -race %8.0f ms, %.0f ms (medians of %d, alone)\n", ms(plain), ms(detector), len(b.references[0]))
	fmt.Fprintf(b.out, "per submission / go build%8.2f\n", float64(median(total))/float64(plain))
	_, err := fmt.Fprintf(b.out, "per submission / both    %8.2f\n", float64(median(total))/float64(plain+detector))
	return err
}

func ms(d duration) float64 { return float64(d) / float64(time.Millisecond) }

func median(list []duration) duration {
	sorted := slices.Sorted(slices.Values(list))
	return sorted[len(sorted)/2]
}

func sum(list []duration) (all duration) {
	for _, d := range list {
		all += d
	}
	return all
}
