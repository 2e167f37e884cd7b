package interp

import (
	"cmp"
	"slices"
	"strings"

	"weft/kernel/engine/pipe"
)

// What a look at all goroutines tells of locks: who awaits and who holds them.

// A holding is a lock as one goroutine holds it.
type holding struct {
	address address
	read    bool
	hold
}

// all are the locks that are held, by goroutine, and by lock.
func (k *locks) all() (by map[int64][]holding, of map[address][]holding) {
	by, of = map[int64][]holding{}, map[address][]holding{}
	for i := range k.shards {
		s := &k.shards[i]
		s.mu.Lock()
		for address, h := range s.held {
			if h.writer.goroutine != 0 {
				of[address] = append(of[address], holding{address, false, h.writer})
			}
			for _, r := range h.readers {
				of[address] = append(of[address], holding{address, true, r})
			}
		}
		s.mu.Unlock()
	}
	for _, list := range of {
		for _, h := range list {
			by[h.goroutine] = append(by[h.goroutine], h)
		}
	}
	for _, list := range by {
		slices.SortFunc(list, func(a, b holding) int { return cmp.Compare(a.order, b.order) })
	}
	return by, of
}

// awaited is the lock that a goroutine waits for, or may have waited for just now.
func (k *locks) awaited(goroutine int64) (await, bool) {
	w := &k.waits[goroutine%lockShards]
	w.mu.Lock()
	defer w.mu.Unlock()
	a, ok := w.waits[goroutine]
	return a, ok
}

// describe fills in what goroutines await and hold.
func (k *locks) describe(all []sight) {
	by, of := k.all()
	numbers := map[address]int64{}
	number := func(address address) int64 {
		if numbers[address] == 0 {
			numbers[address] = int64(len(numbers) + 1)
		}
		return numbers[address]
	}
	for i := range all {
		g := &all[i].Goroutine
		for _, h := range by[g.ID] {
			g.Holds = append(g.Holds, pipe.Lock{ID: number(h.address), Read: h.read, At: h.at.frame()})
		}
		a, ok := k.awaited(g.ID)
		if !ok || !strings.HasPrefix(g.State, "sync.Mutex.") && !strings.HasPrefix(g.State, "sync.RWMutex.") {
			continue
		}
		g.Awaits = &pipe.Lock{ID: number(a.lock), Read: a.read}
		for _, h := range of[a.lock] {
			g.Awaits.Holders = append(g.Awaits.Holders, h.goroutine)
			if g.Awaits.At == nil {
				g.Awaits.At = h.at.frame()
			}
		}
	}
}

// frame is the place of a note; nil if there is none.
func (n *note) frame() *pipe.Frame {
	if n == nil {
		return nil
	}
	f := exact(n.Pos.Cell, n.Pos.Line, n.Pos.Col)
	if len(n.Calls) == 0 {
		f.Func = n.in
	}
	return &f
}

// withHolders adds to some goroutines those among all that hold what they wait for, and what these wait for.
func withHolders(some, all []pipe.Goroutine) []pipe.Goroutine {
	known := map[int64]bool{}
	for _, g := range some {
		known[g.ID] = true
	}
	for i := 0; i < len(some); i++ {
		if some[i].Awaits == nil {
			continue
		}
		for _, id := range some[i].Awaits.Holders {
			at := slices.IndexFunc(all, func(g pipe.Goroutine) bool { return g.ID == id })
			if at >= 0 && !known[id] {
				known[id] = true
				some = append(some, all[at])
			}
		}
	}
	return some
}

// ring finds goroutines each of which waits for a lock that the next one holds; nil if there are none.
func ring(all []pipe.Goroutine) []int64 {
	next := map[int64][]int64{}
	for _, g := range all {
		if g.Awaits != nil {
			next[g.ID] = g.Awaits.Holders
		}
	}
	done := map[int64]bool{}
	var path []int64
	var follow func(id int64) []int64
	follow = func(id int64) []int64 {
		if i := slices.Index(path, id); i >= 0 {
			return slices.Clone(path[i:])
		}
		if done[id] {
			return nil
		}
		done[id] = true
		path = append(path, id)
		for _, holder := range next[id] {
			if found := follow(holder); len(found) > 1 {
				return found
			}
		}
		path = path[:len(path)-1]
		return nil
	}
	for _, g := range all {
		if found := follow(g.ID); len(found) > 1 {
			return found
		}
	}
	return nil
}
