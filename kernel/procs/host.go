package procs

import (
	"errors"
	"os"
	"slices"
	"sync/atomic"
)

// A Host is the program that runs a notebook's cells. A compiled program needs none.
type Host interface {
	// Worker is how a process that serves the session's functions is started.
	Worker() (Command, error)
	// Stop returns a channel that is closed when what runs on the calling goroutine is to be stopped; nil: it never is.
	Stop() <-chan struct{}
	// Open returns the value that x stands for, and its shape.
	Open(x any) (any, Shape)
}

// A Command is a program, its arguments with the name that it is called by, and what is added to its environment.
type Command struct {
	Path string
	Args []string
	Env  []string
}

func (c Command) equal(d Command) bool {
	return c.Path == d.Path && slices.Equal(c.Args, d.Args) && slices.Equal(c.Env, d.Env)
}

// Connect makes h the host of this process. It is called once, by a goroutine that belongs to no cell, before
// anything else here is.
func Connect(h Host) {
	this.connected.Store(&h)
	this.launcher.start()
}

// this is the process itself, of which there is one as there is one os.Stdout.
// It is made before other packages are initialised, so that they find os.Stderr as it is to be.
var this = newProcess()

type process struct {
	pid       uint32
	connected atomic.Pointer[Host]
	launcher  launcher
	functions atomic.Pointer[[]Function] // that a compiled program serves
	hubs      hubs
	control   *socket  // to the process that this one serves, nil if it serves none
	words     *os.File // descriptor 2, which would be closed if it were collected
}

func newProcess() *process {
	p := &process{pid: uint32(os.Getpid())}
	if os.Getenv(Variable) != Version {
		return p
	}
	os.Unsetenv(Variable)
	p.words = os.Stderr
	var err error
	if p.control, err = takeControl(); err != nil {
		os.Stderr.WriteString("weft: a process of package procs is started by weft, not by hand: " + err.Error() + "\n")
		os.Exit(125)
	}
	return p
}

func (p *process) host() Host {
	if h := p.connected.Load(); h != nil {
		return *h
	}
	return compiled{}
}

// compiled is the host of a compiled program: it starts itself again.
type compiled struct{}

func (compiled) Worker() (Command, error) {
	if this.functions.Load() == nil {
		return Command{}, errors.New("procs: this program serves no functions")
	}
	path, err := os.Executable()
	if err != nil {
		return Command{}, err
	}
	if _, err := os.Stat(path); err != nil {
		path = "/proc/self/exe" // it was removed after it had been started
	}
	return Command{Path: path, Args: os.Args[:1]}, nil
}

func (compiled) Stop() <-chan struct{}   { return nil }
func (compiled) Open(x any) (any, Shape) { return x, nil }
