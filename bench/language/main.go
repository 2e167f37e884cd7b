// Language measures what lowering costs and saves: programs in the plain interpreter against the same
// programs in cells of this kernel, taking turns in one run. See ../README.md.
package main

import (
	"context"
	"embed"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/traefik/yaegi/interp"
	"github.com/traefik/yaegi/stdlib"
)

//go:embed testdata/*.go
var workloads embed.FS

// driver is what makes a program of a workload: each round prints its result and its time.
const driver = `
func main() {
	work()
	for round := 0; round < %d; round++ {
		start := time.Now()
		result := work()
		fmt.Println(result, time.Since(start).Nanoseconds())
	}
}
`

func main() {
	if len(os.Args) == 3 && os.Args[1] == "raw" {
		if err := raw(os.Args[2]); err != nil {
			fmt.Fprintln(os.Stderr, "language:", err)
			os.Exit(1)
		}
		return
	}
	weft := flag.String("weft", "bin/weft", "the kernel's command")
	turns := flag.Int("turns", 5, "processes of each kind")
	rounds := flag.Int("rounds", 9, "measurements in each process")
	only := flag.String("run", "", "workloads whose names match")
	flag.Parse()
	if err := compare(*weft, *only, *turns, *rounds); err != nil {
		fmt.Fprintln(os.Stderr, "language:", err)
		os.Exit(1)
	}
}

// compare prints a line for each workload.
func compare(weft, only string, turns, rounds int) error {
	wanted, err := regexp.Compile(only)
	if err != nil {
		return err
	}
	self, err := os.Executable()
	if err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "weft-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	files, err := workloads.ReadDir("testdata")
	if err != nil {
		return err
	}
	fmt.Printf("%-16s %10s %10s   %s\n", "", "raw", "lowered", "raw / lowered (in single turns)")
	for _, f := range files {
		name := strings.TrimSuffix(f.Name(), ".go")
		if !wanted.MatchString(name) {
			continue
		}
		file := path.Join(dir, f.Name())
		if err := program(f.Name(), file, rounds); err != nil {
			return err
		}
		var a, b, ratios []float64
		for range turns {
			x, xs, err := measure(self, "raw", file)
			if err != nil {
				return err
			}
			y, ys, err := measure(weft, "eval", file)
			if err != nil {
				return err
			}
			if x != y {
				return fmt.Errorf("%s: raw gave %s, lowered %s", name, x, y)
			}
			a, b, ratios = append(a, xs), append(b, ys), append(ratios, xs/ys)
		}
		fmt.Printf("%-16s %7.2f ms %7.2f ms   %5.2f  (%.2f-%.2f)\n", name, slices.Min(a), slices.Min(b), slices.Min(a)/slices.Min(b), slices.Min(ratios), slices.Max(ratios))
	}
	return nil
}

// program writes the workload with its driver.
func program(name, file string, rounds int) error {
	text, err := workloads.ReadFile("testdata/" + name)
	if err != nil {
		return err
	}
	src := string(text)
	var imports strings.Builder
	for _, p := range []string{"fmt", "time"} {
		if !strings.Contains(src, strconv.Quote(p)) {
			fmt.Fprintf(&imports, "import %q\n", p)
		}
	}
	src = strings.Replace(src, "package main\n", "package main\n\n"+imports.String(), 1) + fmt.Sprintf(driver, rounds)
	if err := os.WriteFile(file, []byte(src), 0o600); err != nil {
		return fmt.Errorf("write workload: %w", err)
	}
	return nil
}

// measure runs a program in a process of its own: what it computes, and its least time in ms. What else the
// machine does can only add to a time.
func measure(command ...string) (result string, ms float64, err error) {
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, command[0], command[1:]...)
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		return "", 0, fmt.Errorf("%s: %w", strings.Join(command, " "), err)
	}
	var times []float64
	for line := range strings.Lines(string(out)) {
		r, ns, ok := strings.Cut(strings.TrimSpace(line), " ")
		n, err := strconv.ParseInt(ns, 10, 64)
		if !ok || err != nil || result != "" && r != result {
			return "", 0, fmt.Errorf("%s printed %q", strings.Join(command, " "), line)
		}
		result, times = r, append(times, float64(n)/1e6)
	}
	if len(times) == 0 {
		return "", 0, fmt.Errorf("%s printed nothing", strings.Join(command, " "))
	}
	return result, slices.Min(times), nil
}

// raw runs a program in the interpreter alone, so that it can be interrupted, as a kernel must.
func raw(file string) error {
	src, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	i := interp.New(interp.Options{})
	if err := i.Use(stdlib.Symbols); err != nil {
		return err
	}
	_, err = i.EvalWithContext(context.Background(), string(src))
	return err
}
