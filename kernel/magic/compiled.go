package magic

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// A Compiled is a cell that the Go toolchain is to compile, with what its magic was told.
type Compiled struct {
	Mode Mode
	Code string // "" for a %magic

	Names []string      // Test, Bench, Cover: functions of earlier cells. Asm: the function
	Run   string        // Test: a regular expression of names
	Count int           // Test, Bench: how often each is run
	Time  time.Duration // Bench: how long each run goes on, about
	Race  bool          // Test: under the race detector

	Profiling Profiling // Measure: what, and where to
}

// Mode says what is done with the compiled cell.
type Mode string

// Modes. Their names are those of the magics, but for Measure, which is %%pprof's and %%trace's.
const (
	Native  Mode = "native"  // it is run
	Race    Mode = "race"    // it is run under the race detector
	Virtual Mode = "virtual" // it is run in virtual time
	Test    Mode = "test"    // its tests are run
	Bench   Mode = "bench"   // its benchmarks are run
	Cover   Mode = "cover"   // its statements are counted, those of functions of earlier cells too
	Escape  Mode = "escape"  // the compiler says where its values live
	Asm     Mode = "asm"     // the compiler shows a function's instructions
	Measure Mode = "pprof"   // it is run, and measured
)

// compiledMagics are those that need the Go toolchain.
func compiledMagics() []Magic {
	count := Option{"count", "N", "how often each is run"}
	return []Magic{
		nativeMagic(),
		raceMagic(),
		compiled(Virtual, Magic{Group: Running, Usage: "%%virtual",
			Doc: "Runs the cell as %%native does, in virtual time. Sleeps and timers cost nothing, and the time that passed is exact. " +
				"A deadlock, and goroutines that are left behind, are proved and explained. Real networks and processes do not belong there.",
			Example: "%%virtual\nimport \"time\"\n\nbegan := time.Now()\ntime.Sleep(24 * time.Hour)\nprintln(time.Since(began).String())"}),
		compiled(Test, Magic{Group: Testing, Usage: "%%test [-run REGEXP] [-count N] [-race] [NAME...]",
			Options: []Option{{"run", "REGEXP", "only tests with such names"}, count, {"race", "", "under the race detector"}},
			Doc: "Runs the tests, examples and seeds of fuzz tests that the cell declares. " +
				"NAME is a test of an earlier cell that is run too; %test alone runs all tests of earlier cells.",
			Example: "func Double(n int) int { return 2 * n }\n---\n%%test\nimport \"testing\"\n\nfunc TestDouble(t *testing.T) {\n" +
				"\tif got := Double(4); got != 8 {\n\t\tt.Errorf(\"Double(4) = %d, want 8\", got)\n\t}\n}"}),
		compiled(Bench, Magic{Group: Time, Usage: "%%bench [-count N] [-time DURATION] [NAME...]",
			Options: []Option{count, {"time", "DURATION", "how long each run goes on, about"}},
			Doc: "Runs the benchmarks that the cell declares, each several times, and shows medians with their spread. What was measured before under the same name is compared. " +
				"NAME is a benchmark of an earlier cell that is run too; %bench alone runs all of them.",
			Example: "%%bench -count 3 -time 10ms\nimport (\n\t\"slices\"\n\t\"testing\"\n)\n\nfunc BenchmarkSort(b *testing.B) {\n\tfor b.Loop() {\n\t\tslices.Sort([]int{3, 1, 2})\n\t}\n}"}),
		compiled(Cover, Magic{Group: Testing, Usage: "%%cover [NAME...]",
			Doc:     "Runs the cell and its tests, and shades the lines that were executed and those that were not. Functions of earlier cells are shown too. NAME is a test of an earlier cell that is run too.",
			Example: "func Sign(n int) string {\n\tif n < 0 {\n\t\treturn \"negative\"\n\t}\n\treturn \"positive\"\n}\n---\n%%cover\nprintln(Sign(3))"}),
		compiled(Escape, Magic{Group: Code, Usage: "%%escape",
			Doc:     "Says which values of the cell live on the heap, and why, and which functions are inlined. Nothing is run.",
			Example: "%%escape\nfunc local() *int {\n\tn := 1\n\treturn &n\n}"}),
		compiled(Asm, Magic{Group: Code, Usage: "%%asm FUNC", Takes: Names,
			Doc:     "Shows the machine's instructions of a function of the cell, or of an earlier cell if this one mentions it. Nothing is run.",
			Example: "%%asm Add\n//go:noinline\nfunc Add(a, b int) int { return a + b }"}),
	}
}

// A Compiling says which functions are to be compiled.
type Compiling struct {
	Mode CompileMode
	Code string // CompileCell: the cell that declares them
}

// CompileMode says when functions are compiled.
type CompileMode string

// Modes of compiling functions.
const (
	CompileCell CompileMode = "func" // those of this cell, now
	CompileOn   CompileMode = "on"   // all that can be, in the background
	CompileOff  CompileMode = "off"  // no more from now on
)

func nativeMagic() Magic {
	m := compiled(Native, Magic{Group: Running, Usage: "%%native [func], %native on|off", Words: onOff, Doc: "Compiles the cell and runs it, at the speed of compiled code. It is a process of its own, with what the cell needs of the session. " +
		"Variables of the session that it reads are passed to it, and those that it changes come back, by value; what it declares joins the session. " +
		"What cannot leave the session's process, such as a channel, is refused before anything runs. " +
		"%%native func compiles the functions that the cell declares, for calls from other cells: their arguments and results cross by value. " +
		"%native on does so in the background for every function that can be compiled, until %native off; %who shows which.",
		Example: "words := []string{\"go\", \"chan\", \"select\"}\n---\n%%native\nlongest := \"\"\nfor _, w := range words {\n\tif len(w) > len(longest) {\n\t\tlongest = w\n\t}\n}\n---\nlongest"})
	run := m.Run
	m.Line = true
	m.Run = func(ctx context.Context, h Host, k Call) error {
		block := k.Body != "" || k.Args == "" || k.Args == "func"
		switch {
		case block && k.Args == "func":
			if strings.TrimSpace(k.Body) == "" {
				return errors.New("%%native func: there is no function below it")
			}
			return h.CompileFuncs(ctx, Compiling{Mode: CompileCell, Code: k.Body})
		case block:
			return run(ctx, h, k)
		case k.Args == "on" || k.Args == "off":
			return h.CompileFuncs(ctx, Compiling{Mode: CompileMode(k.Args)})
		}
		return fmt.Errorf("%%native %s: it is %%native on or %%native off, or %%%%native at the beginning of a cell", k.Args)
	}
	return m
}

// compiled is m as a magic of this mode.
func compiled(mode Mode, m Magic) Magic {
	earlier := mode == Test || mode == Bench // works on earlier cells alone too
	m.Name, m.Block, m.Line, m.Go, m.Toolchain = string(mode), true, earlier, true, true
	m.Part = mode != Escape && mode != Asm
	m.Run = func(ctx context.Context, h Host, k Call) error {
		c := Compiled{Mode: mode, Code: k.Body}
		if err := c.read(k); err != nil {
			return fmt.Errorf("%%%%%s: %w", mode, err)
		}
		if strings.TrimSpace(k.Body) == "" && !earlier {
			return fmt.Errorf("%%%%%s: there is no code below it", mode)
		}
		return h.Compiled(ctx, c)
	}
	return m
}

// Defaults of benchmarks: enough runs for a confidence interval, in about a second each.
const (
	benchCount = 6
	benchTime  = 100 * time.Millisecond
)

// read takes over what stands behind the magic.
func (c *Compiled) read(k Call) (err error) {
	c.Names, c.Race, c.Run, c.Count = words(k.Args), k.Options.Has("race"), k.Options["run"], 1
	if c.Mode == Bench {
		c.Count, c.Time = benchCount, benchTime
	}
	if text, ok := k.Options["count"]; ok {
		if c.Count, err = strconv.Atoi(text); err != nil || c.Count < 1 {
			return fmt.Errorf("-count %s: it is a number, at least 1", text)
		}
	}
	if text, ok := k.Options["time"]; ok {
		if c.Time, err = time.ParseDuration(text); err != nil || c.Time <= 0 {
			return fmt.Errorf("-time %s: it is a duration such as 100ms, more than 0", text)
		}
	}
	if _, err := regexp.Compile(c.Run); err != nil {
		return fmt.Errorf("-run %s: %w", c.Run, err)
	}
	switch {
	case c.Mode == Asm && len(c.Names) != 1:
		return errors.New("one function is to be named: %%asm FUNC")
	case len(c.Names) > 0 && (c.Mode == Native || c.Mode == Race || c.Mode == Virtual || c.Mode == Escape):
		return fmt.Errorf("it takes no arguments, so %q has no effect", k.Args)
	}
	return nil
}
