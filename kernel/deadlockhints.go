package kernel

import (
	"slices"
	"strings"

	"weft/kernel/engine/pipe"
	"weft/kernel/golang/cell"
	"weft/kernel/golang/waits"
)

// maxHints is how many hints a deadlock has.
const maxHints = 2

// deadlockHints say what to do about a deadlock, the nearest cause first. A hint is given only where it is true
// whatever the rest of the program does.
func (s *Session) deadlockHints(all []blocked, c cast, total int, ring []int64) []string {
	var hints []string
	add := func(hint string) {
		if hint != "" && !slices.Contains(hints, hint) && len(hints) < maxHints {
			hints = append(hints, hint)
		}
	}
	for _, b := range all {
		add(s.lockHint(b, c))
	}
	if len(ring) > 1 {
		add("let every goroutine take the locks in the same order")
	}
	for _, b := range all {
		add(nilHint(b))
	}
	if len(hints) > 0 {
		return hints
	}
	add(collectHint(all))
	ranges := func(main bool) {
		for _, b := range all {
			if b.op.Kind == waits.Ranging && b.op.On != "" && b.Main == main {
				add("a range over a channel ends when the channel is closed: close(" + b.op.On + ") after the last send")
			}
		}
	}
	if ranges(false); len(hints) == 0 { // what the cell ranges over often waits for those to end
		ranges(true)
	}
	if total == 1 && len(all) == 1 {
		add(aloneHint(all[0]))
	}
	return hints
}

// collectHint is for a cell that waits until all goroutines are done, and these until it takes their values.
func collectHint(all []blocked) string {
	if len(all) < 2 || !all[0].Main || all[0].op.Kind != waits.Group || all[0].op.On == "" {
		return ""
	}
	results := all[1].op.On
	for _, b := range all[1:] {
		if b.op.Kind != waits.Sending || b.op.Nil || b.op.On != results || results == "" {
			return ""
		}
	}
	return "nobody receives from " + results + " while the cell is at " + all[0].op.On + ": receive first, and Wait in another goroutine"
}

// lockHint is for a lock that nobody will give back.
func (s *Session) lockHint(b blocked, c cast) string {
	l := b.Awaits
	if l == nil || len(l.Holders) != 1 || b.op.Recv == "" {
		return ""
	}
	holder, taken := l.Holders[0], ""
	if l.At != nil {
		taken = s.lockText(*l.At)
	}
	readsFirst := strings.HasSuffix(taken, ".RLock()")
	unlock := strings.Replace(taken, "Lock()", "Unlock()", 1)
	switch {
	case len(b.ids) == 1 && holder == b.ids[0]:
		if readsFirst && b.op.Kind == waits.Locking {
			return "a read lock cannot become a write lock: " + unlock + " before " + b.op.On
		}
		return "the goroutine holds this lock already, so it waits for itself: unlock first, or leave the locking to the caller"
	case c.names[holder] == "" && c.whole && unlock != "":
		hint := "who took the lock has ended without " + unlock + ": write defer " + unlock + " below " + taken
		if l.At.Cell != c.cell {
			hint += "; to go on, run the cell again that declares the lock"
		}
		return hint
	}
	return ""
}

// lockText is the call that took a lock, "" if the text does not tell.
func (s *Session) lockText(f pipe.Frame) string {
	c := cell.Parse(f.Cell, s.sources[f.Cell]).Rest()
	for _, state := range []string{"sync.Mutex.Lock", "sync.RWMutex.RLock"} {
		if op := waits.At(c, waits.Place{Pos: framePos(f), Exact: f.Exact}, state, ""); op.Recv != "" && op.Pos.Line == f.Line {
			return op.On
		}
	}
	return ""
}

func nilHint(b blocked) string {
	if !b.op.Nil || b.op.Kind == waits.Calling {
		return ""
	}
	name := b.op.On
	if name == "" {
		name = "the channel"
	}
	if strings.HasSuffix(name, ".Done()") {
		return name + " is nil, because the context can never be cancelled: make one with context.WithCancel or WithTimeout"
	}
	return name + " is nil, so nothing can ever come through it: make it first, with make(chan T)"
}

// aloneHint is for a cell that waits with nobody else there.
func aloneHint(b blocked) string {
	switch b.op.Kind {
	case waits.Locking:
		if b.Call == "sync.(*Once).Do" {
			return "Do waits until the call of its function that it began has ended: that function must not call Do again"
		}
	case waits.Sending:
		return "a send waits for a receiver, or for room in the buffer, and no other goroutine is left: receive in another goroutine"
	case waits.Receiving:
		return "a receive waits for a send or a close, and no other goroutine is left: send in another goroutine"
	case waits.Selecting:
		return "a select waits until one of its cases can go on, and no other goroutine is left; with a default it does not wait"
	case waits.Never:
		return "select {} never goes on: wait for the goroutines with a sync.WaitGroup or a channel"
	case waits.Group:
		if b.op.Recv != "" && (b.Call == "" || b.Call == "sync.(*WaitGroup).Wait") {
			return "more was added to " + b.op.Recv + " than done: for each Add(1) one Done, best deferred; " + b.op.Recv + ".Go does both"
		}
	case waits.Cond:
		return "Wait goes on at a Signal or Broadcast that comes after it, and no other goroutine is left to call one"
	}
	return ""
}
