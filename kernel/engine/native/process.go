package native

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"syscall"
	"time"

	"weft/kernel/engine/child"
	"weft/kernel/engine/child/group"
	"weft/kernel/engine/launch"
	"weft/kernel/engine/stdio"
)

// A process is one run of a program. Its descriptors beyond 0, 1 and 2 are ours (see descriptors).
type process struct {
	number int
	cmd    *exec.Cmd
	mark   string // of its group
	out    *stdio.Streams[child.Sink]
	sink   child.Sink
	files  []*os.File // our ends, closed at its end
	began  time.Time
	took   time.Duration
	crash  *record

	interrupted bool
}

// The descriptors that a program inherits, from 3 on; the last ones are our ends of the others.
const (
	crashDescriptor = iota // the run time's words when it gives up (debug.SetCrashOutput)
	descriptors
)

// start starts the program.
func (e *Engine) start(number int, binary string, p Program, sink child.Sink) (*process, error) {
	r := &process{number: number, mark: group.NewMark(), sink: sink, began: time.Now()}
	env := e.opts.Env
	if env == nil {
		env = os.Environ()
	}
	r.cmd = exec.Command(binary, p.Args...)
	r.cmd.Dir = e.opts.Dir
	r.cmd.Env = append(append(env[:len(env):len(env)], p.Env...), group.Variable+"="+r.mark)
	launch.SetAttributes(r.cmd, syscall.SIGKILL)
	var theirs []*os.File
	defer func() { closeAll(theirs) }()
	for range 2 + descriptors { // 1, 2 and the others
		ours, their, err := os.Pipe()
		if err != nil {
			closeAll(r.files)
			return nil, fmt.Errorf("start a compiled cell: %w", err)
		}
		r.files, theirs = append(r.files, ours), append(theirs, their)
	}
	launch.Widen(r.files[:2])
	r.cmd.Stdout, r.cmd.Stderr, r.cmd.ExtraFiles = theirs[0], theirs[1], theirs[2:]
	out, err := stdio.New[child.Sink](r.files[0], r.files[1])
	if err == nil {
		out.Connect(sink)
		out.Begin(number)
		e.launcher.Do(func() { err = r.cmd.Start() })
	}
	if err != nil {
		closeAll(r.files)
		return nil, fmt.Errorf("start a compiled cell: %w", err)
	}
	r.out = out
	r.crash = newRecord(r.files[2+crashDescriptor])
	r.out.Dying = r.crash.begun
	go r.out.Pump()
	return r, nil
}

// wait waits for the end of the process, or ends it when ctx does, and then ends everything that it has
// started. All that it printed has been delivered then.
func (r *process) wait(ctx context.Context) {
	ended := make(chan struct{})
	watched := make(chan struct{})
	go func() {
		defer close(watched)
		select {
		case <-ended:
		case <-ctx.Done():
			r.interrupted = true
			group.End(r.cmd.Process.Pid, r.mark)
		}
	}()
	waitable(r.cmd.Process.Pid)
	close(ended)
	<-watched
	r.took = time.Since(r.began)
	group.End(r.cmd.Process.Pid, r.mark) // before it is waited for
	r.cmd.Wait()
	r.crash.wait()
	r.out.Finish()
	closeAll(r.files)
}

func closeAll(files []*os.File) {
	for _, f := range files {
		f.Close()
	}
}
