package flood

import (
	"context"
	"fmt"
	"sync"
	"time"

	"weft/kernel/jupyter/msg"
)

// A Gate is the Out of one cell that passes on what the limits allow. It is safe for concurrent use.
type Gate struct {
	settings *Settings
	number   int // of the cell
	out      Out

	mu       sync.Mutex // guards what follows; held while out takes something
	pace     pacer
	marks    int // so far
	ended    bool
	text     printed
	displays displayed
	file     *file // nil: none yet, or none any more
}

var _ Out = (*Gate)(nil)

// printed is what is known of the text since the cell's output was cleared last.
type printed struct {
	cost int64 // of what was passed on
	more int64 // bytes that were not
	tail tail  // of these, while the cell runs
	mark *mark // nil: everything was passed on

	tailed bool // the tail has been shown
}

// displayed is what is known of the displays since then.
type displayed struct {
	n, more int
	bytes   int64
	mark    *mark
}

// Gate returns the gate of the cell of that number.
func (s *Settings) Gate(number int, out Out) *Gate {
	g := &Gate{settings: s, number: number, out: out}
	g.pace = pacer{out: out, mu: &g.mu}
	return g
}

// Stream implements Out.
func (g *Gate) Stream(name, text string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	l := g.settings.Limits()
	if l.Keep && !g.ended {
		g.keep(text)
	}
	if g.text.mark == nil {
		n := len(text)
		if !l.Unlimited() {
			var cost int64
			n, cost = fit(text, l.Text-g.text.cost)
			g.text.cost += cost
		}
		if n > 0 {
			g.pace.Stream(name, text[:n])
		}
		if text = text[n:]; text == "" {
			return
		}
		g.text.mark = g.newMark(textWords)
	}
	g.text.more += int64(len(text))
	if !g.ended {
		g.text.tail.add(name, text)
	}
	g.text.mark.change()
}

// Display implements Out.
func (g *Gate) Display(data, metadata msg.Bundle, id string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.room(data, 1) {
		g.pace.Display(data, metadata, id)
	}
}

// Update implements Out. It adds nothing to a notebook, so that it may be called any number of times.
func (g *Gate) Update(data, metadata msg.Bundle, id string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.room(data, 0) {
		g.pace.Update(data, metadata, id)
	}
}

// Result implements Out. The end of text that was left out comes above it.
func (g *Gate) Result(data, metadata msg.Bundle) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.showTail()
	if g.room(data, 0) {
		g.pace.Result(data, metadata)
	}
}

// room reports whether one more display fits, and takes the room. n is 0 if it takes the place of another.
func (g *Gate) room(data msg.Bundle, n int) bool {
	l, d := g.settings.Limits(), &g.displays
	if l.Unlimited() {
		return true
	}
	bytes := size(data)
	full := d.mark != nil || d.n+n > l.Displays || d.bytes+bytes > displayShare*l.Text
	if n == 0 { // what is replaced is none that is added
		full = bytes > displayShare*l.Text
	}
	if !full {
		d.n, d.bytes = d.n+n, d.bytes+int64(n)*bytes
		return true
	}
	d.more++
	if d.mark == nil {
		d.mark = g.newMark(displayWords)
	}
	d.mark.change()
	return false
}

// Clear implements Out. The limits count anew: what was there is gone.
func (g *Gate) Clear(wait bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.text.mark.drop()
	g.displays.mark.drop()
	g.text, g.displays = printed{}, displayed{}
	g.pace.Clear(wait)
}

// Input implements Out.
func (g *Gate) Input(ctx context.Context, prompt string, password bool) (string, error) {
	g.Flush()
	return g.out.Input(ctx, prompt, password)
}

// Flush passes on what waits for its turn.
func (g *Gate) Flush() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.pace.release()
}

// Inner is where the outputs go, for what is not the cell's own and has no limit. What the cell has put out so far is
// there already.
func (g *Gate) Inner() Out {
	g.Flush()
	return g.out
}

// End says that the cell has ended. Its goroutines may still put things out, which count as the cell's.
func (g *Gate) End() {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.ended {
		return
	}
	g.showTail()
	g.ended = true
	g.closeFile()
	for _, m := range []*mark{g.text.mark, g.displays.mark} {
		m.settle()
	}
	g.pace.release()
}

// showTail shows the end of the text that was left out, below a mark that says how much is missing now.
func (g *Gate) showTail() {
	t := &g.text
	if t.mark == nil || g.ended || t.tail.size() == 0 {
		return
	}
	pieces, bytes := t.tail.take(t.more)
	t.more, t.tailed = t.more-bytes, true
	t.mark.settle()
	for _, p := range pieces {
		g.pace.Stream(p.name, string(p.text))
	}
}

// newMark shows a mark below what the cell has put out so far.
func (g *Gate) newMark(words func(*mark) string) *mark {
	g.marks++
	m := &mark{gate: g, words: words, id: fmt.Sprintf("weft-more-%d-%d", g.number, g.marks), wait: time.Second}
	m.limits = g.settings.Limits()
	m.said = words(m)
	g.pace.Display(g.settings.bundle(m.said), nil, m.id)
	return m
}
