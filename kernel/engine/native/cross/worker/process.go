package worker

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"sync"
	"syscall"
	"time"

	"weft/kernel/engine/launch"
	"weft/kernel/engine/native/crash"
	"weft/kernel/engine/native/cross"
)

// A process is one life of a worker. It ends by itself when its end of control is closed, which is when
// this process ends, however that comes about.
type process struct {
	cmd     *exec.Cmd
	control *os.File
	stderr  *os.File
	words   *words        // what comes from stderr
	gone    chan struct{} // closed when it has ended
	exited  chan struct{} // closed when all about its end is known

	mu     sync.Mutex
	ended  bool // or about to be
	idle   []*connection
	busy   map[*connection]struct{}
	reason string // why it was ended by us, or why it has; to be read once it has exited
}

// A connection serves one call at a time.
type connection struct {
	*cross.Conn
	file    *os.File
	process *process
	stop    <-chan struct{} // of the cell whose call it carries
}

// startProcess starts a program. It is ready for calls at once: they wait in the sockets.
func startProcess(l *launch.Launcher, program string) (*process, error) {
	control, theirs, err := socketPair()
	if err != nil {
		return nil, fmt.Errorf("start its worker: %w", err)
	}
	defer theirs.Close()
	stderr, stderrTo, err := os.Pipe()
	if err != nil {
		control.Close()
		return nil, fmt.Errorf("start its worker: %w", err)
	}
	defer stderrTo.Close()
	p := &process{control: control, stderr: stderr, gone: make(chan struct{}), exited: make(chan struct{}), busy: map[*connection]struct{}{}}
	if p.words, err = newWords(stderr, os.Stderr, p.gone); err != nil {
		control.Close()
		stderr.Close()
		return nil, fmt.Errorf("start its worker: %w", err)
	}
	p.cmd = exec.Command(program)
	p.cmd.Args[0] = "weft"
	p.cmd.Env = append(os.Environ(), cross.Variable+"="+cross.WorkerVersion)
	p.cmd.Stdout, p.cmd.Stderr = os.Stdout, stderrTo
	p.cmd.ExtraFiles = []*os.File{theirs, os.Stderr}
	launch.SetAttributes(p.cmd, syscall.SIGKILL)
	l.Do(func() {
		// The goroutine that waits is started here, where it belongs to no cell.
		if err = p.cmd.Start(); err == nil {
			go p.wait()
		}
	})
	if err != nil {
		control.Close()
		stderr.Close()
		return nil, fmt.Errorf("start its worker: %w", err)
	}
	return p, nil
}

// wait waits until the process has ended, and then tells everybody who waits for it.
func (p *process) wait() {
	words := make(chan string, 1)
	go func() { words <- p.words.listen() }()
	err := p.cmd.Wait()
	close(p.gone)
	p.words.deadline(time.Time{})
	last := <-words
	p.mu.Lock()
	p.ended = true
	if p.reason == "" {
		p.reason = cause(err, last)
	}
	p.mu.Unlock()
	p.control.Close()
	p.stderr.Close()
	close(p.exited)
	p.drop()
}

// patience is for what should come at once.
const patience = 10 * time.Second

// cause is why a process ended by itself.
func cause(err error, words string) string {
	if report, ok := crash.Parse(words); ok {
		where := ""
		if len(report.Goroutines) > 0 {
			if in := crash.InCells(report.Goroutines[0].Frames); len(in) > 0 {
				where = fmt.Sprintf(" (cell [%d], line %d)", in[0].Cell, in[0].Line)
			}
		}
		return "its worker died: " + report.Message + where
	}
	if err == nil {
		return "its worker ended by itself: exit status 0"
	}
	return "its worker died: " + err.Error()
}

// drop closes the connections that nobody uses.
func (p *process) drop() {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, c := range p.idle {
		c.Close()
	}
	p.idle = nil
}

func (p *process) dead() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.ended
}

// kill ends the process. Calls that wait for it return at once.
func (p *process) kill() { p.end("its worker was closed") }

func (p *process) end(reason string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.ended {
		return
	}
	p.ended, p.reason = true, reason
	p.cmd.Process.Kill()
	for c := range p.busy {
		c.file.SetDeadline(time.Unix(1, 0))
	}
}

// stop ends the process if it runs a call that belongs to stop.
func (p *process) stop(stop <-chan struct{}) {
	p.mu.Lock()
	found := false
	for c := range p.busy {
		found = found || c.stop == stop
	}
	p.mu.Unlock()
	if found {
		p.end("its worker was ended, because another cell that had called it was stopped")
	}
}

// connection returns an idle connection, or makes one.
func (p *process) connection(stop <-chan struct{}) (*connection, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.ended {
		return nil, errors.New(p.reason)
	}
	var c *connection
	if n := len(p.idle); n > 0 {
		c, p.idle = p.idle[n-1], p.idle[:n-1]
	} else {
		ours, theirs, err := socketPair()
		if err != nil {
			return nil, fmt.Errorf("connect with its worker: %w", err)
		}
		err = sendFile(p.control, theirs)
		theirs.Close()
		if err != nil {
			ours.Close()
			return nil, fmt.Errorf("connect with its worker: %w", err)
		}
		c = &connection{Conn: cross.NewConn(ours), file: ours, process: p}
	}
	c.stop = stop
	p.busy[c] = struct{}{}
	return c, nil
}

// maxIdle is how many connections are kept for calls to come.
const maxIdle = 64

// release takes a connection back after a call; one that failed is closed.
func (c *connection) release(failed bool) {
	p := c.process
	p.mu.Lock()
	defer p.mu.Unlock()
	delete(p.busy, c)
	c.stop = nil
	if failed || p.ended || len(p.idle) >= maxIdle {
		c.Close()
		return
	}
	p.idle = append(p.idle, c)
}

// why waits until the process has ended after a connection has failed, or until stop, and says why.
func (p *process) why(stop <-chan struct{}) string {
	select {
	case <-p.exited:
	case <-stop:
		return ""
	case <-time.After(patience): // it closed the connection, and lives
		p.end("its worker closed the connection")
		<-p.exited
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.reason
}
