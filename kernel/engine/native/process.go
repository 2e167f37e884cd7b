package native

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"os/exec"
	"syscall"
	"time"

	"weft/kernel/engine/child"
	"weft/kernel/engine/child/group"
	"weft/kernel/engine/launch"
	"weft/kernel/engine/native/cross"
	"weft/kernel/engine/stdio"
	"weft/kernel/engine/vigil"
)

// A process is one run of a program.
type process struct {
	number    int
	sink      child.Sink
	cmd       *exec.Cmd
	guard     *launch.Guard
	mark      string // of its group
	ends      *ends
	variables string // the file for those that come back
	out       *stdio.Streams[child.Sink]
	crash     *record
	events    *exchange
	fed       chan struct{}      // closed when nobody writes to its standard input any more
	cancel    context.CancelFunc // of its questions
	began     time.Time
	took      time.Duration

	interrupted bool
}

// start starts the program.
func (e *Engine) start(number int, binary string, p Program, sink child.Sink) (*process, error) {
	r := &process{number: number, sink: sink, mark: group.NewMark(), variables: p.Out, fed: make(chan struct{}), began: time.Now()}
	env := p.Environ
	if env == nil {
		env = e.opts.Env
	}
	if env == nil {
		env = os.Environ()
	}
	env = append(env[:len(env):len(env)], p.Env...)
	r.cmd = exec.Command(binary, p.Args...)
	r.cmd.Dir = cmp.Or(p.Dir, e.opts.Dir)
	r.cmd.Env = append(env, group.Variable+"="+r.mark, cross.Variable+"="+cross.Version)
	launch.SetAttributes(r.cmd, syscall.SIGKILL)
	var err error
	if r.ends, err = newEnds(p); err != nil {
		return nil, fmt.Errorf("start a compiled cell: %w", err)
	}
	defer r.ends.closeTheirs()
	r.ends.connect(r.cmd)
	r.out, err = stdio.New[child.Sink](r.ends.stdout, r.ends.stderr)
	if err == nil {
		r.out.Connect(sink)
		r.out.Begin(number)
		e.launcher.Do(func() { err = r.cmd.Start() })
	}
	if err != nil {
		r.ends.closeOurs()
		return nil, fmt.Errorf("start a compiled cell: %w", err)
	}
	r.guard = e.guard
	r.guard.Begins(r.cmd.Process.Pid)
	var ctx context.Context
	ctx, r.cancel = context.WithCancel(context.Background())
	r.crash = newRecord(r.ends.crash)
	if p.connects() {
		r.out.Dying = r.crash.begun
	}
	go r.out.Pump()
	r.events = newExchange(ctx, r, r.ends.events, r.ends.answers)
	go r.feed(ctx, r.ends.stdin)
	return r, nil
}

// kill ends the process; wait then ends everything that it has started.
func (r *process) kill() { r.cmd.Process.Kill() }

// lingering is how long a descriptor is waited for that something still holds which has got away from its
// group and cleared its environment.
const lingering = 5 * time.Second

// wait waits for the end of the process, or ends it when ctx does, and then ends everything that it has
// started. All that it printed and showed has been delivered then.
func (r *process) wait(ctx context.Context) {
	ended, watched := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(watched)
		select {
		case <-ended:
		case <-ctx.Done():
			r.interrupted = true
			r.kill()
		}
	}()
	waitable(r.cmd.Process.Pid)
	close(ended)
	<-watched
	r.took = time.Since(r.began)
	group.End(r.cmd.Process.Pid, r.mark) // before it is waited for
	r.guard.Ended(r.cmd.Process.Pid)
	r.cmd.Wait()
	r.cancel()
	limit := vigil.AfterFunc(lingering, r.ends.closeEvents)
	<-r.crash.done
	<-r.events.done
	limit.Stop()
	r.events.asked.Wait()
	<-r.fed
	r.out.Finish()
	r.ends.closeOurs()
}

// connects reports whether the program imports package cross, which connects the descriptor for crashes.
func (p Program) connects() bool {
	for _, pkg := range p.Job.Packages {
		for _, f := range pkg.Files {
			if imports(f.Text, crossPath) {
				return true
			}
		}
	}
	return false
}

// crossPath is the path by which programs import package cross.
const crossPath = "weft/cross"
