// Command cmd judges weft by the compiler: `make conform` runs it; docs/CONFORM.md explains it.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"regexp"
	"slices"
	"time"

	"weft/kernel/conform"
)

// A plan is what the command line asks for.
type plan struct {
	root    string // of the module
	weft    string
	corpora string
	modes   []conform.Mode
	only    *regexp.Regexp
	limit   time.Duration
	workers int
	live    bool
	slow    bool
	record  bool
	page    bool
}

func main() {
	p := plan{modes: conform.Modes()}
	flag.StringVar(&p.root, "root", ".", "folder of the module")
	flag.StringVar(&p.weft, "weft", "", "the binary under test; default: built from the module")
	flag.StringVar(&p.corpora, "corpus", "", "judge these corpora only, with commas between them")
	flag.Func("modes", "how programs are given to weft (default whole,cells,lines,again,native)", func(s string) (err error) {
		p.modes, err = conform.ParseModes(s)
		return err
	})
	flag.DurationVar(&p.limit, "limit", time.Minute, "for one program in weft")
	flag.IntVar(&p.workers, "j", 2, "programs at a time")
	flag.BoolVar(&p.live, "live", false, "compile every program, also those whose outcome is remembered")
	flag.BoolVar(&p.slow, "slow", false, "run also the programs that are listed as too slow")
	flag.BoolVar(&p.record, "record", false, "make the list of known failures fit, and remember what the compiler said")
	flag.BoolVar(&p.page, "write", false, "write the table into docs/CONFORM.md; needs all corpora and modes")
	flag.Func("run", "judge only programs whose corpus/name matches this regular expression", func(s string) (err error) {
		p.only, err = regexp.Compile(s)
		return err
	})
	flag.Usage = func() {
		fmt.Fprintln(flag.CommandLine.Output(), "usage: conform [flags] [FILE.go...]\nJudges the corpora, or these files; exits with 1 if other programs fail than those known to fail.")
		flag.PrintDefaults()
	}
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	good, err := p.run(ctx, flag.Args())
	if err != nil {
		fmt.Fprintln(os.Stderr, "conform:", err)
		os.Exit(3)
	}
	if !good {
		os.Exit(1)
	}
}

// run judges and reports. The result is whether nothing failed but what is known to fail.
func (p plan) run(ctx context.Context, files []string) (bool, error) {
	var err error
	if p.root, err = filepath.Abs(p.root); err != nil {
		return false, err
	}
	scratch, err := os.MkdirTemp("", "conform")
	if err != nil {
		return false, fmt.Errorf("make scratch folder: %w", err)
	}
	defer os.RemoveAll(scratch)
	known, err := conform.ReadKnown(filepath.Join(p.root, conform.KnownFile))
	if err != nil {
		return false, err
	}
	corpora, err := p.choose(files)
	if err != nil {
		return false, err
	}
	compiler, err := conform.NewCompiler(p.root, scratch, p.live)
	if err != nil {
		return false, err
	}
	if p.weft, err = p.binary(ctx, scratch); err != nil {
		return false, err
	}
	line := newLine(os.Stderr)
	runner := conform.Runner{
		Weft: p.weft, Compiler: compiler, Limit: p.limit, Workers: p.workers, Scratch: scratch,
		Modes: p.modes, Progress: line.show,
	}
	if !p.slow {
		runner.Skip = conform.TooSlow(known)
	}
	results, err := runner.Run(ctx, conform.Programs(corpora))
	line.clear()
	if err != nil {
		return false, err
	}
	if len(files) > 0 {
		known = nil
	}
	return p.report(corpora, known, conform.Apply(results, known), compiler)
}

// report prints what failed, the table, and where the list does not fit.
func (p plan) report(corpora []conform.Corpus, known []conform.Entry, results []conform.Result, compiler *conform.Compiler) (bool, error) {
	rows := conform.Rows(corpora, p.modes, results)
	conform.WriteFailures(os.Stdout, results)
	if err := conform.WriteTable(os.Stdout, rows); err != nil {
		return false, err
	}
	complete := func(corpus string, mode conform.Mode) bool {
		i := slices.IndexFunc(corpora, func(c conform.Corpus) bool { return c.Name == corpus })
		return p.only == nil && i >= 0 && corpora[i].Missing == "" && slices.Contains(p.modes, mode) &&
			conform.Judged(corpus, mode)
	}
	if p.page {
		if err := p.writePage(rows, compiler.Version()); err != nil {
			return false, err
		}
	}
	if p.record {
		return true, p.remember(conform.Record(results, known, complete), compiler)
	}
	problems := conform.Unlisted(results, known, complete)
	for _, text := range problems {
		fmt.Println(text)
	}
	return len(problems) == 0, nil
}

func (p plan) binary(ctx context.Context, scratch string) (string, error) {
	if p.weft != "" {
		return filepath.Abs(p.weft)
	}
	exe := filepath.Join(scratch, "weft.exe")
	cmd := exec.CommandContext(ctx, "go", "build", "-o", exe, "./cmd/weft")
	cmd.Dir = p.root
	if out, err := cmd.CombinedOutput(); err != nil {
		return "", fmt.Errorf("build weft: %w\n%s", err, out)
	}
	return exe, nil
}
