//go:build unix

package child

import (
	"context"
	"testing"
	"time"
)

// waitSpare waits for a spare that is ready and is not old.
func waitSpare(t *testing.T, c *Child, old *process) *process {
	t.Helper()
	limit, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	for {
		c.mu.Lock()
		p := c.spare
		c.mu.Unlock()
		if p != nil && p != old {
			select {
			case <-p.ready:
				return p
			case <-limit.Done():
				t.Fatal("the spare does not get ready")
			}
		}
		select {
		case <-limit.Done():
			t.Fatal("there is no spare")
		case <-time.After(2 * time.Millisecond):
		}
	}
}

// A spare that is killed is replaced by another, and a cell never finds it.
func TestSpareKilled(t *testing.T) {
	n := open(t, Options{SpareDelay: time.Millisecond})
	n.must("", "")
	var killed *process
	for range 3 {
		killed = waitSpare(t, n.Child, killed)
		killed.kill()
	}
	next := waitSpare(t, n.Child, killed)
	if err := n.Restart(t.Context()); err != nil {
		t.Fatal(err)
	}
	n.must("", `fmt.Println("lives")`)
	if n.current != next {
		t.Error("the spare has not taken over")
	}
}

// Declare cannot be interrupted, and its context kills the process.
func TestDeclare(t *testing.T) {
	n := open(t, noSpare())
	e := n.prepare("", `for { }`)
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() {
		_, err := n.Declare(ctx, e, n.recorder)
		ended <- err
	}()
	n.waitRunning()
	n.Interrupt()
	n.Interrupt()
	select {
	case err := <-ended:
		t.Fatalf("an interrupt has ended it: %v", err)
	case <-time.After(50 * time.Millisecond):
	}
	cancel()
	if err, ok := (<-ended).(*ExitError); !ok || err.Interrupted {
		t.Errorf("%v, want an ExitError that is no interrupt", err)
	}
	n.must("", `fmt.Println("lives")`)
}

// waitRunning waits until something runs.
func (n *notebook) waitRunning() {
	n.Helper()
	limit, cancel := context.WithTimeout(n.Context(), 30*time.Second)
	defer cancel()
	for {
		n.Child.mu.Lock()
		running := n.Child.run != nil
		n.Child.mu.Unlock()
		if running {
			return
		}
		if limit.Err() != nil {
			n.Fatal("nothing runs")
		}
		time.Sleep(time.Millisecond)
	}
}
