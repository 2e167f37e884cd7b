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
	if _, _, err := execute(ctx, k, setup); err != nil {
		return err
	}
	fmt.Printf("%d goroutines that each do this: %%%%timeline divided by without, the median of %d pairs (quartiles)\n", n, pairs)
	fmt.Printf("%-24s %-24s %-24s %s\n", "", "the cell's own time", "until the reply", "ms without")
	for _, c := range cells {
		code := fmt.Sprintf("start := time.Now()\ncrowd(%d, func(i int) { %s })\nfmt.Println(time.Since(start).Microseconds())", n, c.each)
		var own, whole, plain []float64
		for range pairs {
			insideA, wholeA, err := execute(ctx, k, code)
			if err != nil {
				return err
			}
			insideB, wholeB, err := execute(ctx, k, "%%timeline\n"+code)
			if err != nil {
				return err
			}
			own, whole, plain = append(own, insideB/insideA), append(whole, wholeB/wholeA), append(plain, wholeA/1000)
		}
		fmt.Printf("%-24s %-24s %-24s %s\n", c.name, spread(own), spread(whole), spread(plain))
	}
	return nil
}

// execute runs a cell that prints how long it took, in microseconds, and says how long its reply took.
func execute(ctx context.Context, k *client.Kernel, code string) (own, whole float64, err error) {
	var printed strings.Builder
	start := time.Now()
	reply, err := k.Execute(ctx, code, client.ExecuteOptions{Output: func(m *wire.Message) {
		if c, err := client.Content(m); err == nil {
			if s, ok := c.(msg.Stream); ok && s.Name == "stdout" {
				printed.WriteString(s.Text)
			}
		}
	}})
	whole = float64(time.Since(start).Microseconds())
	if err == nil && reply.Status == msg.StatusError {
		err = fmt.Errorf("%s: %s", reply.EName, reply.EValue)
	}
	own, _ = strconv.ParseFloat(strings.TrimSpace(printed.String()), 64)
	return own, whole, err
}

func spread(list []float64) string {
	slices.Sort(list)
	at := func(part float64) float64 { return list[int(part*float64(len(list)-1)+.5)] }
	return fmt.Sprintf("%.3g (%.3g-%.3g)", at(.5), at(.25), at(.75))
}
