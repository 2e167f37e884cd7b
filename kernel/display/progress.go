package display

import (
	"fmt"
	"html"
	"strings"
	"sync"
	"time"
)

// progressEvery is the shortest time between two shown states of a bar, its end excepted.
const progressEvery = 100 * time.Millisecond

// A Bar shows how far some work has come. Many goroutines may report to one bar.
type Bar struct {
	label  string
	total  int
	start  time.Time
	handle *Handle

	sending sync.Mutex // held while a state is shown, so that an older one never follows a newer one

	mu    sync.Mutex // guards what follows
	n     int
	timer *time.Timer // shows the state soon; nil if that is not due
	end   time.Time   // zero while the work goes on
}

// Progress displays a bar for work of total steps and returns it. A total of 0 or less means that it
// is not known. The bar ends by itself at total steps, or with [Bar.Done].
func Progress(total int, label string) *Bar {
	b := &Bar{label: label, total: total, start: time.Now(), handle: New("")}
	b.show()
	return b
}

// Add reports n more finished steps.
func (b *Bar) Add(n int) { b.change(func() { b.n += n }) }

// Set reports that n steps are finished in all.
func (b *Bar) Set(n int) { b.change(func() { b.n = n }) }

// Done ends the bar with the steps that it has; the clock of the bar stops. Done may be called again,
// and after the last step.
func (b *Bar) Done() {
	b.mu.Lock()
	ended := !b.end.IsZero()
	b.finish()
	b.mu.Unlock()
	if !ended {
		b.show()
	}
}

func (b *Bar) change(step func()) {
	b.mu.Lock()
	if !b.end.IsZero() {
		b.mu.Unlock()
		return
	}
	step()
	last := b.total > 0 && b.n >= b.total
	switch {
	case last:
		b.finish()
	case b.timer == nil:
		b.timer = time.AfterFunc(progressEvery, b.show)
	}
	b.mu.Unlock()
	if last {
		b.show()
	}
}

// finish stops the clock and the timer. The caller holds mu.
func (b *Bar) finish() {
	if b.end.IsZero() {
		b.end = time.Now()
	}
	if b.timer != nil {
		b.timer.Stop()
	}
}

// show sends the bar's state. It reads the state after it may send, so the last one sent is the newest.
func (b *Bar) show() {
	b.sending.Lock()
	defer b.sending.Unlock()
	s := b.state()
	if p, ok := sink().(*plain); ok {
		p.progress(b, s.text(), s.ended)
		return
	}
	b.handle.Update(Bundle{Data: map[string]any{mimeHTML: s.html(), mimeText: s.text()}})
}

func (b *Bar) state() progressState {
	b.mu.Lock()
	defer b.mu.Unlock()
	s := progressState{label: b.label, n: b.n, total: b.total, ended: !b.end.IsZero()}
	if s.ended {
		s.elapsed = b.end.Sub(b.start)
	} else {
		s.elapsed = time.Since(b.start)
		b.timer = nil
	}
	return s
}

// A progressState is what a bar shows at one moment.
type progressState struct {
	label    string
	n, total int // total <= 0: not known
	elapsed  time.Duration
	ended    bool
}

// text is the state in words and blocks, such as "stations ███████░░░░░ 37/100 37% 1.2s, 2.1s left".
func (s progressState) text() string {
	parts := []string{s.label}
	if s.total > 0 {
		const width = 20
		full := int(s.share() * width)
		parts = append(parts, strings.Repeat("█", full)+strings.Repeat("░", width-full))
	}
	return strings.TrimSpace(strings.Join(append(parts, s.words()), " "))
}

// html is the same with a bar drawn by borders and backgrounds, which every notebook keeps. The words
// carry all of it: the bar itself has no meaning of its own.
func (s progressState) html() string {
	var bar string
	if s.total > 0 {
		bar = fmt.Sprintf(`<div style="width:240px;height:10px;border:1px solid #808080;border-radius:5px;overflow:hidden">`+
			`<div style="width:%.0f%%;height:10px;background-color:#3b82c4"></div></div>`, 100*s.share())
	}
	return fmt.Sprintf(`<div style="display:flex;align-items:center;flex-wrap:wrap"><div style="margin-right:10px">%s</div>%s`+
		`<div style="margin-left:10px">%s</div></div>`, html.EscapeString(s.label), bar, s.words())
}

func (s progressState) share() float64 {
	return min(max(float64(s.n)/float64(s.total), 0), 1)
}

func (s progressState) words() string {
	if s.total <= 0 {
		return fmt.Sprintf("%d in %.1fs", s.n, s.elapsed.Seconds())
	}
	w := fmt.Sprintf("%d/%d %d%% %.1fs", s.n, s.total, int(100*s.share()), s.elapsed.Seconds())
	switch {
	case s.ended && s.n < s.total:
		w += " stopped"
	case !s.ended && s.n > 0 && s.n < s.total:
		left := s.elapsed.Seconds() * float64(s.total-s.n) / float64(s.n)
		w += fmt.Sprintf(", about %.1fs left", left)
	}
	return w
}
