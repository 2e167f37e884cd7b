// Package launch starts processes that end with this one. It knows nothing of what they do; package
// group ends what they in turn have started.
package launch

import (
	"runtime"
	"sync"
)

// A Launcher starts processes, all from one thread that lives as long as it does: on Linux a process
// can be told of its parent's death, and that means the death of the thread that started it.
type Launcher struct {
	work chan func()
	done chan struct{}
	once sync.Once
}

// New returns a Launcher, which must be stopped.
func New() *Launcher {
	l := &Launcher{work: make(chan func()), done: make(chan struct{})}
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

// Do calls start, which starts a process, on the thread and waits until it has returned.
func (l *Launcher) Do(start func()) {
	started := make(chan struct{})
	l.work <- func() {
		defer close(started)
		start()
	}
	<-started
}

// Stop ends the thread, and with it, on Linux, the processes that have not ended. Do must not be called
// any more.
func (l *Launcher) Stop() {
	l.once.Do(func() { close(l.work) })
	<-l.done
}
