package kernel

import (
	"errors"
	"fmt"
	"go/ast"
	"slices"
	"strconv"
	"strings"
	"sync"

	"weft/kernel/engine/native"
	"weft/kernel/engine/native/bench"
	"weft/kernel/engine/native/testlog"
	"weft/kernel/engine/pipe"
	"weft/kernel/golang/slice"
	"weft/kernel/magic"
)

// asksTests reports whether the program's output is that of tests.
func (k *compiledCell) asksTests() bool {
	return k.asked.Mode == magic.Test || k.asked.Mode == magic.Bench || k.asked.Mode == magic.Cover && k.runsTests()
}

func (k *compiledCell) runsTests() bool { return len(k.asked.Names) > 0 || k.declaresTests() }

// testNames are the tests of earlier cells that are run: those that are named, or all of them for a %magic.
func (k *compiledCell) testNames() ([]string, error) {
	switch k.asked.Mode {
	case magic.Test, magic.Bench, magic.Cover:
	default:
		return nil, nil
	}
	known := k.session.check.Names()
	for _, name := range k.asked.Names {
		if !slices.Contains(known, name) {
			return nil, fmt.Errorf("%%%%%s %s: no cell declares %s", k.asked.Mode, name, name)
		}
	}
	if len(k.asked.Names) > 0 || strings.TrimSpace(k.asked.Code) != "" {
		return k.asked.Names, nil
	}
	prefixes := []string{"Test", "Example", "Fuzz"}
	if k.asked.Mode == magic.Bench {
		prefixes = []string{"Benchmark"}
	}
	var names []string
	for _, name := range known {
		if isTestName(name, prefixes) {
			names = append(names, name)
		}
	}
	if len(names) == 0 {
		return nil, fmt.Errorf("%%%s: no cell declares a %s", k.asked.Mode, map[bool]string{true: "benchmark", false: "test"}[k.asked.Mode == magic.Bench])
	}
	return names, nil
}

func isTestName(name string, prefixes []string) bool {
	return slices.ContainsFunc(prefixes, func(p string) bool {
		rest, ok := strings.CutPrefix(name, p)
		return ok && !strings.Contains(rest, ".") && (rest == "" || !strings.ContainsAny(rest[:1], "abcdefghijklmnopqrstuvwxyz")) && name != "TestMain"
	})
}

// declaresTests reports whether the cell itself does.
func (k *compiledCell) declaresTests() bool {
	return slices.ContainsFunc(k.unit.Funcs, func(f *ast.FuncDecl) bool {
		return f.Recv == nil && isTestName(f.Name.Name, []string{"Test", "Example", "Fuzz"})
	})
}

// testArgs are the arguments of the test binary that the program is.
func (k *compiledCell) testArgs() []string {
	if !k.asksTests() {
		return nil
	}
	args := []string{"-test.v=test2json", "-test.paniconexit0", "-test.count=" + strconv.Itoa(k.asked.Count)}
	if k.asked.Mode == magic.Bench {
		return append(args, "-test.run=^$", "-test.bench=.", "-test.benchmem", "-test.benchtime="+k.asked.Time.String())
	}
	if k.asked.Run != "" {
		args = append(args, "-test.run="+k.asked.Run)
	}
	return args
}

// A captured sink keeps the standard output of a cell.
type captured struct {
	*outputs
	number int

	mu   sync.Mutex
	text strings.Builder
}

// maxCaptured bounds what is kept, in bytes.
const maxCaptured = 8 << 20

// Stream implements child.Sink.
func (c *captured) Stream(number int, name string, text []byte) {
	if number != c.number || name != "stdout" {
		c.outputs.Stream(number, name, text)
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.text.Len() < maxCaptured {
		c.text.Write(text)
	}
}

func (c *captured) all() string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.text.String()
}

// showTests shows what the tests or benchmarks came to, and fails the cell if one failed.
func (k *compiledCell) showTests(result native.Result, reports map[string][]byte) *Failure {
	report := testlog.Parse(k.tests.all())
	if k.asked.Mode == magic.Bench && result.Done.Status == pipe.OK {
		return k.showBenchmarks(bench.Parse(k.tests.all()))
	}
	if len(report.Tests) > 0 {
		data := testTable(report, k.session)
		k.run.out.Display(data, nil, "")
	} else if report.Output != "" {
		k.run.out.Stream("stdout", report.Output)
	}
	if data, ok := reports[slice.CoverReport]; ok {
		k.showCover(data)
	}
	c := report.Count()
	if result.Done.Status != pipe.OK && result.Done.Status != pipe.Exited {
		return nil // the crash is told
	}
	if c.Failed+c.Unfinished == 0 && result.Done.Status == pipe.OK {
		return nil
	}
	value := plural(c.Failed, "test") + " failed"
	if c.Failed == 0 {
		value = fmt.Sprintf("the tests ended with exit status %d", result.Done.Code)
	}
	return &Failure{Name: "TestFailure", Value: value, Traceback: []string{red + value + plain}, Code: 1}
}

var errNoBenchmarks = errors.New("no benchmark was run")

// showBenchmarks shows results, compared with those of the same names before.
func (k *compiledCell) showBenchmarks(now []bench.Result) *Failure {
	if len(now) == 0 {
		return ourFailure(errNoBenchmarks)
	}
	s := k.session
	s.mu.Lock()
	before := s.benchmarks
	s.benchmarks = mergeResults(before, now)
	s.mu.Unlock()
	k.run.out.Display(benchTable(bench.Table(now, before)), nil, "")
	return nil
}

// mergeResults are the latest results of every benchmark.
func mergeResults(before, now []bench.Result) []bench.Result {
	again := map[string]bool{}
	for _, r := range now {
		again[r.Name] = true
	}
	return append(slices.DeleteFunc(slices.Clone(before), func(r bench.Result) bool { return again[r.Name] }), now...)
}
