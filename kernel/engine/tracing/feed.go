package tracing

import (
	"errors"
	"fmt"
	"io"

	"golang.org/x/exp/trace"
)

// MaxEvents is how many events of a trace are read.
const MaxEvents = 5_000_000

// A change is an event of a trace, as far as a recording is about it.
type change struct {
	at        trace.Time // also of an event that is of no other interest
	kind      changeKind
	from, to  trace.GoState
	goroutine int64
	by        int64 // the goroutine that did it, 0 if none did
	reason    string
	number    int64 // of processors, or which one
}

type changeKind uint8

const (
	changeNone    changeKind = iota
	changeState              // of a goroutine
	changeProcOn             // a processor begins to run goroutines
	changeProcOff            // it ends that
	changeProcs              // GOMAXPROCS
	changeNote               // reason is what has been noted in the trace
)

// A feed reads the events of a trace while its caller takes up those that were read before: to put them in order takes about as
// long as what is made of them. Lists of events go round in a circle between the two.
type feed struct {
	read, used chan []change
	stop       chan struct{} // closed when no more are wanted
	cut        bool          // the trace breaks off; known when read is closed
}

// The sizes of a feed: lists, and events in each.
const (
	feedLists = 4
	feedSize  = 512
)

// newFeed begins to read a trace.
func newFeed(tr *trace.Reader) *feed {
	f := &feed{read: make(chan []change, feedLists), used: make(chan []change, feedLists), stop: make(chan struct{})}
	for range feedLists {
		f.used <- make([]change, 0, feedSize)
	}
	go func() {
		defer close(f.read)
		f.cut = f.follow(tr)
	}()
	return f
}

// end stops the reading, and returns when nothing reads any more.
func (f *feed) end() {
	close(f.stop)
	for range f.read {
	}
}

// follow reads events until there are no more, or none are wanted; cut says that the trace breaks off.
func (f *feed) follow(tr *trace.Reader) (cut bool) {
	for left := MaxEvents; ; {
		var list []change
		select {
		case list = <-f.used:
		case <-f.stop:
			return false
		}
		list, err := fill(list[:0], tr, left)
		left -= len(list)
		f.read <- list // there is room for all lists
		switch {
		case errors.Is(err, io.EOF):
			return false
		case err != nil:
			return true
		}
	}
}

var errTooMany = errors.New("read trace: too many events")

// fill reads events into the room of a list, not more than most. If a trace is so damaged that its reader panics, that is an
// error too.
func fill(list []change, tr *trace.Reader, most int) (all []change, err error) {
	all = list
	defer func() {
		if v := recover(); v != nil {
			err = fmt.Errorf("read trace: %v", v)
		}
	}()
	for len(all) < cap(all) {
		e, err := tr.ReadEvent()
		if err != nil {
			return all, err
		}
		if len(all) == most {
			return all, errTooMany
		}
		all = append(all, changeOf(e))
	}
	return all, nil
}

func changeOf(e trace.Event) change {
	c := change{at: e.Time()}
	switch e.Kind() {
	case trace.EventLog:
		if l := e.Log(); l.Category == category {
			c.kind, c.reason = changeNote, l.Message
		}
	case trace.EventMetric:
		if m := e.Metric(); m.Name == "/sched/gomaxprocs:threads" {
			c.kind, c.number = changeProcs, int64(m.Value.Uint64())
		}
	case trace.EventStateTransition:
		t := e.StateTransition()
		switch t.Resource.Kind {
		case trace.ResourceGoroutine:
			c.kind, c.goroutine, c.reason = changeState, int64(t.Resource.Goroutine()), t.Reason
			c.from, c.to = t.Goroutine()
			if by := e.Goroutine(); by != trace.NoGoroutine {
				c.by = int64(by)
			}
		case trace.ResourceProc:
			c.kind, c.number = changeProcOff, int64(t.Resource.Proc())
			if _, to := t.Proc(); to == trace.ProcRunning {
				c.kind = changeProcOn
			}
		}
	}
	return c
}
