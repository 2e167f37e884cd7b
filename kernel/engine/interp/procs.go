package interp

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"sync"

	"weft/kernel/engine/pipe"
	"weft/kernel/engine/rt"
	"weft/kernel/procs"
)

// procsHost is the host of package procs for a session: its cells start processes that serve the session's functions.
type procsHost struct {
	s *session

	mu     sync.Mutex
	cell   *cell // that command is for: what functions there are may change with every cell
	known  bool
	worker procs.Command
}

// Worker asks the parent, once in a cell, which program serves the functions.
func (h *procsHost) Worker() (procs.Command, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.s.printing.RLock()
	latest := h.s.latest
	h.s.printing.RUnlock()
	if h.known && h.cell == latest {
		return h.worker, nil
	}
	m, err := sink{h.s}.ask(func(c *cell, seq uint64) pipe.Message {
		return &pipe.Input{Seq: seq, Cell: c.number, Worker: true}
	})
	if err != nil {
		return procs.Command{}, err
	}
	reply, ok := m.(*pipe.InputReply)
	switch {
	case !ok:
		return procs.Command{}, errors.New("no answer")
	case reply.Error != "":
		return procs.Command{}, errors.New(reply.Error)
	}
	var w pipe.Worker
	if err := json.Unmarshal([]byte(reply.Text), &w); err != nil {
		return procs.Command{}, fmt.Errorf("the program of processes: %w", err)
	}
	c := procs.Command{Path: w.Program, Args: []string{programName}}
	if w.Eval != "" {
		c = h.s.again
		c.Env = []string{evalVariable + "=" + w.Eval}
	}
	h.cell, h.known, h.worker = latest, true, c
	return c, nil
}

// Stop is closed when the calling goroutine's cell is to be stopped.
func (h *procsHost) Stop() <-chan struct{} { return h.s.done() }

// Open looks into boxes.
func (h *procsHost) Open(x any) (any, procs.Shape) { return rt.ProcsOpen(x) }

// evalVariable is the environment variable with the file of a process that interprets the session's functions.
const evalVariable = "WEFT_PROCS_EVAL"

// thisProgram is how this process was started, before os.Args is what cells see.
func thisProgram() procs.Command {
	path, err := os.Executable()
	if err != nil {
		path = os.Args[0]
	}
	return procs.Command{Path: path, Args: os.Args}
}

// serveProcs is the whole of a process that serves another evaluator and interprets the functions: the cell in the file
// declares them and calls procs.Serve, which does not return.
func serveProcs(file string, again procs.Command) int {
	eval, err := readEval(file)
	if err != nil {
		fmt.Fprintf(os.Stderr, "weft: %v\n", err)
		return 125
	}
	parent := &soleParent{file: file}
	s, err := newSession(newLink(parent))
	if err != nil {
		fmt.Fprintf(os.Stderr, "weft: %v\n", err)
		return 125
	}
	parent.session, s.again = s, again
	s.pacer.floor = uint64(defaultTuning.HeapFloor)
	s.pacer.start()
	s.running.Add(1)
	s.eval(eval)
	return 125
}

func readEval(name string) (*pipe.Eval, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, fmt.Errorf("the functions of a process: %w", err)
	}
	defer f.Close()
	m, err := pipe.NewReader(f).Read()
	if err != nil {
		return nil, fmt.Errorf("the functions of a process: %w", err)
	}
	e, ok := m.(*pipe.Eval)
	if !ok {
		return nil, errors.New("the functions of a process: no cell")
	}
	return e, nil
}
