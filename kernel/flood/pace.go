package flood

import (
	"sync"
	"time"

	"weft/kernel/jupyter/msg"
)

// A pacer passes outputs on in their order. What takes the place of something else, and so can be repeated for ever,
// it passes on only so often: of the frames of an animation that come faster it leaves out those that nobody
// would have seen. The last one always arrives.
type pacer struct {
	out Out
	mu  *sync.Mutex // held by who calls a method

	next    time.Time // from then on something may be replaced again
	bytes   int64     // passed on since the last replacement
	held    []event
	size    int64          // of held
	updates map[string]int // id -> index of its update in held
	timer   *time.Timer
	waiting bool // for the timer
}

const (
	frame    = 40 * time.Millisecond // between replacements
	rate     = 800_000               // bytes a second of replacements; a Jupyter server drops what exceeds 1 MB/s
	mostHeld = 4_000_000             // bytes, and
	mostKept = 1000                  // events that wait for their turn
)

// An event is one call of an Out's method.
type event struct {
	kind           kind
	name, text     string
	data, metadata msg.Bundle
	id             string
	wait           bool
}

type kind int

const (
	stream kind = iota
	display
	update
	result
	clear_
)

func (e event) size() int64 { return int64(len(e.text)) + size(e.data) }

func (p *pacer) Stream(name, text string) { p.add(event{kind: stream, name: name, text: text}) }
func (p *pacer) Display(data, metadata msg.Bundle, id string) {
	p.add(event{kind: display, data: data, metadata: metadata, id: id})
}
func (p *pacer) Update(data, metadata msg.Bundle, id string) {
	p.add(event{kind: update, data: data, metadata: metadata, id: id})
}
func (p *pacer) Result(data, metadata msg.Bundle) {
	p.add(event{kind: result, data: data, metadata: metadata})
}
func (p *pacer) Clear(wait bool) { p.add(event{kind: clear_, wait: wait}) }

// add passes an event on, or keeps it until its turn.
func (p *pacer) add(e event) {
	replaces := e.kind == update || e.kind == clear_
	if !p.waiting {
		now := time.Now()
		if !replaces || now.After(p.next) {
			p.pass(e)
			if replaces {
				p.schedule(now)
			}
			return
		}
		p.wait(p.next.Sub(now))
	}
	p.hold(e)
	if p.size > mostHeld || len(p.held) > mostKept {
		p.release()
	}
}

// schedule says when the next replacement may be.
func (p *pacer) schedule(now time.Time) {
	took := time.Duration(p.bytes) * time.Second / rate
	p.next, p.bytes = now.Add(max(frame, took)), 0
}

// wait has what is held released after a while.
func (p *pacer) wait(d time.Duration) {
	p.waiting = true
	if p.timer != nil {
		p.timer.Reset(d)
		return
	}
	p.timer = time.AfterFunc(d, func() {
		p.mu.Lock()
		defer p.mu.Unlock()
		if p.waiting {
			p.release()
		}
	})
}

// hold keeps an event in its place behind the others, and forgets those that it makes pointless.
func (p *pacer) hold(e event) {
	if p.updates == nil {
		p.updates = make(map[string]int)
	}
	last := len(p.held) - 1
	switch e.kind {
	case stream:
		if last >= 0 && p.held[last].kind == stream && p.held[last].name == e.name {
			p.held[last].text += e.text
			p.size += int64(len(e.text))
			return
		}
	case update:
		if i, ok := p.updates[e.id]; ok {
			p.size += e.size() - p.held[i].size()
			p.held[i] = e
			return
		}
		p.updates[e.id] = len(p.held)
	case display:
		delete(p.updates, e.id) // one that follows is for this display as well
	case clear_:
		p.forget()
	}
	p.held = append(p.held, e)
	p.size += e.size()
}

// forget drops what would be cleared. Updates may be for displays of other cells.
func (p *pacer) forget() {
	held := p.held
	p.held, p.size = nil, 0
	clear(p.updates)
	for _, e := range held {
		if e.kind == update {
			p.hold(e)
		}
	}
}

// release passes on all that is held.
func (p *pacer) release() {
	if p.waiting {
		p.waiting = false
		p.timer.Stop()
	}
	if len(p.held) == 0 {
		return
	}
	held := p.held
	p.held, p.size = nil, 0
	clear(p.updates)
	for _, e := range held {
		p.pass(e)
	}
	p.schedule(time.Now())
}

func (p *pacer) pass(e event) {
	p.bytes += e.size()
	switch e.kind {
	case stream:
		p.out.Stream(e.name, e.text)
	case display:
		p.out.Display(e.data, e.metadata, e.id)
	case update:
		p.out.Update(e.data, e.metadata, e.id)
	case result:
		p.out.Result(e.data, e.metadata)
	case clear_:
		p.out.Clear(e.wait)
	}
}
