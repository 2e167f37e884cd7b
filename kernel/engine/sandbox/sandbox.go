package sandbox

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"sync"
	"time"
)

// Options say how a Sandbox works. The zero value is usable.
type Options struct {
	// Launcher is the command that calls [Launch]; default: this executable with its hidden argument.
	// See [LauncherCommand] for a program made for that, which starts quicker.
	Launcher []string
	// Spares is how many launchers are kept ready; default 1, negative none. A program that finds one ready
	// starts in a fraction of the time that this executable needs to start.
	Spares int
	// Dir is where folders for programs are made; default: the system's for temporary files.
	Dir string
	// Without switches layers off, to see what a machine without them would do.
	Without []Layer
}

func (o Options) spares() int {
	if o.Spares == 0 {
		return 1
	}
	return max(o.Spares, 0)
}

// launcherArg is the hidden argument that makes an executable a launcher.
const launcherArg = "sandbox-launcher"

// LauncherCommand is the launcher's command for a program at path that begins with [IsLauncher] and [Launch]; nil, which
// means the default, if path is "".
func LauncherCommand(path string) []string {
	if path == "" {
		return nil
	}
	return []string{path, launcherArg}
}

// Probe finds out what this machine allows, by trying it. It takes about as long as this executable needs
// to start, so callers keep the answer.
func Probe(ctx context.Context, o Options) (Machine, error) {
	o.Spares = -1
	s, err := Open(ctx, o)
	if err != nil {
		return Machine{}, err
	}
	return s.Machine(), s.Close()
}

// A Sandbox starts confined programs. Its methods are safe for concurrent use.
type Sandbox struct {
	options Options
	dir     string // its own, empty between runs
	machine Machine
	host    host

	mu      sync.Mutex
	closed  bool
	running sync.WaitGroup
}

// Open probes the machine and makes a Sandbox. An error means that not even the probe could run.
func Open(ctx context.Context, o Options) (_ *Sandbox, err error) {
	dir, err := os.MkdirTemp(o.Dir, "weft-sandbox-")
	if err != nil {
		return nil, fmt.Errorf("open sandbox: %w", err)
	}
	s := &Sandbox{options: o, dir: dir}
	// Other users must be able to pass through it to the folders that are theirs.
	if err = os.Chmod(dir, 0o711); err == nil {
		s.machine, err = s.host.open(ctx, o, dir)
	}
	if err != nil {
		return nil, fmt.Errorf("open sandbox: %w", errors.Join(err, os.RemoveAll(dir)))
	}
	return s, nil
}

// Machine is what was found out when the sandbox was opened.
func (s *Sandbox) Machine() Machine { return s.machine }

// Close waits for the programs that run and then removes what the sandbox has made. Programs are not
// ended by it; their contexts and limits do that.
func (s *Sandbox) Close() error {
	s.mu.Lock()
	was := s.closed
	s.closed = true
	s.mu.Unlock()
	if was {
		return nil
	}
	s.running.Wait()
	return errors.Join(s.host.close(), os.RemoveAll(s.dir))
}

// Start starts a program under limits, at the machine's highest level. If that is below require, it starts
// nothing and returns a *LevelError. All other errors are failures of the sandbox, or mistakes of the
// caller such as a program that does not exist. When Start returns, the program has begun, and not before
// does its time run. The end of ctx kills it.
func (s *Sandbox) Start(ctx context.Context, p Program, l Limits, require Level) (*Process, error) {
	if s.machine.Level < require {
		return nil, &LevelError{Want: require, Machine: s.machine}
	}
	if err := p.check(l); err != nil {
		return nil, fmt.Errorf("start program: %w", err)
	}
	s.mu.Lock()
	if s.closed {
		s.mu.Unlock()
		return nil, fmt.Errorf("start program: %w", os.ErrClosed)
	}
	s.running.Add(1)
	s.mu.Unlock()
	process, err := s.start(ctx, p, l.filled(p.Kind))
	if err != nil {
		s.running.Done()
		return nil, fmt.Errorf("start program %s: %w", p.Path, err)
	}
	return process, nil
}

// start makes the program's standard streams and hands it to the system.
func (s *Sandbox) start(ctx context.Context, p Program, l Limits) (*Process, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	var theirs, ours [3]*os.File
	defer func() { closeAll(theirs[:]) }()
	for i := range theirs {
		r, w, err := os.Pipe()
		if err != nil {
			closeAll(ours[:])
			return nil, err
		}
		theirs[i], ours[i] = w, r
		if i == 0 {
			theirs[i], ours[i] = r, w
		}
	}
	c, err := s.host.start(ctx, p, l, theirs)
	if err != nil {
		closeAll(ours[:])
		return nil, err
	}
	process := &Process{confined: c, limits: l, machine: s.machine, began: time.Now(), done: make(chan struct{}), streams: ours}
	process.quota.left.Store(l.Output)
	process.supervise(ctx, p, s.running.Done)
	return process, nil
}

// Run is Start and Wait.
func (s *Sandbox) Run(ctx context.Context, p Program, l Limits, require Level) (Exit, error) {
	process, err := s.Start(ctx, p, l, require)
	if err != nil {
		return Exit{}, err
	}
	return process.Wait()
}

func closeAll[F io.Closer](files []F) {
	for _, f := range files {
		f.Close() // of nil: an error that says nothing
	}
}
