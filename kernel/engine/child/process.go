package child

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"sync"
	"syscall"

	"weft/kernel/engine/child/group"
	"weft/kernel/engine/launch"
	"weft/kernel/engine/pipe"
	"weft/kernel/engine/sched"
	"weft/kernel/engine/stdio"
)

// A process is one evaluator.
type process struct {
	cmd      *exec.Cmd
	mark     string // of its group
	requests *pipe.Writer
	files    []*os.File // to be closed at its end
	out      *stdio.Streams[Sink]
	surveys  surveys
	ready    chan struct{} // closed when it has said Ready
	exited   chan struct{} // closed when it and its group have gone
	places   *places       // where its cells run
	told     int           // the version of places that it knows

	mu        sync.Mutex
	done      chan pipe.Done // for the cell that runs
	ctx       context.Context
	cancel    context.CancelFunc // of the cell's questions
	begun     bool               // it has said that it runs the cell
	restarted bool
	garbage   error
}

// startProcess starts an evaluator. It does not wait until it is ready.
func startProcess(o Options, places *places) (*process, error) {
	command := o.Command
	if command == nil {
		exe, err := os.Executable()
		if err != nil {
			return nil, fmt.Errorf("start evaluator: %w", err)
		}
		command = []string{exe, "child"}
	}
	env := o.Env
	if env == nil {
		env = os.Environ()
	}
	p := &process{places: places, mark: group.NewMark(), ready: make(chan struct{}), exited: make(chan struct{})}
	p.cmd = exec.Command(command[0], command[1:]...)
	p.cmd.Dir = o.Dir
	p.cmd.Env = environment(env, p.mark)
	// It is told of our end, so that it can take the rest of its group with it; it also notices by the end
	// of its request descriptor.
	launch.SetAttributes(p.cmd, syscall.SIGTERM)

	var theirs [4]*os.File // requests, events, 1, 2
	var ours [4]*os.File
	defer func() { closeAll(theirs[:]) }()
	for i := range theirs {
		r, w, err := os.Pipe()
		if err != nil {
			closeAll(ours[:])
			return nil, fmt.Errorf("start evaluator: %w", err)
		}
		theirs[i], ours[i] = w, r
		if i == 0 {
			theirs[i], ours[i] = r, w
		}
	}
	launch.Widen(ours[1:])
	p.cmd.ExtraFiles = theirs[:2]
	p.cmd.Stdout, p.cmd.Stderr = theirs[2], theirs[3]
	out, err := stdio.New[Sink](ours[2], ours[3])
	if err == nil {
		err = p.cmd.Start()
	}
	if err != nil {
		closeAll(ours[:])
		return nil, fmt.Errorf("start evaluator: %w", err)
	}
	p.files, p.out = ours[:], out
	p.requests = pipe.NewWriter(ours[0])
	p.ctx, p.cancel = context.WithCancel(context.Background())
	go p.out.Pump()
	go p.watch(pipe.NewReader(ours[1]))
	return p, nil
}

func closeAll(files []*os.File) {
	for _, f := range files {
		if f != nil {
			f.Close()
		}
	}
}

// environment adds what the evaluator needs: its group's mark, and labels in stack traces, by which it
// finds the goroutines of a cell.
func environment(env []string, mark string) []string {
	const setting = "tracebacklabels=1," + sched.Setting
	godebug := setting
	var out []string
	for _, e := range env {
		if old, ok := strings.CutPrefix(e, "GODEBUG="); ok {
			godebug = old + "," + setting
			continue
		}
		out = append(out, e)
	}
	return append(out, "GODEBUG="+godebug, group.Variable+"="+mark)
}

// watch handles events until the process ends, and then cleans up after it.
func (p *process) watch(r *pipe.Reader) {
	defer close(p.exited)
	for {
		m, err := r.Read()
		if err != nil {
			if !errors.Is(err, io.EOF) {
				p.distrust(err)
			}
			break
		}
		p.handle(m)
	}
	group.End(p.cmd.Process.Pid, p.mark) // before it is waited for
	p.cmd.Wait()
	p.out.Finish()
	p.cancelInputs()
	closeAll(p.files)
}

// distrust kills a process whose events cannot be believed.
func (p *process) distrust(err error) {
	p.mu.Lock()
	p.garbage = err
	p.mu.Unlock()
	p.kill()
}

// handle passes one event on, after everything that was printed before it.
func (p *process) handle(m pipe.Message) {
	switch m := m.(type) {
	case *pipe.Ready:
		if m.Version != pipe.Version {
			p.distrust(fmt.Errorf("evaluator speaks version %d, not %d: was the program replaced?", m.Version, pipe.Version))
			return
		}
		select {
		case <-p.ready: // a learner's program can write what the evaluator writes
		default:
			close(p.ready)
		}
	case *pipe.Started:
		p.mu.Lock()
		p.begun = true
		p.mu.Unlock()
		p.out.Begin(m.Cell)
		p.ack(m.Seq)
	case *pipe.Display:
		p.out.Event(func(s Sink) { s.Display(*m) })
		p.ack(m.Seq)
	case *pipe.Result:
		p.out.Event(func(s Sink) { s.Result(*m) })
		p.ack(m.Seq)
	case *pipe.Clear:
		p.out.Event(func(s Sink) { s.Clear(*m) })
		p.ack(m.Seq)
	case *pipe.Late:
		p.out.Event(func(s Sink) { s.Stream(m.Cell, m.Stream, m.Text) })
	case *pipe.Panic:
		p.out.Event(func(s Sink) { s.Panic(*m) })
	case *pipe.Deadlock:
		p.out.Event(func(s Sink) { s.Deadlock(*m) })
	case *pipe.Recording:
		p.out.Event(func(s Sink) { s.Recording(*m) })
	case *pipe.Leak:
		p.out.Event(func(s Sink) { s.Leak(*m) })
	case *pipe.Goroutines:
		p.surveys.answer(*m)
	case *pipe.Input:
		p.input(*m)
	case *pipe.Done:
		p.out.End()
		p.places.moved(m.Place, &p.told)
		p.finish(*m)
	}
}

func (p *process) ack(seq uint64) { p.requests.Send(&pipe.Ack{Seq: seq}) }

// input asks the sink without keeping other events waiting.
func (p *process) input(m pipe.Input) {
	var sink Sink
	p.out.Event(func(s Sink) {
		sink = s
		if m.Stdin {
			m.Prompt = p.out.Prompt()
		}
	})
	p.mu.Lock()
	ctx := p.ctx
	p.mu.Unlock()
	p.places.moved(m.Place, &p.told)
	go func() {
		reply := &pipe.InputReply{Seq: m.Seq}
		text, err := "", io.EOF
		if sink != nil {
			text, err = sink.Input(ctx, m)
		}
		switch {
		case err == nil:
			reply.Text = text
		case errors.Is(err, io.EOF):
			reply.EOF = true
		default:
			reply.Error = err.Error()
		}
		if m.Command > 0 {
			reply.Place = p.places.news(&p.told)
		}
		p.requests.Send(reply)
	}()
}

// begin prepares for a cell, whose Done comes on the channel.
func (p *process) begin(sink Sink) <-chan pipe.Done {
	p.out.Connect(sink)
	p.mu.Lock()
	defer p.mu.Unlock()
	p.ctx, p.cancel = context.WithCancel(context.Background())
	p.done, p.begun = make(chan pipe.Done, 1), false
	return p.done
}

func (p *process) finish(d pipe.Done) {
	p.cancelInputs()
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.done != nil {
		p.done <- d
		p.done = nil
	}
}

func (p *process) cancelInputs() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.cancel()
}

// restarting kills the process because its user wants another.
func (p *process) restarting() {
	p.mu.Lock()
	p.restarted = true
	p.mu.Unlock()
	p.kill()
}

// kill ends the process; watch then ends everything that it started.
func (p *process) kill() { p.cmd.Process.Kill() }

// exitError says how the process ended, which it must have.
func (p *process) exitError(cell int) *ExitError {
	p.mu.Lock()
	defer p.mu.Unlock()
	e := &ExitError{Cell: cell, Restarted: p.restarted, Garbage: p.garbage}
	select {
	case <-p.ready:
		e.Idle = !p.begun
	default:
		e.Starting = true
	}
	e.Stderr = p.out.Tail()
	if held := p.out.Held(); held != "" {
		c := parseCrash(held)
		e.Crash, e.Trace, e.Frames, e.Gap = c.what, c.trace, c.frames, c.gap
	}
	state := p.cmd.ProcessState
	if state == nil {
		return e
	}
	e.Code = state.ExitCode()
	if ws, ok := state.Sys().(syscall.WaitStatus); ok && ws.Signaled() {
		e.Signal, e.Code = ws.Signal(), 0
	}
	return e
}
