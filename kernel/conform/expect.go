package conform

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

// A Compiler knows what programs do when they are compiled: it remembers, or builds and runs them.
type Compiler struct {
	root    string // of the module whose go.mod the programs are built with
	version string // of the toolchain, with its platform
	scratch string
	full    func(context.Context, Program) (Outcome, error) // builds and runs

	mu    sync.Mutex
	known map[string]Outcome // by key, without output
}

// Files of the package, below the module's root.
const (
	KnownFile    = "kernel/conform/known.txt"
	outcomesFile = "kernel/conform/testdata/compiled.txt"
)

// NewCompiler returns the installed compiler, with what is remembered of it unless live is set.
// root is the module's, scratch a folder for executables.
func NewCompiler(root, scratch string, live bool) (*Compiler, error) {
	out, err := exec.Command("go", "env", "GOVERSION", "GOOS", "GOARCH").Output()
	if err != nil {
		return nil, fmt.Errorf("ask the go command for its version: %w", err)
	}
	c := &Compiler{root: root, version: strings.Join(strings.Fields(string(out)), " "), scratch: scratch, known: map[string]Outcome{}}
	c.full = c.run
	if live {
		return c, nil
	}
	text, err := os.ReadFile(filepath.Join(root, outcomesFile))
	if err == nil {
		err = c.read(text)
	}
	if err != nil {
		return nil, fmt.Errorf("read remembered outcomes: %w", err)
	}
	return c, nil
}

// Version is the compiler's, with its platform, such as "go1.26.8 linux amd64".
func (c *Compiler) Version() string { return c.version }

// Outcome is what the program with this text does. Its output is known only if full is set.
func (c *Compiler) Outcome(ctx context.Context, p Program, text []byte, full bool) (Outcome, error) {
	key := sum(text)
	c.mu.Lock()
	o, ok := c.known[key]
	c.mu.Unlock()
	if ok && !full {
		return o, nil
	}
	o, err := c.full(ctx, p)
	if err != nil {
		return Outcome{}, fmt.Errorf("compiled %s/%s: %w", p.Corpus, p.Name, err)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.known[key] = Outcome{Status: o.Status, Sum: o.Sum, Panic: o.Panic}
	return o, nil
}

// compiledLimit is the time for one compiled program.
const compiledLimit = time.Minute

func (c *Compiler) run(ctx context.Context, p Program) (Outcome, error) {
	dir, err := os.MkdirTemp(c.scratch, "compiled")
	if err != nil {
		return Outcome{}, err
	}
	defer os.RemoveAll(dir)
	exe := filepath.Join(dir, "program.exe")
	build := exec.CommandContext(ctx, "go", "build", "-o", exe, p.File)
	build.Dir = c.root
	if out, err := build.CombinedOutput(); err != nil {
		return Outcome{}, fmt.Errorf("go build: %w\n%s", err, out)
	}
	o, err := execute(ctx, compiledLimit, dir, exe)
	if err == nil && o.Stopped {
		err = fmt.Errorf("did not end within %v", compiledLimit)
	}
	return o, err
}

// The file of outcomes has the version in its first line, then one line a program: key, status, sum
// of the output, and the quoted line of the panic, if there was one.

func (c *Compiler) read(text []byte) error {
	lines := bufio.NewScanner(bytes.NewReader(text))
	if !lines.Scan() || lines.Text() != c.header() {
		return nil // of another toolchain
	}
	for n := 2; lines.Scan(); n++ {
		f := strings.SplitN(lines.Text(), " ", 4)
		if len(f) < 3 {
			return fmt.Errorf("line %d: want a key, a status and a sum", n)
		}
		status, err := strconv.Atoi(f[1])
		o := Outcome{Status: status, Sum: f[2]}
		if err == nil && len(f) == 4 {
			o.Panic, err = strconv.Unquote(f[3])
		}
		if err != nil {
			return fmt.Errorf("line %d: %w", n, err)
		}
		c.known[f[0]] = o
	}
	return lines.Err()
}

func (c *Compiler) header() string {
	return "# What programs do compiled with " + c.version + "; written by `make conform ARGS=-record`."
}

// Write remembers what is known of the programs, and of others only if a corpus is not installed.
func (c *Compiler) Write(corpora []Corpus) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	keep := map[string]bool{}
	for _, corpus := range corpora {
		if corpus.Missing != "" {
			for key := range c.known {
				keep[key] = true
			}
		}
		for _, p := range corpus.Programs {
			text, err := os.ReadFile(p.File)
			if err != nil {
				return fmt.Errorf("read program: %w", err)
			}
			keep[sum(text)] = true
		}
	}
	var b strings.Builder
	b.WriteString(c.header() + "\n")
	for _, key := range slices.Sorted(maps.Keys(c.known)) {
		if o := c.known[key]; keep[key] {
			fmt.Fprintf(&b, "%s %d %s", key, o.Status, o.Sum)
			if o.Panic != "" {
				b.WriteString(" " + strconv.Quote(o.Panic))
			}
			b.WriteString("\n")
		}
	}
	if err := os.WriteFile(filepath.Join(c.root, outcomesFile), []byte(b.String()), 0o644); err != nil {
		return fmt.Errorf("remember outcomes: %w", err)
	}
	return nil
}
