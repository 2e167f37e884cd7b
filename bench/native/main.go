// Native measures how long a compiled cell takes from its source to its output: through the kit, with
// `go run`, and with the steps of other kernels (write the file, go build, run). See ../README.md.
package main

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"weft/kernel/engine/interp"
	"weft/kernel/engine/native/kit"
)

func main() {
	if len(os.Args) > 1 && os.Args[1] == "child" { // an evaluator, as the weft binary is
		os.Exit(interp.Main(os.Args[2:]))
	}
	turns := flag.Int("turns", 15, "measurements of each way")
	race := flag.Bool("race", true, "measure with the race detector too")
	flag.Parse()
	err := measure(context.Background(), *turns, *race)
	if err == nil {
		err = speed(*turns)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "native:", err)
		os.Exit(1)
	}
}

// A way makes a program and runs it.
type way struct {
	name string
	run  func(text string) (output string, err error)
}

func measure(ctx context.Context, turns int, race bool) error {
	dir, err := os.MkdirTemp("", "weft-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	k, err := kit.Open(ctx, kit.Options{Cache: filepath.Join(dir, "cache")})
	if err != nil {
		return err
	}
	fmt.Printf("%s, medians of %d turns; ratios are of each turn: median (least to most)\n\n", k.GoVersion(), turns)
	fmt.Printf("%-32s %9s %9s %9s   %-22s %s\n", "", "kit", "go run", "go build", "kit / go run", "kit / write, go build, run")
	for _, p := range programs() {
		for _, again := range []bool{false, true} {
			if err := compare(ctx, k, dir, p, again, false, turns); err != nil {
				return err
			}
		}
	}
	if !race {
		return nil
	}
	err = compare(ctx, k, dir, programs()[0], false, true, turns)
	if missing := (*kit.Missing)(nil); errors.As(err, &missing) {
		fmt.Println("with -race: not measured:", missing)
		return nil
	}
	return err
}

// compare prints a line: a program that is new in each turn, or the same one again.
func compare(ctx context.Context, k *kit.Kit, dir string, p program, again, race bool, turns int) error {
	ways := []way{
		{"kit", func(text string) (string, error) { return throughKit(ctx, k, text, race) }},
		{"go run", func(text string) (string, error) { return goRun(ctx, k, dir, text, race) }},
		{"go build", func(text string) (string, error) { return goBuild(ctx, k, dir, text, race) }},
	}
	times := make([][]float64, len(ways))
	for turn := range turns + 1 { // the first warms up
		text := strings.ReplaceAll(p.text, "TURN", fmt.Sprint(turn))
		want := strings.ReplaceAll(p.output, "TURN", fmt.Sprint(turn))
		if again {
			text, want = strings.ReplaceAll(p.text, "TURN", "0"), strings.ReplaceAll(p.output, "TURN", "0")
		}
		for i := range ways {
			i = (i + turn) % len(ways) // none always comes first
			start := time.Now()
			got, err := ways[i].run(text)
			took := time.Since(start)
			if err != nil {
				return fmt.Errorf("%s: %w", ways[i].name, err)
			}
			if got != want {
				return fmt.Errorf("%s: the program printed %q, want %q", ways[i].name, got, want)
			}
			if turn > 0 {
				times[i] = append(times[i], took.Seconds()*1000)
			}
		}
	}
	name := p.name
	if again {
		name += ", again"
	}
	if race {
		name += ", race"
	}
	fmt.Printf("%-32s %6.0f ms %6.0f ms %6.0f ms   %-22s %s\n", name, median(times[0]), median(times[1]), median(times[2]),
		ratio(times[0], times[1]), ratio(times[0], times[2]))
	return nil
}

func throughKit(ctx context.Context, k *kit.Kit, text string, race bool) (string, error) {
	r, err := k.Build(ctx, kit.Job{Race: race, Packages: []kit.Package{{Path: "main", Files: []kit.File{{Name: "main.go", Text: text}}}}})
	switch {
	case err != nil:
		return "", err
	case len(r.Diagnostics) > 0:
		return "", fmt.Errorf("diagnostics: %v", r.Diagnostics)
	case r.Fallback != "":
		return "", fmt.Errorf("not built directly: %s", r.Fallback)
	}
	return output(exec.CommandContext(ctx, r.Binary))
}

func goRun(ctx context.Context, k *kit.Kit, dir, text string, race bool) (string, error) {
	file := filepath.Join(dir, "run", "main.go")
	if err := write(file, text); err != nil {
		return "", err
	}
	args := []string{"run"}
	if race {
		args = append(args, "-race")
	}
	return output(exec.CommandContext(ctx, k.GoCommand(), append(args, file)...))
}

func goBuild(ctx context.Context, k *kit.Kit, dir, text string, race bool) (string, error) {
	dir = filepath.Join(dir, "build")
	if err := errors.Join(write(filepath.Join(dir, "go.mod"), "module cell\n\ngo 1.26\n"), write(filepath.Join(dir, "main.go"), text)); err != nil {
		return "", err
	}
	args := []string{"build", "-o", "program"}
	if race {
		args = append(args, "-race")
	}
	cmd := exec.CommandContext(ctx, k.GoCommand(), args...)
	cmd.Dir = dir
	if _, err := output(cmd); err != nil {
		return "", err
	}
	return output(exec.CommandContext(ctx, filepath.Join(dir, "program")))
}

func write(file, text string) error {
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		return err
	}
	return os.WriteFile(file, []byte(text), 0o644)
}

// output is what a command prints on standard output. The race detector's pause at the exit is off.
func output(cmd *exec.Cmd) (string, error) {
	cmd.Env = append(os.Environ(), "GORACE=atexit_sleep_ms=0")
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		return "", fmt.Errorf("%s: %w: %s", cmd, err, stderr.Bytes())
	}
	return string(out), nil
}

func median(xs []float64) float64 {
	s := slices.Sorted(slices.Values(xs))
	return (s[(len(s)-1)/2] + s[len(s)/2]) / 2
}

// ratio is that of each turn.
func ratio(a, b []float64) string {
	var list []float64
	for i := range a {
		list = append(list, a[i]/b[i])
	}
	return fmt.Sprintf("%.2f (%.2f-%.2f)", median(list), slices.Min(list), slices.Max(list))
}
