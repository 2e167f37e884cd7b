package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// A crowd is a cell with very many of something, which is also a program: its body prints nothing.
type crowd struct{ name, body string }

func crowdCells() []crowd {
	return []crowd{
		{"100,000 goroutines", `var wg sync.WaitGroup
var mu sync.Mutex
n := 0
for i := range 100_000 {
	wg.Add(1)
	go func() { defer wg.Done(); mu.Lock(); n += i % 2; mu.Unlock() }()
}
wg.Wait()
if n != 50_000 { panic(n) }`},
		{"100,000 blocked at once", `var wg sync.WaitGroup
start := make(chan bool)
for range 100_000 {
	wg.Add(1)
	go func() { defer wg.Done(); <-start }()
}
close(start)
wg.Wait()`},
		{"10,000 timers", `fired := make(chan int, 10_000)
for i := range 10_000 { time.AfterFunc(time.Duration(i%100)*time.Millisecond, func() { fired <- i }) }
sum := 0
for range 10_000 { sum += <-fired }
if sum != 49_995_000 { panic(sum) }`},
		{"1,000 channels in a chain", `first := make(chan int)
in := first
for range 1000 {
	out := make(chan int)
	go func(in, out chan int) { for v := range in { out <- v + 1 }; close(out) }(in, out)
	in = out
}
go func() { for i := range 20 { first <- i }; close(first) }()
sum := 0
for v := range in { sum += v }
if sum != 20*1000+190 { panic(sum) }`},
	}
}

const crowdImports = "import (\n\t\"sync\"\n\t\"time\"\n)\n\nvar _ sync.Mutex\nvar _ = time.Now\n\n"

// crowds prints times and memory of crowds against the compiled program, and what they leave.
func (b *bench) crowds(ctx context.Context) error {
	dir, err := os.MkdirTemp("", "weft-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	fmt.Println("Crowds: seconds in a cell, compiled, ratio; memory of the evaluator at most, of the program, ratio")
	for i, c := range crowdCells() {
		k, err := b.start(ctx)
		if err != nil {
			return err
		}
		if err := k.must(ctx, crowdImports); err != nil {
			return err
		}
		start := time.Now()
		if err := k.must(ctx, c.body); err != nil {
			return fmt.Errorf("%s: %w", c.name, err)
		}
		cell, size := time.Since(start), int64(0)
		for _, pid := range descendants(k.Pid()) {
			if _, most := memory(pid); strings.HasSuffix(command(pid), " child") {
				size = max(size, most)
			}
		}
		if err := k.stop(); err != nil {
			return err
		}
		took, most, err := compiled(ctx, filepath.Join(dir, strconv.Itoa(i)), c.body)
		if err != nil {
			return err
		}
		fmt.Printf("%-28s %6.2f %6.2f %5.1f   %5.0f MB %4.0f MB %4.1f\n", c.name, cell.Seconds(), took.Seconds(), cell.Seconds()/took.Seconds(),
			mb(size), mb(most), float64(size)/float64(most))
	}
	return b.leftBehind(ctx)
}

// compiled runs the body as a program that tells its own time, and how much memory it has had.
func compiled(ctx context.Context, path, body string) (took time.Duration, most int64, err error) {
	text := "package main\n\nimport (\n\t\"fmt\"\n\t\"os\"\n\t\"sync\"\n\t\"time\"\n)\n\nvar _ sync.Mutex\n\nfunc main() {\n\tbegan := time.Now()\n" + body +
		"\n\tfmt.Println(int64(time.Since(began)))\n\tstatus, _ := os.ReadFile(\"/proc/self/status\")\n\tfmt.Println(string(status))\n}\n"
	if err := os.WriteFile(path+".go", []byte(text), 0o600); err != nil {
		return 0, 0, err
	}
	if out, err := exec.CommandContext(ctx, "go", "build", "-o", path, path+".go").CombinedOutput(); err != nil {
		return 0, 0, fmt.Errorf("%w: %s", err, out)
	}
	out, err := exec.CommandContext(ctx, path).Output()
	if err != nil {
		return 0, 0, err
	}
	time_, rest, _ := strings.Cut(string(out), "\n")
	n, _ := strconv.ParseInt(time_, 10, 64)
	return time.Duration(n), field(rest, "VmHWM:"), nil
}

// leftBehind prints what 100,000 goroutines that an earlier cell has left blocked cost the next ones.
func (b *bench) leftBehind(ctx context.Context) error {
	k, err := b.start(ctx)
	if err != nil {
		return err
	}
	defer k.Close()
	small := func() (time.Duration, error) {
		var all []time.Duration
		for range 20 {
			start := time.Now()
			if err := k.must(ctx, "y++"); err != nil {
				return 0, err
			}
			all = append(all, time.Since(start))
		}
		return middle(all), nil
	}
	if err := k.must(ctx, crowdImports+"y := 0\nch := make(chan int)"); err != nil {
		return err
	}
	before, err := small()
	if err != nil {
		return err
	}
	start := time.Now()
	if err := k.must(ctx, `for range 100_000 { go func() { <-ch }() }`); err != nil {
		return err
	}
	left := time.Since(start)
	after, err := small()
	if err != nil {
		return err
	}
	fmt.Printf("\nA cell leaves 100,000 goroutines blocked: %.2f s; a small cell took %.1f ms before and takes %.1f ms beside them, ratio %.1f\n",
		left.Seconds(), ms(before), ms(after), ms(after)/ms(before))
	took, err := k.interrupted(ctx, kind{body: `HERE; for { y++ }`}, 0)
	if err != nil {
		return err
	}
	fmt.Printf("An endless loop beside them is interrupted in %.1f ms (%s)", ms(took), k.failure)
	if err := k.must(ctx, `close(ch)`); err != nil {
		return err
	}
	if took, err = k.interrupted(ctx, kind{body: `for range 100_000 { go func() { <-make(chan int) }() }; HERE; select {}`}, 0); err != nil {
		return err
	}
	fmt.Printf(", 100,000 goroutines of a cell of its own in %.0f ms (%s)\n", ms(took), k.failure)
	return k.stop()
}
