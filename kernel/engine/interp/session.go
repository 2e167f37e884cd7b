package interp

import (
	"context"
	"fmt"
	"os"
	"path"
	"reflect"
	"regexp"
	"strconv"
	"sync"
	"sync/atomic"

	"github.com/traefik/yaegi/interp"

	"weft/kernel/display"
	"weft/kernel/engine/native/cross/worker"
	"weft/kernel/engine/pipe"
	"weft/kernel/engine/rt"
	"weft/kernel/engine/sched"
	gstack "weft/kernel/engine/stack"
	"weft/kernel/golang/std/symbols"
	"weft/kernel/procs"
)

// A session is one interpreter and the cells that it has run.
type session struct {
	link    *link
	interp  *interp.Interpreter
	frames  *frames
	nodes   *nodes
	labels  labels
	locks   *locks
	traces  *traces
	flights *flights
	rt      *rt.RT
	sched   *sched.Runtime // nil: its inside is not known
	stdin   *stdin
	workers *worker.Pool
	stopper stopper
	pacer   pacer
	again   procs.Command // starts this program once more
	quota   quota
	debug   *debugSettings

	signals  signals
	detector *detector
	running  atomic.Int32         // cells
	peeking  atomic.Bool          // the latest cell is a pipe.Peek
	used     map[string]bool      // packages that the interpreter has symbols of
	imported map[pipe.Import]bool // import declarations that it has evaluated

	// printing guards latest: who prints holds it for reading while it decides and writes, so that
	// nothing of an earlier cell is written after a new cell has begun.
	placing  sync.Mutex // guards place
	place    place
	printing sync.RWMutex
	latest   *cell
}

func newSession(l *link) (*session, error) {
	s := &session{
		link:     l,
		flights:  newFlights(),
		debug:    newDebugSettings(),
		stopper:  stopper{taken: map[frame]int64{}},
		used:     map[string]bool{},
		imported: map[pipe.Import]bool{},
	}
	s.sched, _ = sched.Open() // nothing depends on it that could not be left out
	s.detector = newDetector(s)
	s.place = here()
	s.rt = s.helpers()
	s.workers = s.newWorkers()
	var err error
	if s.stdin, err = newStdin(); err != nil {
		return nil, err
	}
	s.traces = newTraces()
	s.interp = interp.New(interp.Options{
		Stdin:        os.Stdin,
		Stdout:       os.Stderr, // the builtins print and println
		Stderr:       s.traces,  // only says where a panic passes
		Unrestricted: true,
	})
	// The first evaluation with a context makes channel operations of everything compiled later
	// interruptible.
	if _, err := s.interp.EvalWithContext(context.Background(), "0"); err != nil {
		return nil, fmt.Errorf("start the interpreter: %w", err)
	}
	s.frames, s.nodes = newFrames(s.interp), newNodes(s.interp)
	s.locks = newLocks(s.fatal, s.rt.Notes())
	s.nodes.locks, s.nodes.frames = s.locks, s.frames
	s.nodes.watch = s.rt.Watch()
	s.nodes.notes = s.rt.Notes()
	s.traces.frames, s.traces.nodes = s.frames, s.nodes
	s.watch(maxDepth)
	display.Connect(sink{s})
	procs.Connect(&procsHost{s: s})
	return s, nil
}

// eval runs one cell and sends its Done.
func (s *session) eval(e *pipe.Eval) {
	s.recall()
	if s.peeking.Store(e.Peek != ""); e.Peek != "" && s.disturbed(e.Peek) {
		s.link.send(&pipe.Done{Cell: e.Cell, Status: pipe.Busy})
		return
	}
	c := newCell(e.Cell)
	s.begin(c)
	rec := s.record(e)
	go func() {
		defer close(c.returned)
		s.labels.enter(c)
		s.rt.Notes().Begin()
		born := s.rt.Born("")
		defer s.rt.Died(born)
		s.run(c, e)
	}()
	select {
	case <-c.returned:
		s.flights.wait(c)
		if c.well() {
			s.tellLeaks(c)
		}
		if !c.finish() {
			<-c.stopped
		}
	case <-c.stopped:
	}
	s.rt.Notes().End()
	if rec != nil {
		s.link.send(rec.end(c.number))
	}
	if done, ok := c.done(); ok {
		done.Place = s.moved()
		done.Races = s.races(c.number)
		s.link.send(done)
	}
}

// begin makes c the cell that output belongs to, on both sides of the pipe.
func (s *session) begin(c *cell) {
	s.stdin.anew()
	s.printing.Lock()
	s.latest = c
	s.printing.Unlock()
	s.link.ask(nil, func(seq uint64) pipe.Message { return &pipe.Started{Seq: seq, Cell: c.number} })
}

// run runs the cell on its own goroutine, the calling one.
func (s *session) run(c *cell, e *pipe.Eval) {
	returned := false
	s.nodes.sole.Store(gstack.Self())
	defer func() {
		s.nodes.sole.CompareAndSwap(gstack.Self(), 0)
		if v := recover(); v != nil {
			s.panicked(c, v, nil)
		} else if c.perishing.Load() {
			s.perished(c)
		} else if !returned && !c.stopping() {
			s.left(c)
		}
	}()
	defer s.watched(c, e)()
	s.evaluate(c, e)
	returned = true
}

// evaluate evaluates the cell's text and calls its function.
func (s *session) evaluate(c *cell, e *pipe.Eval) {
	s.move(e.Place)
	for _, i := range e.Imports {
		if err := s.load(i); err != nil {
			c.fail(err)
			return
		}
	}
	for _, chunk := range e.Chunks {
		if err := s.execute(chunk.Source); err != nil {
			c.fail(s.evalError(c, chunk.Name, err))
			return
		}
	}
	if e.Run == "" {
		return
	}
	// This evaluation gives the cell a cancellation channel of its own.
	v, err := s.interp.EvalWithContext(context.Background(), e.Run)
	if err != nil {
		c.fail(s.evalError(c, e.Run, err))
		return
	}
	f, ok := v.Interface().(func())
	if !ok {
		c.fail(fmt.Errorf("%s is a %s, not a func()", e.Run, v.Type()))
		return
	}
	c.setChannels(s.frames.channel())
	if e.Measure {
		began := started()
		defer func() { c.took(began.until(ended())) }()
	}
	c.begun.Store(true)
	f()
}

// execute compiles and evaluates a chunk.
func (s *session) execute(source string) error {
	p, err := s.interp.Compile(source)
	if err != nil || p == nil {
		return err
	}
	s.traces.add(s.nodes.annotate(s.interp, p, source))
	_, err = s.interp.Execute(p)
	return err
}

// evalError turns what Eval returns into an error of ours, or into the cell's panic if the chunk was
// running code already; then it returns nil.
func (s *session) evalError(c *cell, name string, err error) error {
	if p, ok := err.(interp.Panic); ok {
		s.panicked(c, p.Value, nil)
		return nil
	}
	return fmt.Errorf("interpreter: %s: %w", name, err)
}

// load makes a package's symbols known and evaluates the import, each once.
func (s *session) load(i pipe.Import) error {
	if s.imported[i] {
		return nil
	}
	if !s.used[i.Path] {
		table, ok := s.symbols(i.Path)
		if !ok {
			return fmt.Errorf("import %q: the interpreter has no such package", i.Path)
		}
		// The doubled slash keeps the interpreter from putting its own versions of some functions in
		// place of ours, which it does when it sees the key of package fmt.
		key := i.Path + "//" + packageName(i.Path)
		if err := s.interp.Use(interp.Exports{key: table}); err != nil {
			return fmt.Errorf("import %q: %w", i.Path, err)
		}
		s.used[i.Path] = true
	}
	if _, err := s.interp.Eval("import " + i.Name + " " + strconv.Quote(i.Path)); err != nil {
		return fmt.Errorf("import %q: %w", i.Path, err)
	}
	s.imported[i] = true
	return nil
}

// symbols returns the table of a package as cells see it.
func (s *session) symbols(path string) (map[string]reflect.Value, bool) {
	switch path {
	case helpersPath:
		table := s.rt.Symbols()
		s.shield(path, table)
		return table, true
	case crossPath:
		return crossSymbols(), true
	case callPath:
		return s.callSymbols(), true
	}
	table, ok := symbols.Lookup(path)
	if ok {
		s.override(path, table)
		s.shield(path, table)
	}
	return table, ok
}

var version = regexp.MustCompile(`^v[0-9]+$`)

// packageName is the name in the package clause of a standard package.
func packageName(p string) string {
	if base := path.Base(p); !version.MatchString(base) {
		return base
	}
	return path.Base(path.Dir(p))
}
