package kernel

import (
	"context"
	"encoding/json"
	"go/token"
	"os"
	"strings"
	"sync"

	"weft/kernel/engine/child"
	"weft/kernel/engine/native"
	"weft/kernel/engine/native/bench"
	"weft/kernel/engine/native/modules"
	"weft/kernel/engine/pipe"
	"weft/kernel/flood"
	"weft/kernel/golang/cell"
	"weft/kernel/golang/check"
	"weft/kernel/golang/lower"
	"weft/kernel/golang/std"
	"weft/kernel/jupyter/msg"
	"weft/kernel/magic"
)

// A Config says how a session runs. The zero value is a notebook's.
type Config struct {
	Child   child.Options
	Native  native.Options  // of compiled cells
	NoShell bool            // !, %%bash and %%sh are refused, as in graded notebooks
	Output  flood.Limits    // of what each cell puts out
	Magics  *magic.Registry // default: magic.New()
}

// A Session is one run of a notebook: what its cells declared, and the process that holds their
// values. Run may be called by several goroutines; the cells then run one after the other.
type Session struct {
	cfg    Config
	child  *child.Child
	native *native.Engine
	module *modules.Modules // third-party ones, for what is compiled
	out    *outputs
	flood  *flood.Settings
	magics *magic.Registry

	shells shells

	running sync.Mutex // held while a cell runs

	mu      sync.Mutex // guards what follows; held for moments only
	racing  racing
	check   *check.Session
	lower   *lower.Session
	sources map[int]string // by cell number, for excerpts
	history history
	before  string             // the folder before the last %cd
	stop    context.CancelFunc // ends the shell command that runs, if one does
	good    map[int]bool       // cells that have succeeded since the last %reset
	died    *Failure           // the end of an evaluator that no cell has reported yet
	pending bool               // the evaluator has not got the session's declarations
	ours    int                // cells of our own making so far

	roots []string // functions that cells have given to other processes

	serving sync.Mutex // guards served; held while it is built
	served  servedProgram

	benchmarks []bench.Result // the latest of every benchmark

	workersIn  string         // folder of the programs of compiled functions, "" before the first
	workers    int            // programs so far
	compiled   map[string]int // functions that are called compiled -> their generation
	compileAll bool           // functions are compiled in the background
	tried      map[string]attempt
	ready      []readyFuncs

	background sync.WaitGroup
	closing    context.Context // ends when the session is closed
	close      context.CancelFunc
}

// NewSession starts the evaluator and does not wait until it is ready: cells do. An error means
// that there is no such program, or no room for a process; what fails later is the first cell's error.
func NewSession(cfg Config) (*Session, error) {
	if cfg.Magics == nil {
		cfg.Magics = magic.New()
	}
	s := &Session{cfg: cfg, magics: cfg.Magics, sources: make(map[int]string), good: make(map[int]bool)}
	s.flood = flood.NewSettings(cfg.Output)
	s.flood.Note = noted
	s.closing, s.close = context.WithCancel(context.Background())
	s.out = newOutputs(s.latePanic)
	s.module = modules.New(modules.Options{
		Go:  func(ctx context.Context) (string, error) { return s.native.GoCommand(ctx) },
		Say: func(line string) { s.out.of(s.out.last()).Stream("stdout", line+"\n") },
	})
	s.forget()
	c, err := child.Launch(cfg.Child)
	if err != nil {
		return nil, err
	}
	if cfg.Native.Kit.Progress == nil {
		cfg.Native.Kit.Progress = (&kitProgress{outputs: s.out}).step
	}
	s.child, s.native = c, native.New(cfg.Native)
	return s, nil
}

// forget makes the front end's session that of a fresh evaluator.
func (s *Session) forget() {
	s.mu.Lock()
	defer s.mu.Unlock()
	fset := token.NewFileSet()
	before := s.check
	s.module.Forget()
	s.check = check.NewSession(std.NewImporterWith(fset, s.module.Export))
	if before != nil {
		s.check.NoAutoImport = before.NoAutoImport
	}
	s.lower = lower.NewSession()
	s.roots = nil
	s.compiled, s.tried, s.ready = make(map[string]int), make(map[string]attempt), nil
}

// An Outcome is how a cell ended.
type Outcome struct {
	Failure *Failure // nil: it succeeded
	Payload []msg.Payload
}

// Run runs a cell. Its outputs go to out, also those of goroutines that outlive it. The end of
// ctx interrupts the cell.
func (s *Session) Run(ctx context.Context, number int, source string, out Out) Outcome {
	return s.RunCell(ctx, number, source, nil, out)
}

// RunCell is Run for a cell that a frontend says more about, in the metadata of its message.
func (s *Session) RunCell(ctx context.Context, number int, source string, metadata json.RawMessage, out Out) Outcome {
	s.running.Lock()
	defer s.running.Unlock()
	s.mu.Lock()
	s.history = s.history.with(number, source, metadata)
	delete(s.good, number)
	s.mu.Unlock()
	r := &run{session: s, number: number}
	o := s.run(ctx, r, source, out)
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case o.Failure == nil && !r.exited:
		s.good[number] = true
	case o.Failure != nil && o.Failure.Name == "CompileError":
		s.check.Refuse(cell.Parse(number, source))
	}
	return o
}

// run is RunCell for what may not be a cell. The caller holds running.
func (s *Session) run(ctx context.Context, r *run, source string, out Out) Outcome {
	number := r.number
	s.mu.Lock()
	s.sources[number] = source
	s.mu.Unlock()
	gate := s.flood.Gate(number, out)
	defer gate.End()
	s.out.begin(number, gate)
	s.installReady()
	r.out = gate
	failure := r.cell(ctx, cell.Parse(number, source))
	s.out.end()
	s.compileInBackground()
	return Outcome{Failure: failure, Payload: r.payload}
}

// Expression evaluates an expression beside the cell of that number, which must have run. What
// it prints is dropped.
func (s *Session) Expression(ctx context.Context, number int, source string) (data, metadata msg.Bundle, failure *Failure) {
	var out collect
	s.mu.Lock()
	text := s.sources[number]
	s.mu.Unlock()
	own := s.out.of(number)
	s.running.Lock()
	failure = s.run(ctx, &run{session: s, number: number}, source, &out).Failure
	s.running.Unlock()
	s.out.begin(number, own)
	s.out.end()
	s.mu.Lock()
	s.sources[number] = text
	s.mu.Unlock()
	return out.data, out.metadata, failure
}

// Interrupt stops what runs now: a shell command, or a cell. A second interrupt of a cell
// replaces its evaluator. It does not block.
func (s *Session) Interrupt() {
	s.mu.Lock()
	stop := s.stop
	s.mu.Unlock()
	if stop != nil {
		stop()
		return
	}
	s.child.Interrupt()
}

func (s *Session) setStop(stop context.CancelFunc) {
	s.mu.Lock()
	s.stop = stop
	s.mu.Unlock()
}

// latePanic shows a panic of a goroutine whose cell has ended below that cell.
func (s *Session) latePanic(out Out, p pipe.Panic) {
	s.mu.Lock()
	f := s.panicFailure(&p)
	s.mu.Unlock()
	text := strings.Join(f.Traceback, "\n") + "\n"
	if o, ok := bare(out).(interface{ Colours() bool }); ok && !o.Colours() {
		text = StripColours(text)
	}
	out.Stream("stderr", text)
}

// Close ends the evaluator, compiled cells and everything that cells started.
func (s *Session) Close() {
	s.mu.Lock()
	s.close()
	s.mu.Unlock()
	s.background.Wait()
	s.shells.close()
	s.native.Close()
	s.module.Close()
	s.child.Close()
	s.flood.Close()
	if s.workersIn != "" {
		os.RemoveAll(s.workersIn)
	}
}
