package kernel

import (
	"context"

	"weft/kernel/golang/check"
	"weft/kernel/jupyter/msg"
	"weft/kernel/magic"
)

// What magics need that work on whole cells and show results of their own.

// Display implements magic.Host.
func (r *run) Display(data map[string]any, id string) {
	switch {
	case id != "" && r.shown[id]:
		bare(r.out).Update(data, nil, id)
		return
	case id != "" && r.shown == nil:
		r.shown = map[string]bool{}
	}
	if id != "" {
		r.shown[id] = true
	}
	bare(r.out).Display(msg.Bundle(data), nil, id)
}

// Live implements magic.Host.
func (r *run) Live() bool {
	_, console := bare(r.out).(interface{ Remark(text string) })
	return !console
}

// Stoppable implements magic.Host.
func (r *run) Stoppable(ctx context.Context) (context.Context, context.CancelFunc) {
	ctx, stop := context.WithCancel(ctx)
	r.session.setStop(stop)
	return ctx, func() {
		r.session.setStop(nil)
		stop()
	}
}

// Cell implements magic.Host.
func (r *run) Cell() magic.Cell {
	r.session.mu.Lock()
	defer r.session.mu.Unlock()
	for _, c := range r.session.history {
		if c.Number == r.number {
			return c
		}
	}
	return magic.Cell{Number: r.number, Source: r.session.sources[r.number]}
}

// Cells implements magic.Host.
func (r *run) Cells() []magic.Cell {
	r.session.mu.Lock()
	defer r.session.mu.Unlock()
	return r.session.history // never changed in place
}

// Declarations implements magic.Host.
func (r *run) Declarations(names ...string) []check.Part {
	r.session.mu.Lock()
	session := r.session.check
	r.session.mu.Unlock()
	return session.Parts(names...)
}
