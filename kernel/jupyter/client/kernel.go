package client

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"sync"
	"time"

	"weft/kernel/jupyter/kernelspec"
)

// StartOptions are the choices of Start. A zero field means its default.
type StartOptions struct {
	Options
	Dir       string    // working directory; default: the current one
	Env       []string  // "NAME=value", added to this process's environment
	Transport string    // "tcp" (default), or "ipc", which no other program can get in the way of
	Stdout    io.Writer // what the process writes to its stdout; default: nowhere
	Stderr    io.Writer // a copy of its stderr, whose last lines a DeadError has in any case
}

// A Kernel is a kernel process and a Client that talks to it.
type Kernel struct {
	*Client
	spec kernelspec.Kernel
	o    StartOptions
	dir  string // private: connection file, sockets
	file string

	mu     sync.Mutex // held while starting and stopping
	p      *process
	closed bool
}

// Command makes a spec of a command line, for Start. An argument {connection_file} is replaced.
func Command(argv ...string) kernelspec.Kernel {
	return kernelspec.Kernel{Spec: kernelspec.Spec{Argv: argv}}
}

// Start starts a kernel and waits until it is ready, while ctx lasts; afterwards ctx has no
// influence. A kernel that dies meanwhile gives a *DeadError at once. The process leads a group
// of its own, which Close kills as a whole; on Linux it also dies with this process, elsewhere
// it is told its parent's id in JPY_PARENT_PID.
func Start(ctx context.Context, spec kernelspec.Kernel, o StartOptions) (*Kernel, error) {
	k, err := start(ctx, spec, o)
	if err != nil {
		name := spec.Spec.DisplayName
		if name == "" && len(spec.Spec.Argv) > 0 {
			name = spec.Spec.Argv[0]
		}
		return nil, fmt.Errorf("start kernel %s: %w", name, err)
	}
	return k, nil
}

func start(ctx context.Context, spec kernelspec.Kernel, o StartOptions) (*Kernel, error) {
	if len(spec.Spec.Argv) == 0 {
		return nil, errors.New("it has no command")
	}
	dir, err := os.MkdirTemp("", "jupyter-") // mode 0700
	if err != nil {
		return nil, err
	}
	k := &Kernel{spec: spec, o: o, dir: dir, file: filepath.Join(dir, "kernel.json")}
	conn, err := newConnection(o.Transport, dir)
	if err == nil {
		conn.KernelName = spec.Name
		err = conn.Write(k.file)
	}
	if err == nil {
		k.Client = newClient(conn, o.Options)
		err = k.launch(ctx)
	}
	if err != nil {
		os.RemoveAll(dir)
		return nil, err
	}
	return k, nil
}

func newConnection(transport, dir string) (kernelspec.Connection, error) {
	switch transport {
	case "", "tcp":
		return kernelspec.NewTCP("127.0.0.1")
	case "ipc":
		return kernelspec.NewIPC(dir)
	}
	return kernelspec.Connection{}, fmt.Errorf("transport %q: want tcp or ipc", transport)
}

// launch starts the process and connects to it.
func (k *Kernel) launch(ctx context.Context) error {
	env := append(os.Environ(), "JPY_PARENT_PID="+strconv.Itoa(os.Getpid()))
	env = append(k.spec.Environ(env), k.o.Env...)
	p, err := startProcess(k.spec.Command(k.file), k.o.Dir, env, k.o.Stdout, k.o.Stderr)
	if err != nil {
		return err
	}
	if err := k.connect(ctx, p); err != nil {
		p.kill()
		return err
	}
	k.p = p
	return nil
}

// Pid is the id of the kernel's process, which is also that of its group.
func (k *Kernel) Pid() int {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.p.pid
}

// Interrupt stops what runs, in the way that the spec asks for: by a message, or by SIGINT to
// the process group.
func (k *Kernel) Interrupt(ctx context.Context) error {
	if k.spec.Spec.InterruptMode == "message" {
		return k.Client.Interrupt(ctx)
	}
	k.mu.Lock()
	p := k.p
	k.mu.Unlock()
	if err := p.interrupt(); err != nil {
		return fmt.Errorf("interrupt kernel: %w", err)
	}
	return nil
}

// Shutdown asks the kernel to end and waits until its process has. When ctx ends, the process
// is killed. It is no error if the kernel has ended already. Close is still needed.
func (k *Kernel) Shutdown(ctx context.Context) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.stop(ctx, false)
}

func (k *Kernel) stop(ctx context.Context, restart bool) error {
	err := k.Client.Shutdown(ctx, restart)
	var dead *DeadError
	if errors.As(err, &dead) || errors.Is(err, ErrShutdown) || errors.Is(err, ErrClosed) {
		err = nil
	}
	if err == nil {
		select {
		case <-k.p.exited:
		case <-ctx.Done():
			err = fmt.Errorf("shut down kernel: it answered, but did not end: %w", ctx.Err())
		}
	}
	k.p.kill() // also what it left behind
	return err
}

// Restart ends the kernel and starts it again with the same connection file, within ctx. If it
// has not ended by itself after 5 s, it is killed. Requests that wait fail with ErrShutdown.
func (k *Kernel) Restart(ctx context.Context) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.closed {
		return fmt.Errorf("restart kernel: %w", ErrClosed)
	}
	gentle, cancel := context.WithTimeout(ctx, 5*time.Second)
	_ = k.stop(gentle, true) // what is left has been killed
	cancel()
	k.Client.Close()
	if err := k.launch(ctx); err != nil {
		return fmt.Errorf("restart kernel: %w", err)
	}
	return nil
}

// Close kills the kernel with its children and removes what Start made. It does not ask the
// kernel: Shutdown does.
func (k *Kernel) Close() error {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.closed {
		return nil
	}
	k.closed = true
	k.p.kill()
	k.Client.Close()
	return os.RemoveAll(k.dir)
}

// Stderr returns the last lines that the kernel's process wrote to stderr.
func (k *Kernel) Stderr() []string {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.p.tail.lines()
}
