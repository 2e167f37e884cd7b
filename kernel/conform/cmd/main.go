// Command cmd judges weft by the compiler: `make conform` runs it; docs/CONFORM.md explains it.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"

	"golang.org/x/term"

	"weft/kernel/conform"
)

// A plan is what the command line asks for.
type plan struct {
	root    string // of the module
	weft    string
	corpora string
	modes   string
	only    *regexp.Regexp
	limit   time.Duration
	workers int
	live    bool
	record  bool
}

func main() {
	var p plan
	flag.StringVar(&p.root, "root", ".", "folder of the module")
	flag.StringVar(&p.weft, "weft", "", "the binary under test; default: built from the module")
	flag.StringVar(&p.corpora, "corpus", "", "judge these corpora only, with commas between them")
	flag.StringVar(&p.modes, "modes", "whole,cells,lines,again", "how programs are given to weft")
	flag.DurationVar(&p.limit, "limit", time.Minute, "for one program in weft")
	flag.IntVar(&p.workers, "j", 2, "programs at a time")
	flag.BoolVar(&p.live, "live", false, "compile every program, also those whose outcome is remembered")
	flag.BoolVar(&p.record, "record", false, "make the list of known failures fit, keeping its reasons")
	flag.Func("run", "judge only programs whose corpus/name matches this regular expression", func(s string) (err error) {
		p.only, err = regexp.Compile(s)
		return err
	})
	flag.Usage = func() {
		fmt.Fprintln(flag.CommandLine.Output(), "usage: conform [flags] [FILE.go...]\nJudges the corpora, or these files, and exits with 1 if the known list does not fit.")
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
	root, err := filepath.Abs(p.root)
	if err != nil {
		return false, err
	}
	scratch, err := os.MkdirTemp("", "conform")
	if err != nil {
		return false, fmt.Errorf("make scratch folder: %w", err)
	}
	defer os.RemoveAll(scratch)
	judge, err := conform.NewCompiler(root, filepath.Join(root, outcomesFile), scratch)
	if err != nil {
		return false, err
	}
	if p.live {
		judge.Forget()
	}
	corpora, err := p.choose(root, files)
	if err != nil {
		return false, err
	}
	if p.weft, err = p.binary(ctx, root, scratch); err != nil {
		return false, err
	}
	var modes []conform.Mode
	for _, m := range strings.Split(p.modes, ",") {
		if !slices.Contains(conform.Modes(), conform.Mode(m)) {
			return false, fmt.Errorf("there is no mode %q", m)
		}
		modes = append(modes, conform.Mode(m))
	}
	var programs []conform.Program
	for _, c := range corpora {
		programs = append(programs, c.Programs...)
	}
	line := newLine(os.Stderr)
	runner := conform.Runner{Weft: p.weft, Compiler: judge, Limit: p.limit, Workers: p.workers, Scratch: scratch, Modes: modes, Progress: line.show}
	results, err := runner.Run(ctx, programs)
	line.clear()
	if err != nil {
		return false, err
	}
	if len(files) > 0 {
		conform.WriteFailures(os.Stdout, results)
		return !slices.ContainsFunc(results, func(r conform.Result) bool { return r.Kind != conform.Same && r.Uncut == "" }),
			conform.WriteTable(os.Stdout, conform.Rows(corpora, modes, results))
	}
	return p.report(root, judge, corpora, modes, results)
}

// Files of the package, below the module's root.
const (
	knownFile    = "kernel/conform/known.txt"
	outcomesFile = "kernel/conform/testdata/compiled.txt"
)

func (p plan) report(root string, judge *conform.Compiler, corpora []conform.Corpus, modes []conform.Mode, results []conform.Result) (bool, error) {
	known, err := conform.ReadKnown(filepath.Join(root, knownFile))
	if err != nil {
		return false, err
	}
	results = conform.Apply(results, known)
	conform.WriteFailures(os.Stdout, results)
	if err := conform.WriteTable(os.Stdout, conform.Rows(corpora, modes, results)); err != nil {
		return false, err
	}
	complete := func(corpus string, mode conform.Mode) bool {
		i := slices.IndexFunc(corpora, func(c conform.Corpus) bool { return c.Name == corpus })
		return p.only == nil && i >= 0 && corpora[i].Missing == "" && slices.Contains(modes, mode)
	}
	if p.record {
		text := conform.FormatKnown(conform.Record(results, known, complete))
		if err := os.WriteFile(filepath.Join(root, knownFile), []byte(text), 0o644); err != nil {
			return false, fmt.Errorf("write known failures: %w", err)
		}
		return true, p.remember(root, judge)
	}
	problems := conform.Unlisted(results, known, complete)
	for _, text := range problems {
		fmt.Println(text)
	}
	return len(problems) == 0, nil
}

// remember writes what the compiler said of all programs there are.
func (p plan) remember(root string, judge *conform.Compiler) error {
	all := p
	all.corpora, all.only = "", nil
	corpora, err := all.choose(root, nil)
	if err != nil {
		return err
	}
	var texts [][]byte
	for _, c := range corpora {
		for _, program := range c.Programs {
			text, err := os.ReadFile(program.File)
			if err != nil {
				return fmt.Errorf("read program: %w", err)
			}
			texts = append(texts, text)
		}
	}
	return judge.Write(filepath.Join(root, outcomesFile), texts)
}

// choose finds the programs to judge: those of the corpora, or the files.
func (p plan) choose(root string, files []string) ([]conform.Corpus, error) {
	if len(files) > 0 {
		c := conform.Corpus{Name: "files", Target: 100}
		for _, f := range files {
			abs, err := filepath.Abs(f)
			if err != nil {
				return nil, err
			}
			c.Programs = append(c.Programs, conform.Program{Corpus: c.Name, Name: strings.TrimSuffix(filepath.Base(f), ".go"), File: abs})
		}
		return []conform.Corpus{c}, nil
	}
	goroot, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		return nil, fmt.Errorf("ask the go command for its folder: %w", err)
	}
	all, err := conform.Corpora(root, strings.TrimSpace(string(goroot)))
	if err != nil {
		return nil, err
	}
	var chosen []conform.Corpus
	wanted := strings.Split(p.corpora, ",")
	for _, c := range all {
		if p.corpora != "" && !slices.Contains(wanted, c.Name) {
			continue
		}
		if p.only != nil {
			c.Programs = slices.DeleteFunc(c.Programs, func(q conform.Program) bool { return !p.only.MatchString(q.Corpus + "/" + q.Name) })
		}
		chosen = append(chosen, c)
	}
	if len(chosen) == 0 {
		return nil, errors.New("no such corpus")
	}
	return chosen, nil
}

func (p plan) binary(ctx context.Context, root, scratch string) (string, error) {
	if p.weft != "" {
		return filepath.Abs(p.weft)
	}
	exe := filepath.Join(scratch, "weft.exe")
	cmd := exec.CommandContext(ctx, "go", "build", "-o", exe, "./cmd/weft")
	cmd.Dir = root
	if out, err := cmd.CombinedOutput(); err != nil {
		return "", fmt.Errorf("build weft: %w\n%s", err, out)
	}
	return exe, nil
}

// A line shows what was judged last, on one line that is overwritten; where nobody sees that, a dot
// stands for twenty programs.
type line struct {
	out  *os.File
	live bool
	fail int
}

func newLine(out *os.File) *line { return &line{out: out, live: term.IsTerminal(int(out.Fd()))} }

func (l *line) show(p conform.Progress) {
	for _, r := range p.Last {
		if r.Kind != conform.Same && r.Uncut == "" {
			l.fail++
		}
	}
	if !l.live {
		if p.Done%20 == 0 {
			fmt.Fprint(l.out, ".")
		}
		return
	}
	last := p.Last[0].Program
	fmt.Fprintf(l.out, "\r\x1b[K%4d of %d  %d not the same  %s/%s", p.Done, p.Total, l.fail, last.Corpus, last.Name)
}

func (l *line) clear() {
	if l.live {
		fmt.Fprint(l.out, "\r\x1b[K")
		return
	}
	fmt.Fprintln(l.out)
}
