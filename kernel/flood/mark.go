package flood

import (
	"fmt"
	"strings"
	"time"
)

// A mark is the one display that says what is missing. It is brought up to date while more is left out, less and
// less often, so that who prints for ever does not flood by its marks. All methods may be called on nil; the
// caller holds the gate's mu.
type mark struct {
	gate  *Gate
	id    string
	words func(*mark) string
	said  string

	limits Limits // that were reached

	timer *time.Timer
	wait  time.Duration // until it is brought up to date
	armed bool
}

// longestWait is how long the figures of a mark may be out of date.
const longestWait = time.Minute

// change says that more is missing.
func (m *mark) change() {
	if m.armed {
		return
	}
	m.armed = true
	if m.timer != nil {
		m.timer.Reset(m.wait)
		return
	}
	m.timer = time.AfterFunc(m.wait, func() {
		m.gate.mu.Lock()
		defer m.gate.mu.Unlock()
		if m.armed {
			m.wait = min(2*m.wait, longestWait)
			m.settle()
		}
	})
}

// settle brings the mark up to date.
func (m *mark) settle() {
	if m == nil {
		return
	}
	m.drop()
	if text := m.words(m); text != m.said {
		m.said = text
		m.gate.pace.Update(m.gate.settings.bundle(text), nil, m.id)
	}
}

// drop leaves the mark as it is.
func (m *mark) drop() {
	if m != nil && m.timer != nil {
		m.timer.Stop()
		m.armed = false
	}
}

func textWords(m *mark) string {
	t, file := &m.gate.text, m.gate.file
	text := "output truncated at " + Size(m.limits.Text)
	if t.more > 0 {
		text = fmt.Sprintf("output truncated, %s more", Size(t.more))
	}
	if file != nil {
		text += file.words()
	} else {
		more := argument(5 * m.limits.Text / 2)
		text += fmt.Sprintf(" (%%limit output %s shows more, %%limit output %s keep puts all of it into a file)", more, more)
	}
	if t.tailed {
		text += "; its end:"
	}
	return text
}

func displayWords(m *mark) string {
	d := &m.gate.displays
	if d.n >= m.limits.Displays {
		return fmt.Sprintf("displays truncated, %d more (%%limit displays %d shows more)", d.more, 10*m.limits.Displays)
	}
	return fmt.Sprintf("displays truncated at %s, %d more (%%limit output %s shows more)",
		Size(displayShare*m.limits.Text), d.more, argument(10*m.limits.Text))
}

// argument is a size as it is typed.
func argument(n int64) string { return strings.ReplaceAll(Size(n), " ", "") }
