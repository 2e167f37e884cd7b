package interp

import (
	"context"
	"os"
	"os/signal"
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
				if s.signals.Load() && os.Getppid() == parent {
					continue
				}
				endSession()
				os.Exit(1)
			}
		}
	}()
}

// notify is signal.Notify.
func (s *session) notify(c chan<- os.Signal, sigs ...os.Signal) {
	s.signals.Store(true)
	signal.Notify(c, sigs...)
}

// notifyContext is signal.NotifyContext.
func (s *session) notifyContext(parent context.Context, sigs ...os.Signal) (context.Context, context.CancelFunc) {
	s.signals.Store(true)
	return signal.NotifyContext(parent, sigs...)
}
