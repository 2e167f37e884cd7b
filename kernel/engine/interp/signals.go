package interp

import (
	"context"
	"os"
	"os/signal"
	"sync"
	"sync/atomic"
)

// watchSignals keeps the process alive when a whole group is interrupted (the parent asks by a message
// instead), and ends the session when the parent's death is signalled. A cell can send itself the same
// signals, to show how a program shuts down.
func (s *session) watchSignals() {
	parent := os.Getppid()
	drop := make(chan os.Signal, 1)
	signal.Notify(drop, os.Interrupt)
	last := make(chan os.Signal, 1)
	signal.Notify(last, parentDied...)
	go func() {
		for {
			select {
			case <-drop:
			case <-last:
				if s.signals.ever.Load() && os.Getppid() == parent {
					continue
				}
				endSession()
				os.Exit(1)
			}
		}
	}()
}

// signals are what cells have asked for.
type signals struct {
	ever atomic.Bool // a cell has asked for some

	mu       sync.Mutex
	channels map[chan<- os.Signal]bool
	contexts int
}

// asked reports whether some signal would wake a goroutine of a cell.
func (s *signals) asked() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.channels)+s.contexts > 0
}

// notify is signal.Notify.
func (s *signals) notify(c chan<- os.Signal, sigs ...os.Signal) {
	s.ever.Store(true)
	signal.Notify(c, sigs...)
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.channels == nil {
		s.channels = map[chan<- os.Signal]bool{}
	}
	s.channels[c] = true
}

// stop is signal.Stop.
func (s *signals) stop(c chan<- os.Signal) {
	signal.Stop(c)
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.channels, c)
}

// notifyContext is signal.NotifyContext.
func (s *signals) notifyContext(parent context.Context, sigs ...os.Signal) (context.Context, context.CancelFunc) {
	s.ever.Store(true)
	ctx, stop := signal.NotifyContext(parent, sigs...)
	s.count(1)
	var once sync.Once
	return ctx, func() {
		stop()
		once.Do(func() { s.count(-1) })
	}
}

func (s *signals) count(n int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.contexts += n
}
