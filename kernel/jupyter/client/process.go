package client

import (
	"errors"
	"io"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"sync"
	"time"
)

// A process is a running kernel with its process group.
type process struct {
	pid    int
	tail   *tail
	exited chan struct{} // closed when the process has ended and its stderr has been read
	state  error         // how it ended; set before exited is closed

	mu   sync.Mutex
	gone bool // waited for: its id may belong to somebody else by now
}

// startProcess starts argv as the leader of a new group.
func startProcess(argv []string, dir string, env []string, stdout, stderr io.Writer) (*process, error) {
	p := &process{tail: &tail{copy: stderr}, exited: make(chan struct{})}
	cmd := exec.Command(argv[0], argv[1:]...)
	cmd.Dir, cmd.Env = dir, env
	ownGroup(cmd)
	outputs := &outputs{}
	cmd.Stderr = outputs.pipe(p.tail)
	if stdout != nil {
		cmd.Stdout = outputs.pipe(stdout)
	}
	if outputs.err != nil {
		outputs.close()
		return nil, outputs.err
	}
	started := make(chan error)
	go func() {
		// On Linux the kernel process gets a signal when the thread that started it ends. This
		// goroutine keeps that thread for as long as the process lives.
		runtime.LockOSThread()
		defer runtime.UnlockOSThread()
		err := cmd.Start()
		outputs.started()
		started <- err
		if err != nil {
			return
		}
		p.reap(cmd, outputs)
	}()
	if err := <-started; err != nil {
		outputs.close()
		return nil, err
	}
	p.pid = cmd.Process.Pid
	return p, nil
}

// reap waits for the process to end and then ends its children.
func (p *process) reap(cmd *exec.Cmd, o *outputs) {
	var err error
	unreaped := awaitExit(cmd)
	if !unreaped {
		err = cmd.Wait()
	}
	p.mu.Lock()
	endGroup(cmd.Process.Pid) // an id stays taken while its group has members
	if unreaped {
		err = cmd.Wait()
	}
	p.gone = true
	p.mu.Unlock()
	if err == nil {
		err = errors.New("exit status 0")
	}
	o.wait()
	p.state = err
	close(p.exited)
}

func (p *process) hasExited() bool {
	select {
	case <-p.exited:
		return true
	default:
		return false
	}
}

// death is the error about a process that has ended unasked.
func (p *process) death() error { return &DeadError{Cause: p.state, Stderr: p.tail.lines()} }

// kill ends the process and its children and waits until it has gone.
func (p *process) kill() {
	p.mu.Lock()
	if !p.gone {
		endGroup(p.pid)
	}
	p.mu.Unlock()
	<-p.exited
}

func (p *process) interrupt() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.gone {
		return os.ErrProcessDone
	}
	return interruptGroup(p.pid)
}

// outputs copies what a process writes. Unlike exec's own copying it does not make Wait wait
// for a grandchild that keeps a descriptor.
type outputs struct {
	theirs, ours []*os.File
	readers      sync.WaitGroup
	err          error
}

func (o *outputs) pipe(w io.Writer) *os.File {
	if o.err != nil {
		return nil
	}
	r, theirs, err := os.Pipe()
	if err != nil {
		o.err = err
		return nil
	}
	o.ours, o.theirs = append(o.ours, r), append(o.theirs, theirs)
	o.readers.Go(func() {
		src := &lastWords{from: r}
		if _, err := io.Copy(w, src); err != nil {
			_, _ = io.Copy(io.Discard, src) // the kernel must not block because w is broken
		}
	})
	return theirs
}

// A process that has ended may have left output behind; what its children still write is not waited for. The time for
// that is looks, so that a stall of this process uses up one of them only.
const (
	looks = 10
	look  = 50 * time.Millisecond
)

// lastWords reads from a pipe until it ends, or it has looked often enough since the first deadline.
type lastWords struct {
	from   *os.File
	looked int
}

func (f *lastWords) Read(p []byte) (int, error) {
	for {
		n, err := f.from.Read(p)
		if n > 0 || !errors.Is(err, os.ErrDeadlineExceeded) {
			return n, err
		}
		if f.looked++; f.looked == looks {
			return 0, io.EOF
		}
		_ = f.from.SetReadDeadline(time.Now().Add(look))
	}
}

// started closes the ends that belong to the process now.
func (o *outputs) started() {
	for _, f := range o.theirs {
		f.Close()
	}
}

// wait reads to the end, but not much longer than the process lived.
func (o *outputs) wait() {
	for _, f := range o.ours {
		_ = f.SetReadDeadline(time.Now().Add(look)) // not on Windows, where pipes have none
	}
	o.close()
}

func (o *outputs) close() {
	o.started()
	o.readers.Wait()
	for _, f := range o.ours {
		f.Close()
	}
}

// tail keeps the last lines that are written to it.
type tail struct {
	copy io.Writer // nil: none

	mu   sync.Mutex
	last []byte
}

const (
	tailBytes = 4096
	tailLines = 20
)

func (t *tail) Write(p []byte) (int, error) {
	t.mu.Lock()
	t.last = append(t.last, p...)
	if len(t.last) > 2*tailBytes {
		t.last = append([]byte(nil), t.last[len(t.last)-tailBytes:]...)
	}
	t.mu.Unlock()
	if t.copy != nil {
		_, _ = t.copy.Write(p) // the onlooker may go away
	}
	return len(p), nil
}

func (t *tail) lines() []string {
	t.mu.Lock()
	text := string(t.last[max(0, len(t.last)-tailBytes):])
	t.mu.Unlock()
	text = strings.TrimRight(strings.ToValidUTF8(text, "\uFFFD"), "\r\n")
	if text == "" {
		return nil
	}
	lines := strings.Split(text, "\n")
	return lines[max(0, len(lines)-tailLines):]
}
