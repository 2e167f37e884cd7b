package sandbox

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"sync"
	"sync/atomic"
	"syscall"
	"time"
)

// A Process is a program that runs. Its methods are safe for concurrent use.
type Process struct {
	confined *confined
	limits   Limits
	machine  Machine
	began    time.Time
	streams  [3]*os.File // the parent's ends
	quota    quota
	words    words // that were printed on stderr
	peak     int64 // bytes resident, seen by watch

	done chan struct{} // closed when exit and err are known
	exit Exit
	err  error

	mu     sync.Mutex
	stop   Stop  // the first limit that was reached
	broken error // the first failure that is not the program's
}

// Wait returns how the program ended. Then neither it nor anything that it started lives, and its
// output has been delivered. An error means that the sandbox failed, the context ended or a writer did;
// it says nothing about the program.
func (p *Process) Wait() (Exit, error) {
	<-p.done
	return p.exit, p.err
}

// Kill ends the program and all that it started; Wait then tells of a signal.
func (p *Process) Kill() { p.confined.kill() }

// CPU is the processor time that the program has used so far; ok is false if it has ended or the system does not tell.
func (p *Process) CPU() (used time.Duration, ok bool) {
	u, ok := p.confined.usage()
	return u.cpu, ok
}

// supervise looks after the process until it and its traces have gone.
func (p *Process) supervise(ctx context.Context, program Program, gone func()) {
	stopContext := context.AfterFunc(ctx, func() { p.fail(context.Cause(ctx)) })
	wall := time.AfterFunc(p.limits.Wall, func() { p.reach(StopWall) })
	var streams, watch sync.WaitGroup
	streams.Go(func() { p.feed(program.Stdin) })
	streams.Go(func() { p.copy(p.streams[1], program.Stdout, nil) })
	streams.Go(func() { p.copy(p.streams[2], program.Stderr, &p.words) })
	ended := make(chan struct{})
	watch.Go(func() { p.watch(ended) })
	go func() {
		defer gone()
		defer close(p.done)
		end, err := p.confined.wait()
		p.exit.Wall = time.Since(p.began)
		close(ended)
		wall.Stop()
		stopContext()
		watch.Wait()
		// Everybody who could hold the other ends is dead, so the streams end too.
		p.streams[0].Close()
		streams.Wait()
		closeAll(p.streams[1:])
		if err == nil {
			err = p.confined.clean()
		}
		p.conclude(end, err)
	}()
}

// reach notes that a limit was reached, and ends the program.
func (p *Process) reach(s Stop) {
	p.mu.Lock()
	if p.stop == "" && p.broken == nil {
		p.stop = s
	}
	p.mu.Unlock()
	p.confined.kill()
}

// fail notes that something other than the program failed, and ends the program.
func (p *Process) fail(err error) {
	p.mu.Lock()
	if p.broken == nil {
		p.broken = err
	}
	p.mu.Unlock()
	p.confined.kill()
}

// conclude works out the result.
func (p *Process) conclude(end ending, err error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	e := &p.exit
	e.Level, e.Missing = p.machine.Level, p.machine.Missing()
	e.Code, e.Signal, e.CPU, e.MaxRSS = end.Code, end.Signal, end.CPU, max(end.RSS, p.peak)
	switch {
	case p.broken != nil:
		p.err = fmt.Errorf("program was ended: %w", p.broken)
	case err != nil:
		p.err = fmt.Errorf("wait for program: %w", err)
	}
	e.Stop = p.stop
	switch {
	case e.Stop == StopOutput && p.words.stop != "":
		e.Stop = p.words.stop // the output is a trace of all goroutines
	case e.Stop == StopOutput:
	case e.Code >= 0:
		e.Stop = "" // it ended by itself before it could be ended
		if e.Code == 2 {
			e.Stop = p.words.stop
		}
	case e.Stop != "":
	case (e.Signal == syscall.SIGKILL || e.Signal == syscall.Signal(sigxcpu)) && e.CPU >= p.limits.CPU:
		e.Stop = StopCPU // the system was quicker
	case e.Signal == syscall.SIGKILL && p.confined.outOfMemory:
		e.Stop = StopMemory
	case e.Signal == syscall.SIGABRT:
		e.Stop = p.words.stop
	}
}

// feed writes the program's input. A program need not read it.
func (p *Process) feed(input []byte) {
	p.streams[0].Write(input)
	p.streams[0].Close()
}

// copy passes on what comes from one stream, until the program has printed too much.
func (p *Process) copy(from io.Reader, to io.Writer, heard *words) {
	buf := make([]byte, 32<<10)
	for {
		n, err := from.Read(buf)
		text := buf[:p.quota.take(n)]
		if heard != nil {
			heard.add(text)
		}
		if to != nil && len(text) > 0 {
			if _, err := to.Write(text); err != nil {
				p.fail(fmt.Errorf("write output: %w", err))
				to = nil
			}
		}
		if len(text) < n {
			p.reach(StopOutput)
		}
		if err != nil {
			if !errors.Is(err, io.EOF) {
				p.fail(fmt.Errorf("read output: %w", err))
			}
			return
		}
	}
}

// A quota is shared by a program's streams.
type quota struct{ left atomic.Int64 }

// take returns how many of n bytes are within the quota.
func (q *quota) take(n int) int {
	left := q.left.Add(-int64(n))
	return max(0, n+int(min(left, 0)))
}
