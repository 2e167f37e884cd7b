package child

import (
	"runtime"
	"sync"
)

// A launcher starts processes, all from one thread that lives as long as it does: on Linux a process
// can be killed at its parent's death, and that means the death of the thread that started it.
type launcher struct {
	work chan func()
	done chan struct{}
	once sync.Once
}

func newLauncher() *launcher {
	l := &launcher{work: make(chan func()), done: make(chan struct{})}
	go func() {
		defer close(l.done)
		runtime.LockOSThread()
		defer runtime.UnlockOSThread()
		for f := range l.work {
			f()
		}
	}()
	return l
}

// start starts a process.
func (l *launcher) start(o Options) (p *process, err error) {
	started := make(chan struct{})
	l.work <- func() {
		defer close(started)
		p, err = startProcess(o)
	}
	<-started
	return p, err
}

func (l *launcher) stop() {
	l.once.Do(func() { close(l.work) })
	<-l.done
}
