package procs

import (
	"runtime"
	"sync"
)

// A launcher starts processes and goroutines of this package's own, all from one thread that lives as long as
// this process: on Linux a process can be told of its parent's death, and that means the death of the thread that
// started it. Its goroutines belong to no cell.
type launcher struct {
	once sync.Once
	work chan func()
}

func (l *launcher) start() {
	l.once.Do(func() {
		l.work = make(chan func())
		go func() {
			runtime.LockOSThread()
			for f := range l.work {
				f()
			}
		}()
	})
}

// do calls f on the thread and waits until it has returned.
func (l *launcher) do(f func()) {
	l.start()
	done := make(chan struct{})
	l.work <- func() {
		defer close(done)
		f()
	}
	<-done
}

// goes starts f as a goroutine that belongs to no cell.
func (l *launcher) goes(f func()) { l.do(func() { go f() }) }
