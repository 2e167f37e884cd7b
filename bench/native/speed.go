package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"weft/kernel"
	"weft/kernel/jupyter/msg"
)

// A timed program prints in nanoseconds how long its work took.
type timed struct {
	name, decls, work string
}

func timedPrograms() []timed {
	const keep = "//go:noinline\nfunc keep(int) {}\n" // so that nothing is left out
	const fib = keep + "func fib(n int) int { if n < 2 { return n }; return fib(n-1) + fib(n-2) }\n"
	const sum = keep + "func sum(n int) int { s := 0; for i := range n { s += i * i % 7 }; return s }\n"
	const both = sum + "func together(k int) { var wg sync.WaitGroup; for range k { wg.Go(func() { keep(sum(1e8)) }) }; wg.Wait() }\n"
	return []timed{
		{"fib(30)", fib, "keep(fib(30))"},
		{"a loop of 1e7", sum, "keep(sum(1e7))"},
		{"two goroutines that compute", both, "together(2)"},
		{"one after the other", both, "together(1); together(1)"},
	}
}

// speed compares programs in compiled cells with the same programs outside, and times calls of compiled functions.
func speed(turns int) error {
	s, err := kernel.NewSession(kernel.Config{})
	if err != nil {
		return err
	}
	defer s.Close()
	n := &notebook{session: s}
	dir, err := os.MkdirTemp("", "weft-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	fmt.Printf("\n%-32s %9s %9s   %s\n", "", "cell", "outside", "cell / outside: median (least to most)")
	for _, p := range timedPrograms() {
		body := "start := time.Now()\n" + p.work + "\nfmt.Println(time.Since(start).Nanoseconds())\n"
		text := "package main\n\nimport (\n\t\"fmt\"\n\t\"sync\"\n\t\"time\"\n)\n\nvar _ sync.Mutex\n\n" + p.decls + "func main() {\n" + body + "}\n"
		binary := filepath.Join(dir, "plain.exe")
		if err := os.WriteFile(filepath.Join(dir, "plain.go"), []byte(text), 0o644); err != nil {
			return err
		}
		if out, err := exec.Command("go", "build", "-o", binary, filepath.Join(dir, "plain.go")).CombinedOutput(); err != nil {
			return fmt.Errorf("build: %w: %s", err, out)
		}
		var cells, outside, ratios []float64
		for range turns {
			cell, err := n.nanoseconds("%%native\n" + p.decls + "{\n" + body + "}\n")
			if err != nil {
				return err
			}
			out, err := exec.Command(binary).Output()
			if err != nil {
				return err
			}
			plain, err := strconv.ParseFloat(strings.TrimSpace(string(out)), 64)
			if err != nil {
				return err
			}
			cells, outside, ratios = append(cells, cell), append(outside, plain), append(ratios, cell/plain)
		}
		fmt.Printf("%-32s %9s %9s   %s\n", p.name, short(cells), short(outside), spread(ratios))
	}
	return calls(n, turns)
}

// calls times calls of a compiled function from an interpreted loop, and the first one after its cell.
func calls(n *notebook, turns int) error {
	const each = 5000
	var first, one []float64
	for range turns {
		if _, err := n.run("%%native func\nfunc double(n int) int { return 2 * n }\n"); err != nil {
			return err
		}
		began := time.Now()
		if _, err := n.run("double(1)"); err != nil {
			return err
		}
		first = append(first, float64(time.Since(began)))
		all, err := n.nanoseconds(fmt.Sprintf("{\nbegan := time.Now()\nfor i := range %d { double(i) }\nfmt.Println(time.Since(began).Nanoseconds())\n}", each))
		if err != nil {
			return err
		}
		one = append(one, all/each)
	}
	fmt.Printf("\na call of a compiled function    %9s   the first one %s\n", short(one), short(first))
	return nil
}

func short(ns []float64) string {
	slices.Sort(ns)
	return time.Duration(ns[len(ns)/2]).Round(10 * time.Nanosecond).String()
}

func spread(ratios []float64) string {
	slices.Sort(ratios)
	return fmt.Sprintf("%.2f (%.2f-%.2f)", ratios[len(ratios)/2], ratios[0], ratios[len(ratios)-1])
}

// A notebook runs cells and keeps what they print.
type notebook struct {
	session *kernel.Session
	number  int
	out     strings.Builder
}

func (n *notebook) run(source string) (string, error) {
	n.number++
	n.out.Reset()
	if f := n.session.Run(context.Background(), n.number, source, n).Failure; f != nil {
		return "", fmt.Errorf("cell: %s", f.Plain())
	}
	return strings.TrimSpace(n.out.String()), nil
}

func (n *notebook) nanoseconds(source string) (float64, error) {
	text, err := n.run(source)
	if err != nil {
		return 0, err
	}
	return strconv.ParseFloat(text, 64)
}

// Stream implements kernel.Out.
func (n *notebook) Stream(name, text string) {
	if name == "stdout" {
		n.out.WriteString(text)
	}
}

// Display implements kernel.Out.
func (n *notebook) Display(msg.Bundle, msg.Bundle, string) {}

// Update implements kernel.Out.
func (n *notebook) Update(msg.Bundle, msg.Bundle, string) {}

// Result implements kernel.Out.
func (n *notebook) Result(msg.Bundle, msg.Bundle) {}

// Clear implements kernel.Out.
func (n *notebook) Clear(bool) {}

// Input implements kernel.Out.
func (n *notebook) Input(context.Context, string, bool) (string, error) { return "", context.Canceled }
