package rt

import (
	"iter"
	"strings"
	"sync"
	"time"
)

// A Birth is where and when a goroutine was started. One that runs a function of a cell inside another, as a
// callback, has several; the first counts.
type Birth struct {
	Goroutine int64
	At        string // "cell[3]:7:2"; "cell[3]:0:0" if compiled code did that; "" for a cell's own
	When      time.Time

	before, after *Birth
}

// births are those of the goroutines that live. Beginning and ending costs each goroutine a tenth of a
// microsecond, however many there are.
type births struct{ shards [birthShards]birthShard }

type birthShard struct {
	mu    sync.Mutex
	first *Birth
	_     [40]byte // a shard has a cache line of its own
}

const birthShards = 32 // a power of two

func (b *births) of(goroutine int64) *birthShard { return &b.shards[goroutine&(birthShards-1)] }

// Born records that the calling goroutine has begun; Died takes what it returns.
func (r *RT) Born(at string) *Birth {
	n := &Birth{Goroutine: Goroutine(), At: at, When: time.Now()}
	s := r.births.of(n.Goroutine)
	s.mu.Lock()
	defer s.mu.Unlock()
	if n.after = s.first; n.after != nil {
		n.after.before = n
	}
	s.first = n
	return n
}

// Died forgets a birth.
func (r *RT) Died(n *Birth) {
	s := r.births.of(n.Goroutine)
	s.mu.Lock()
	defer s.mu.Unlock()
	if n.before == nil {
		s.first = n.after
	} else {
		n.before.after = n.after
	}
	if n.after != nil {
		n.after.before = n.before
	}
}

// Births are the first ones of all goroutines that live, in no order.
func (r *RT) Births() iter.Seq[Birth] {
	return func(yield func(Birth) bool) {
		for i := range r.births.shards {
			for _, n := range r.births.shards[i].all() {
				if !yield(n) {
					return
				}
			}
		}
	}
}

// all are the first births of a shard's goroutines.
func (s *birthShard) all() map[int64]Birth {
	s.mu.Lock()
	defer s.mu.Unlock()
	first := map[int64]Birth{}
	for n := s.first; n != nil; n = n.after { // the latest comes first
		b := Birth{Goroutine: n.Goroutine, At: n.At, When: n.When}
		if later := first[n.Goroutine].At; later != "" && strings.HasSuffix(b.At, ":0:0") {
			b.At = later // such as time.AfterFunc's, which the function that it calls knows
		}
		first[n.Goroutine] = b
	}
	return first
}
