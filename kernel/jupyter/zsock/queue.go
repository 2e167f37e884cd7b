package zsock

import "sync"

// An item is what a writer sends next: a message, or a command with one frame of data.
type item struct {
	command string // "" for a message
	frames  [][]byte
	cost    int64 // as its queue counts it
}

// maxReuse is the capacity in items beyond which a queue gives its memory back.
const maxReuse = 1024

// A queue holds what waits for one peer. Any number of goroutines push, one takes.
type queue struct {
	mu     sync.Mutex
	more   sync.Cond
	items  []item
	bytes  int64 // cost of items, and of those taken and not yet written
	closed bool  // takes no more; what it holds is still taken
	broken bool  // holds nothing any more
}

func newQueue() *queue {
	q := &queue{}
	q.more.L = &q.mu
	return q
}

// push appends it unless that would bring the queue above limit bytes. An empty queue takes
// everything, and counts it as half of the limit at most: behind one huge message there
// still is room. It reports whether the item was taken; a closed queue takes nothing.
func (q *queue) push(it item, limit int64) bool {
	it.cost = cost(it.frames)
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.bytes == 0 {
		it.cost = min(it.cost, limit/2)
	}
	if q.closed || q.bytes+it.cost > limit {
		return false
	}
	q.items = append(q.items, it)
	q.bytes += it.cost
	q.more.Signal()
	return true
}

// take waits for items and returns all of them; reuse may be the slice that take returned
// before. It returns false when the queue is closed and empty.
func (q *queue) take(reuse []item) ([]item, bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	for len(q.items) == 0 && !q.closed {
		q.more.Wait()
	}
	items := q.items
	q.items = nil
	if cap(reuse) <= maxReuse {
		q.items = reuse[:0]
	}
	return items, len(items) > 0
}

// written accounts for an item that take returned.
func (q *queue) written(it item) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if !q.broken {
		q.bytes -= it.cost
	}
}

// size returns the bytes that wait.
func (q *queue) size() int64 {
	q.mu.Lock()
	defer q.mu.Unlock()
	return q.bytes
}

// close lets the taker finish what is queued.
func (q *queue) close() {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.closed = true
	q.more.Signal()
}

// discard closes the queue and forgets what it holds. It returns how many bytes that were.
func (q *queue) discard() int64 {
	q.mu.Lock()
	defer q.mu.Unlock()
	lost := q.bytes
	q.items, q.bytes, q.closed, q.broken = nil, 0, true, true
	q.more.Signal()
	return lost
}
