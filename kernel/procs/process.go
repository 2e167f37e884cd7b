package procs

import (
	"context"
	"fmt"
	"os"
	"runtime"
	"sync"
	"sync/atomic"
)

// A Process runs one function in a process of its own. Its methods are safe for concurrent use.
type Process struct {
	name  string
	life  *life
	err   error // why it could not be started
	ended chan struct{}
}

// Spawn starts a process that calls the function of that name, with arguments that were put into args.
func Spawn(name string, args *Writer) *Process {
	p := &Process{name: name, ended: make(chan struct{})}
	if args.err != nil {
		return p.failed(args.err)
	}
	c, err := this.host().Worker()
	if err != nil {
		return p.failed(fmt.Errorf("procs: start %s: %w", name, err))
	}
	l, err := startLife(c, this.host().Stop())
	if err != nil {
		return p.failed(fmt.Errorf("procs: start %s: %w", name, err))
	}
	p.life = l
	if err := l.call(name, args, true); err != nil {
		l.kill()
		p.err = err
	}
	this.launcher.goes(func() {
		if reply := l.reply(name); p.err == nil {
			p.err = reply.err
		}
		<-l.gone
		close(p.ended)
	})
	return p
}

func (p *Process) failed(err error) *Process {
	p.err = err
	close(p.ended)
	return p
}

// PID is the number that the system gave the process; 0 if it could not be started.
func (p *Process) PID() int {
	if p.life == nil {
		return 0
	}
	return p.life.pid
}

// Wait waits until the process has ended. The error is nil if its function returned, a [*CrashError] if the process
// ended before that, and the cause of the context if that was its end (see Until).
func (p *Process) Wait() error { return p.WaitContext(context.Background()) }

// WaitContext is Wait, but it waits no longer than ctx: then the error is that of ctx, and the process goes on.
func (p *Process) WaitContext(ctx context.Context) error {
	if err := await(ctx, p.ended); err != nil {
		return err
	}
	return p.err
}

// await waits for done. Who is stopped ends here.
func await(ctx context.Context, done <-chan struct{}) error {
	select {
	case <-done:
		return nil
	default:
	}
	select {
	case <-done:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	case <-this.host().Stop():
		runtime.Goexit()
		return nil
	}
}

// Done is closed when the process has ended.
func (p *Process) Done() <-chan struct{} { return p.ended }

// Alive reports whether the process has not ended.
func (p *Process) Alive() bool {
	select {
	case <-p.ended:
		return false
	default:
		return true
	}
}

// Kill ends the process at once, whatever it does (signal 9). It does not wait until the process has gone.
func (p *Process) Kill() {
	if p.life != nil {
		p.life.kill()
	}
}

// Until kills the process when ctx ends before it does. It returns p.
func (p *Process) Until(ctx context.Context) *Process {
	if p.life != nil {
		p.life.until(ctx)
	}
	return p
}

// ExitCode is the status that the process exited with; -1 if it has not ended, was ended by a signal, or could not be
// started.
func (p *Process) ExitCode() int {
	if p.Alive() || p.life == nil {
		return -1
	}
	return p.life.state.ExitCode()
}

// String says which function and process it is.
func (p *Process) String() string { return fmt.Sprintf("%s in process %d", p.name, p.PID()) }

// A life is that of one process that serves this one, from its start until all about its end is known.
type life struct {
	command Command
	pid     int
	process *os.Process
	control *socket
	words   *os.File
	replies chan reply
	heard   chan struct{} // closed when there are no more replies
	gone    chan struct{} // closed when state is set and nobody will hear of the process any more
	state   *os.ProcessState

	mu     sync.Mutex
	known  map[*shared]uint64 // what it has been sent, by the number in its frames
	given  []*shared          // what belongs to it alone
	reason atomic.Pointer[error]
}

// A reply is how a call went.
type reply struct {
	results *Reader
	err     error
}

// startLife starts a process. It is killed when stop is closed.
func startLife(c Command, stop <-chan struct{}) (*life, error) {
	var err error
	l := &life{command: c, replies: make(chan reply, 1), heard: make(chan struct{}), gone: make(chan struct{}), known: map[*shared]uint64{}}
	if l.process, l.control, l.words, err = startProcess(c); err != nil {
		return nil, err
	}
	l.pid = l.process.Pid
	this.launcher.do(func() {
		go l.listen()
		go l.bury()
		if stop != nil {
			go l.killAt(stop)
		}
	})
	return l, nil
}

func (l *life) killAt(stop <-chan struct{}) {
	select {
	case <-stop:
		l.kill()
	case <-l.gone:
	}
}

func (l *life) kill() { l.process.Kill() }

// until kills the process when ctx ends.
func (l *life) until(ctx context.Context) {
	if ctx.Done() == nil {
		return
	}
	this.launcher.goes(func() {
		select {
		case <-ctx.Done():
			err := context.Cause(ctx)
			l.reason.CompareAndSwap(nil, &err)
			l.kill()
		case <-l.gone:
		}
	})
}

// call sends a call. last says that there is none after it.
func (l *life) call(name string, args *Writer, last bool) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	var head Writer
	head.bool(last)
	head.text(name)
	head.uint(uint64(len(args.shared)))
	for _, s := range args.shared {
		n, ok := l.known[s]
		if !ok {
			n = uint64(len(l.known))
			var share Writer
			share.uint(s.number)
			if err := l.control.send(frameShare, share.buf, s.files()); err != nil {
				return l.unsent(err)
			}
			l.known[s] = n
			if s.leave != nil {
				s.leave()
				l.given = append(l.given, s)
			}
		}
		head.uint(n)
	}
	head.buf = append(head.buf, args.buf...)
	return l.unsent(l.control.send(frameCall, head.buf, nil))
}

// unsent drops errors that say that the process has died, which its end will tell better.
func (l *life) unsent(err error) error {
	if _, ok := err.(*ValueError); ok {
		return err
	}
	return nil
}

// listen takes replies until the process closes its socket.
func (l *life) listen() {
	defer close(l.heard)
	defer close(l.replies)
	for {
		kind, body, _, err := l.control.receive()
		if err != nil {
			return
		}
		r := reply{results: &Reader{buf: body}}
		switch kind {
		case frameReturned:
		case frameRefused:
			r.err = &ValueError{r.results.text()}
		case frameGoexit:
			r.err = &ValueError{"the function called runtime.Goexit"}
		default:
			l.kill()
			return
		}
		l.replies <- r
	}
}

// reply waits for the reply to the call of a function, or for the end of the process.
func (l *life) reply(name string) reply {
	if r, ok := <-l.replies; ok {
		return r
	}
	<-l.gone
	if reason := l.reason.Load(); reason != nil {
		return reply{err: *reason}
	}
	return reply{err: l.crash(name)}
}

// bury waits for the end of the process and cleans up after it.
func (l *life) bury() {
	state, err := l.process.Wait()
	if err != nil {
		state = &os.ProcessState{}
	}
	l.state = state
	<-l.heard
	this.hubs.ring(!state.Exited()) // others may wait for what it held
	l.mu.Lock()
	for _, s := range l.given {
		s.lost()
	}
	l.mu.Unlock()
	close(l.gone)
	l.control.close()
}

// crash is what is known of how the process ended.
func (l *life) crash(name string) error {
	e := &CrashError{Func: name, PID: l.pid, Code: l.state.ExitCode(), Signal: signalOf(l.state)}
	e.Panic, e.Place = lastWords(l.words)
	return e
}
