package zsock

import "sync"

// A ledger bounds the bytes of unread messages of all peers together. When they are too many, the
// peer that holds most is cut off: an honest one is not, as long as others are worse.
type ledger struct {
	max int64

	mu    sync.Mutex
	total int64
	held  map[*link]int64
}

func newLedger(max int64) *ledger {
	return &ledger{max: max, held: map[*link]int64{}}
}

// add accounts for n more bytes of l.
func (g *ledger) add(l *link, n int64) error {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.held[l] += n
	g.total += n
	for g.total > g.max {
		worst := l
		for other, held := range g.held {
			if held > g.held[worst] {
				worst = other
			}
		}
		g.remove(worst)
		if worst == l {
			return ErrMemory
		}
		worst.cut(ErrMemory)
	}
	return nil
}

// release forgets what l holds: its message has been handed over, or l has ended.
func (g *ledger) release(l *link) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.remove(l)
}

func (g *ledger) remove(l *link) {
	g.total -= g.held[l]
	delete(g.held, l)
}
