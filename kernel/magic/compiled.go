package magic

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"regexp"
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
}

// Mode says what is done with the compiled cell.
type Mode string

// Modes. Their names are those of the magics.
const (
	Native  Mode = "native"  // it is run
	Race    Mode = "race"    // it is run under the race detector
	Virtual Mode = "virtual" // it is run in virtual time
	Test    Mode = "test"    // its tests are run
	Bench   Mode = "bench"   // its benchmarks are run
	Cover   Mode = "cover"   // its statements are counted, those of functions of earlier cells too
	Escape  Mode = "escape"  // the compiler says where its values live
	Asm     Mode = "asm"     // the compiler shows a function's instructions
)

// compiledMagics are those that need the Go toolchain.
func compiledMagics() []Magic {
	return []Magic{
		nativeMagic(),
		compiled(Race, "", "Runs the cell as %%native does, under the race detector. Every data race that happens is shown: both accesses, and where their goroutines were started."),
		compiled(Virtual, "", "Runs the cell as %%native does, in virtual time: sleeps and timers cost nothing, and the time that passed is exact. "+
			"A deadlock, and goroutines that are left behind, are proved and explained. Real networks and processes do not belong there."),
		compiled(Test, "[-run REGEXP] [-count N] [-race] [NAME...]", "Runs the tests, examples and seeds of fuzz tests that the cell declares. "+
			"NAME is a test of an earlier cell that is run too; %test alone runs all tests of earlier cells."),
		compiled(Bench, "[-count N] [-time DURATION] [NAME...]", "Runs the benchmarks that the cell declares, each several times, and shows medians with their spread; what was measured before under the same name is compared. "+
			"NAME is a benchmark of an earlier cell that is run too; %bench alone runs all of them."),
		compiled(Cover, "[NAME...]", "Runs the cell and its tests, and shades the lines that were executed and those that were not, of functions of earlier cells too. NAME is a test of an earlier cell that is run too."),
		compiled(Escape, "", "Says which values of the cell live on the heap, and why, and which functions are inlined. Nothing is run."),
		compiled(Asm, "FUNC", "Shows the machine's instructions of a function of the cell, or of an earlier cell if this one mentions it. Nothing is run."),
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
	m := compiled(Native, "[func]", "Compiles the cell with what it needs of the session, and runs it in a process of its own, at the speed of compiled code. "+
		"Variables of the session that it reads are passed to it, and those that it changes come back, by value; what it declares joins the session. "+
		"What cannot leave the session's process, such as a channel, is refused before anything runs. "+
		"%%native func compiles the functions that the cell declares, for calls from other cells: their arguments and results cross by value. "+
		"%native on does so in the background for every function that can be compiled, until %native off; %who shows which.")
	run := m.Run
	m.Line, m.Usage = true, "%%native [func], %native on|off"
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

func compiled(mode Mode, args, doc string) Magic {
	name := string(mode)
	earlier := mode == Test || mode == Bench // works on earlier cells alone too
	m := Magic{
		Name: name, Block: true, Line: earlier, Go: true, Usage: strings.TrimSpace("%%" + name + " " + args), Doc: doc,
		Run: func(ctx context.Context, h Host, k Call) error {
			c := Compiled{Mode: mode, Code: k.Body}
			if err := c.parse(k.Args); err != nil {
				return fmt.Errorf("%%%%%s: %w", name, err)
			}
			if strings.TrimSpace(k.Body) == "" && !earlier {
				return fmt.Errorf("%%%%%s: there is no code below it", name)
			}
			return h.Compiled(ctx, c)
		},
	}
	return m
}

// Defaults of benchmarks: enough runs for a confidence interval, in about a second each.
const (
	benchCount = 6
	benchTime  = 100 * time.Millisecond
)

// parse reads what stands behind the magic.
func (c *Compiled) parse(args string) error {
	flags := flag.NewFlagSet("", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	c.Count = 1
	switch c.Mode {
	case Test:
		flags.StringVar(&c.Run, "run", "", "")
		flags.BoolVar(&c.Race, "race", false, "")
		flags.IntVar(&c.Count, "count", 1, "")
	case Bench:
		flags.IntVar(&c.Count, "count", benchCount, "")
		flags.DurationVar(&c.Time, "time", benchTime, "")
	}
	if err := flags.Parse(strings.Fields(args)); err != nil {
		return err
	}
	c.Names = flags.Args()
	if _, err := regexp.Compile(c.Run); err != nil {
		return fmt.Errorf("-run %s: %w", c.Run, err)
	}
	switch {
	case c.Count < 1:
		return fmt.Errorf("-count %d: it is at least 1", c.Count)
	case c.Mode == Bench && c.Time <= 0:
		return fmt.Errorf("-time %s: it is more than 0", c.Time)
	case c.Mode == Asm && len(c.Names) != 1:
		return errors.New("one function is to be named: %%asm FUNC")
	case len(c.Names) > 0 && (c.Mode == Native || c.Mode == Race || c.Mode == Virtual || c.Mode == Escape):
		return fmt.Errorf("it takes no arguments, so %q has no effect", args)
	}
	return nil
}
