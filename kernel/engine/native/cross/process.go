package cross

import (
	"errors"
	"os"
	"runtime/debug"
	"sync"
)

// this is the process's own end of its private descriptors: as with os.Stdout there is one for a process.
// It is made before the cell's own variables are initialised, which may display something, or panic.
var this = start()

// A process sends events and waits for their answers.
type process struct {
	running bool     // as a compiled cell
	serving bool     // as a worker
	words   *os.File // a worker's descriptor 2, which would be closed if it were collected
	events  *os.File
	answers *os.File

	writing sync.Mutex // held while an event is written

	mu      sync.Mutex
	arrival *sync.Cond // signalled when the following change
	seq     uint64
	arrived map[uint64]Answer
	reading bool  // somebody reads answers; no goroutine of ours does, or deadlocks would go unseen
	lost    error // why there are no more
}

// start takes the descriptors, if the process has been started as a compiled cell.
func start() *process {
	p := &process{arrived: map[uint64]Answer{}}
	p.arrival = sync.NewCond(&p.mu)
	switch os.Getenv(Variable) {
	case Version:
		take(EventsFD, OutFD)
		p.running = true
		p.events, p.answers = os.NewFile(EventsFD, "events"), os.NewFile(AnswersFD, "answers")
		crash := os.NewFile(CrashFD, "crash")
		debug.SetCrashOutput(crash, debug.CrashOptions{})
		crash.Close() // the run time has its own copy
	case WorkerVersion:
		take(ControlFD, StderrFD)
		p.serving = true
		p.words = os.Stderr
		os.Stderr = os.NewFile(StderrFD, "/dev/stderr")
	}
	return p
}

// take keeps the private descriptors, from first to last, from other programs.
func take(first, last int) {
	os.Unsetenv(Variable)
	for fd := first; fd <= last; fd++ {
		if err := keep(fd); err != nil {
			os.Stderr.WriteString("weft: a compiled cell is started by weft, not by hand: " + err.Error() + "\n")
			os.Exit(125)
		}
	}
}

// Running reports whether this process is a compiled cell.
func Running() bool { return this.running }

// Send sends an event, whose Seq it chooses, and waits for the answer.
func Send(e Event) (Answer, error) { return this.ask(e) }

func (p *process) ask(e Event) (Answer, error) {
	p.mu.Lock()
	p.seq++
	e.Seq = p.seq
	p.mu.Unlock()
	if err := p.send(e); err != nil {
		return Answer{}, err
	}
	return p.wait(e.Seq)
}

func (p *process) send(e Event) error {
	if !p.running {
		return errors.New("this program is not run by a notebook")
	}
	p.writing.Lock()
	defer p.writing.Unlock()
	return WriteEvent(p.events, e)
}

// wait returns the answer of that number. Of those that wait one reads, for all.
func (p *process) wait(seq uint64) (Answer, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for {
		a, ok := p.arrived[seq]
		switch {
		case ok:
			delete(p.arrived, seq)
			return a, nil
		case p.lost != nil:
			return Answer{}, p.lost
		case p.reading:
			p.arrival.Wait()
		default:
			p.read()
		}
	}
}

// read reads one answer. mu is held, except while it waits.
func (p *process) read() {
	p.reading = true
	p.mu.Unlock()
	a, err := ReadAnswer(p.answers)
	p.mu.Lock()
	p.reading = false
	if err != nil {
		p.lost = err
	} else {
		p.arrived[a.Seq] = a
	}
	p.arrival.Broadcast()
}

// Serving reports whether this process is a worker.
func Serving() bool { return this.serving }
