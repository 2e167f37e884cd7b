//go:build unix

// Procs measures weft/procs in the built command, and looks for what it leaves behind: how many times as fast
// Pool.Map is in two processes as in one, how many small messages a second go through a Queue, how long a kill -9 in the
// middle of a call takes to be an error, and whether a process is left after programs that end in all ways. It exits with 1 if
// a result is wrong or a process is left. See ../README.md.
package main

import (
	"context"
	"embed"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"time"
)

//go:embed testdata
var programs embed.FS

func main() {
	var b bench
	flag.IntVar(&b.turns, "turns", 9, "measurements of each way")
	flag.IntVar(&b.messages, "messages", 1_000_000, "messages through a queue")
	flag.IntVar(&b.times, "times", 100, "kills, and programs that end")
	flag.StringVar(&b.weft, "weft", "", "a built binary; default: it is built")
	only := flag.String("run", "", "only parts that match this regular expression: speed, queue, kill, end")
	flag.Parse()
	if err := b.run(context.Background(), *only); err != nil {
		fmt.Fprintln(os.Stderr, "procs:", err)
		os.Exit(1)
	}
}

type bench struct {
	turns, messages, times int
	weft, dir              string
}

func (b *bench) run(ctx context.Context, only string) (err error) {
	parts, err := regexp.Compile(only)
	if err != nil {
		return err
	}
	if b.dir, err = os.MkdirTemp("", "weft-bench-"); err != nil {
		return err
	}
	defer os.RemoveAll(b.dir)
	if b.weft == "" {
		b.weft = filepath.Join(b.dir, "weft")
		if out, err := exec.CommandContext(ctx, "go", "build", "-o", b.weft, "./cmd/weft").CombinedOutput(); err != nil {
			return fmt.Errorf("build weft (run this in the repository's folder): %w: %s", err, out)
		}
	}
	for _, part := range []struct {
		name string
		f    func(context.Context) error
	}{{"speed", b.speed}, {"queue", b.queue}, {"kill", b.kill}, {"end", b.ends}} {
		if !parts.MatchString(part.name) {
			continue
		}
		if err := part.f(ctx); err != nil {
			return fmt.Errorf("%s: %w", part.name, err)
		}
	}
	return nil
}

// command runs one of the programs as a cell, with settings in its environment.
func (b *bench) command(ctx context.Context, name string, env ...string) (*exec.Cmd, error) {
	text, err := programs.ReadFile("testdata/" + name + ".go")
	if err != nil {
		return nil, err
	}
	file := filepath.Join(b.dir, name+".go")
	if err := os.WriteFile(file, text, 0o600); err != nil {
		return nil, err
	}
	cmd := exec.CommandContext(ctx, b.weft, "eval", file)
	cmd.Env = append(os.Environ(), append(env, fmt.Sprint("BENCH_TURNS=", b.turns), fmt.Sprint("BENCH_MESSAGES=", b.messages),
		fmt.Sprint("BENCH_TIMES=", b.times))...)
	return cmd, nil
}

// measured runs a program, and returns the times that it prints, each with the number of its way.
func (b *bench) measured(ctx context.Context, name string) (map[int][]time.Duration, error) {
	cmd, err := b.command(ctx, name)
	if err != nil {
		return nil, err
	}
	out, err := cmd.Output()
	if err != nil {
		if failed, ok := err.(*exec.ExitError); ok {
			return nil, fmt.Errorf("%w: %s", err, failed.Stderr)
		}
		return nil, err
	}
	times := map[int][]time.Duration{}
	for line := range strings.Lines(string(out)) {
		var way int
		var took time.Duration
		if _, err := fmt.Sscan(line, &way, &took); err != nil {
			return nil, fmt.Errorf("read %q: %w", line, err)
		}
		times[way] = append(times[way], took)
	}
	return times, nil
}

func (b *bench) speed(ctx context.Context) error {
	times, err := b.measured(ctx, "speed")
	if err != nil {
		return err
	}
	fmt.Printf("16 computations, %d turns, %d CPUs, load %s\n", len(times[1]), runtime.NumCPU(), load())
	fmt.Printf("  %-24s %8s %8s   %s\n", "", "1", "2", "times as fast")
	for i, name := range []string{"processes, by Pool.Map", "goroutines, compiled"} {
		one, two := times[2*i+1], times[2*i+2]
		var ratios []float64
		for k := range one {
			ratios = append(ratios, one[k].Seconds()/two[k].Seconds())
		}
		slices.Sort(ratios)
		fmt.Printf("  %-24s %5.0f ms %5.0f ms   %.2f (%.2f to %.2f)\n", name, ms(median(one)), ms(median(two)), ratios[len(ratios)/2],
			ratios[0], ratios[len(ratios)-1])
	}
	fmt.Println()
	return nil
}

func (b *bench) queue(ctx context.Context) error {
	times, err := b.measured(ctx, "queue")
	if err != nil {
		return err
	}
	fmt.Printf("%d messages through a Queue[int], %d turns, load %s\n", b.messages, len(times[1]), load())
	for way, name := range []string{"process to process (compiled)", "cell (interpreted) to process"} {
		fmt.Printf("  %-32s %9.0f a second\n", name, float64(b.messages)/median(times[way+1]).Seconds())
	}
	fmt.Println()
	return nil
}

func (b *bench) kill(ctx context.Context) error {
	times, err := b.measured(ctx, "kill")
	if err != nil {
		return err
	}
	fmt.Printf("kill -9 of a pool's process in the middle of a call, %d times; the call beside it went on\n", len(times[1]))
	fmt.Printf("  to the call's error        median %6.1f ms, worst %6.1f ms\n", ms(median(times[1])), ms(slices.Max(times[1])))
	fmt.Printf("  to the next call's result  median %6.1f ms, worst %6.1f ms\n\n", ms(median(times[2])), ms(slices.Max(times[2])))
	return nil
}

func ms(d time.Duration) float64 { return d.Seconds() * 1000 }

func median(times []time.Duration) time.Duration {
	s := slices.Sorted(slices.Values(times))
	return s[len(s)/2]
}

// load is the machine's, of one minute; it says how far to trust a figure.
func load() string {
	text, err := os.ReadFile("/proc/loadavg")
	if err != nil {
		return "unknown"
	}
	first, _, _ := strings.Cut(string(text), " ")
	return first
}
