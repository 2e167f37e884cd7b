// Timeline measures what %%timeline costs: cells of many goroutines with it and without, in turns, in one kernel process,
// over the protocol. See ../README.md.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"weft/kernel/jupyter/client"
	"weft/kernel/jupyter/msg"
	"weft/kernel/jupyter/wire"
)

const setup = `import ("fmt"; "sync"; "time")

func crowd(n int, each func(i int)) {
	var wg sync.WaitGroup
	for i := range n { wg.Go(func() { each(i) }) }
	wg.Wait()
}

func sum(i int) (s int) {
	for k := range 200 { s += k * i }
	return s
}

var (
	mu    sync.Mutex
	slots = make(chan bool, 100)
	total int
)
`

// cells are what goroutines of a crowd do.
var cells = []struct{ name, each string }{
	{"sum", `sum(i)`},
	{"sleep", `time.Sleep(time.Duration(i%20) * time.Millisecond)`},
	{"sum, then a lock", `s := sum(i); mu.Lock(); total += s; mu.Unlock()`},
	{"a slot of 100, a sleep", `slots <- true; time.Sleep(time.Millisecond); <-slots`},
}

func main() {
	n := flag.Int("n", 10_000, "goroutines")
	pairs := flag.Int("pairs", 15, "of cells, with and without")
	weft := flag.String("weft", "", "a built binary; default: it is built")
	flag.Parse()
	if err := run(context.Background(), *weft, *n, *pairs); err != nil {
		fmt.Fprintln(os.Stderr, "timeline:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, weft string, n, pairs int) error {
	if weft == "" {
		dir, err := os.MkdirTemp("", "weft-bench-")
		if err != nil {
			return err
		}
		defer os.RemoveAll(dir)
		weft = filepath.Join(dir, "weft")
		if out, err := exec.CommandContext(ctx, "go", "build", "-o", weft, "./cmd/weft").CombinedOutput(); err != nil {
			return fmt.Errorf("build weft (run this in the repository's folder): %w: %s", err, out)
		}
	}
	spec := client.Command(weft, "kernel", "-f", "{connection_file}")
	spec.Spec.InterruptMode = "message"
	k, err := client.Start(ctx, spec, client.StartOptions{Transport: "ipc"})
	if err != nil {
		return err
	}
	defer k.Close()
	defer k.Shutdown(ctx)
	if _, err := execute(ctx, k, setup); err != nil {
		return err
	}
	fmt.Printf("%d goroutines that each do this: %%%%timeline divided by without, the median of %d pairs (quartiles)\n", n, pairs)
	fmt.Printf("%-24s %-20s %-20s %-20s %-20s %-20s %s\n", "", "the cell's own time", "until the reply", "after the cell, ms", "evaluator's CPU", "kernel's CPU, ms", "ms without")
	for _, c := range cells {
		code := fmt.Sprintf("start := time.Now()\ncrowd(%d, func(i int) { %s })\nfmt.Println(time.Since(start).Microseconds())", n, c.each)
		var own, whole, after, evaluator, kernel, plain []float64
		for range pairs {
			without, err := execute(ctx, k, code)
			if err != nil {
				return err
			}
			with, err := execute(ctx, k, "%%timeline\n"+code)
			if err != nil {
				return err
			}
			own, whole, plain = append(own, with.own/without.own), append(whole, with.whole/without.whole), append(plain, without.whole)
			after = append(after, with.whole-with.own-(without.whole-without.own))
			evaluator, kernel = append(evaluator, with.evaluators/without.evaluators), append(kernel, with.kernel)
		}
		fmt.Printf("%-24s %-20s %-20s %-20s %-20s %-20s %s\n", c.name, spread(own), spread(whole), spread(after), spread(evaluator), spread(kernel), spread(plain))
	}
	return tracer(n, pairs)
}

// A cost is what a cell took, in milliseconds: by its own clock, until its reply, and of the processors.
type cost struct {
	own, whole float64
	usage
}

// execute runs a cell that prints how long it took, in microseconds.
func execute(ctx context.Context, k *client.Kernel, code string) (c cost, err error) {
	var printed strings.Builder
	before, start := usageOf(k.Pid()), time.Now()
	reply, err := k.Execute(ctx, code, client.ExecuteOptions{Output: func(m *wire.Message) {
		if c, err := client.Content(m); err == nil {
			if s, ok := c.(msg.Stream); ok && s.Name == "stdout" {
				printed.WriteString(s.Text)
			}
		}
	}})
	c.whole = float64(time.Since(start).Microseconds()) / 1000
	after := usageOf(k.Pid())
	c.usage = usage{after.kernel - before.kernel, after.evaluators - before.evaluators}
	if err == nil && reply.Status == msg.StatusError {
		err = fmt.Errorf("%s: %s", reply.EName, reply.EValue)
	}
	c.own, _ = strconv.ParseFloat(strings.TrimSpace(printed.String()), 64)
	c.own /= 1000
	return c, err
}

func spread(list []float64) string {
	slices.Sort(list)
	at := func(part float64) float64 { return list[int(part*float64(len(list)-1)+.5)] }
	return fmt.Sprintf("%.3g (%.3g-%.3g)", at(.5), at(.25), at(.75))
}
