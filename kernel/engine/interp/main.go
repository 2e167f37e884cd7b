package interp

import (
	"flag"
	"fmt"
	"log"
	"os"
	"runtime"
	"runtime/debug"

	"weft/kernel/engine/memory"
	"weft/kernel/engine/pipe"
	"weft/kernel/engine/slim"
	"weft/kernel/procs"
)

// The child's private descriptors.
const (
	requestsFD = 3
	eventsFD   = 4
)

// programName is what a cell finds in os.Args[0].
const programName = "weft"

// Tuning is how the child's run time differs from Go's defaults. A zero field means no difference.
type Tuning struct {
	HeapFloor int // bytes that the heap may have before the garbage collector minds
	Procs     int // GOMAXPROCS
	MaxStack  int // bytes; a runaway recursion of compiled code ends the process when a goroutine's stack reaches it
}

// defaultTuning is what Main uses. Go's own limit of 1 GB for a stack takes many seconds to reach in
// compiled code.
var defaultTuning = Tuning{HeapFloor: 64 << 20, MaxStack: 512 << 20}

// maxDepth is how many bytes of a stack interpreted code may use. That is about 400,000 calls within each other,
// takes half a second to reach, and leaves room for what it calls.
const maxDepth = 250e6

// Main serves the parent until the request descriptor ends or a Close comes, and returns the exit
// status. It is the whole of `weft child`; args are reserved.
func Main(args []string) int {
	if len(args) != 0 {
		fmt.Fprintf(os.Stderr, "weft child: unexpected argument %q\n", args[0])
		return 2
	}
	again := thisProgram()
	if file := os.Getenv(evalVariable); file != "" && procs.Serving() {
		os.Unsetenv(evalVariable)
		asProgram()
		tune(defaultTuning)
		return serveProcs(file, again)
	}
	requests, events, err := private()
	if err != nil {
		fmt.Fprintf(os.Stderr, "weft child: %v (it is started by weft kernel, not by hand)\n", err)
		return 2
	}
	asProgram()
	tune(defaultTuning)
	l := newLink(events)
	s, err := newSession(l)
	if err != nil {
		fmt.Fprintf(os.Stderr, "weft child: %v\n", err)
		return 2
	}
	s.again = again
	s.pacer.floor = uint64(defaultTuning.HeapFloor)
	s.pacer.start()
	s.watchSignals()
	memory.Offer() // an error leaves the choice to the system
	log.SetOutput(handlerLog{s})
	if err := l.send(&pipe.Ready{Version: pipe.Version, Go: runtime.Version()}); err != nil {
		return 2
	}
	idle := slim.New(s.slim)
	defer idle.Stop()
	serve(s, requests, idle)
	endSession()
	return 0
}

// asProgram gives cells the arguments of a program, and flags of their own: some of the packages in this process have
// registered theirs.
func asProgram() {
	os.Args = []string{programName}
	flag.CommandLine = flag.NewFlagSet(programName, flag.ExitOnError)
	flag.CommandLine.Usage = func() { flag.Usage() }
}

// slim gives memory back. It does not meet a cell being stopped, which relies on nothing being
// collected meanwhile; see frozen.
func (s *session) slim() {
	s.stopper.mu.Lock()
	defer s.stopper.mu.Unlock()
	slim.Now()
}

// serve handles requests until there are no more. It never waits for a cell.
func serve(s *session, f *os.File, idle *slim.Watch) {
	var q *requests
	q = newRequests(f, s, func(m pipe.Message) {
		switch m := m.(type) {
		case *pipe.Eval:
			s.running.Add(1)
			idle.Begin()
			q.begin()
			go func() {
				defer idle.End()
				defer s.running.Add(-1)
				s.eval(m)
			}()
		case *pipe.Interrupt:
			s.interrupt(m.Cell)
		case *pipe.Survey:
			go s.survey(m)
		case *pipe.Limit:
			s.setLimit(m.Memory)
		case *pipe.Ack:
			s.link.answer(m.Seq, m)
		case *pipe.InputReply:
			s.link.answer(m.Seq, m)
		}
	})
	q.serve()
}

func tune(t Tuning) {
	if t.Procs != 0 {
		runtime.GOMAXPROCS(t.Procs)
	}
	if t.MaxStack != 0 {
		debug.SetMaxStack(t.MaxStack)
	}
}
