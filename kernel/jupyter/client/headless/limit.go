package headless

import (
	"context"
	"fmt"
	"sync"
	"time"
)

// A limit interrupts a cell that takes too long, and gives it up if that does not help.
type limit struct {
	cancel  context.CancelFunc
	running sync.WaitGroup
	reached error // what happened, in words for the notebook's author
}

// newLimit starts the clock of a cell. The context ends when the cell is to be given up.
func newLimit(ctx context.Context, k Kernel, o Options) (context.Context, *limit) {
	ctx, cancel := context.WithCancel(ctx)
	l := &limit{cancel: cancel}
	if o.Timeout > 0 {
		l.running.Go(func() { l.watch(ctx, k, o) })
	}
	return ctx, l
}

// stop ends the watch and returns what the limit did, nil if it was not reached.
func (l *limit) stop() error {
	l.cancel()
	l.running.Wait()
	return l.reached
}

func (l *limit) watch(ctx context.Context, k Kernel, o Options) {
	if !o.pass(ctx, o.Timeout) {
		return
	}
	l.reached = fmt.Errorf("the cell took longer than %v and was interrupted", o.Timeout)
	// The cell may end before the interrupt is answered; the answer is waited for all the same.
	asking, cancel := context.WithTimeout(context.WithoutCancel(ctx), o.Grace)
	err := k.Interrupt(asking)
	cancel()
	if err == nil && !o.pass(ctx, o.Grace) {
		return // it ended
	}
	if ctx.Err() != nil {
		return
	}
	if err != nil {
		l.reached = fmt.Errorf("the cell took longer than %v and could not be interrupted: %w", o.Timeout, err)
	} else {
		l.reached = fmt.Errorf("the cell took longer than %v and did not end within %v of an interrupt", o.Timeout, o.Grace)
	}
	l.cancel()
}

// sleep reports whether the whole time has passed.
func sleep(ctx context.Context, d time.Duration) bool {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return true
	case <-ctx.Done():
		return false
	}
}
