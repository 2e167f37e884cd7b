// Package flood bounds what one cell puts out, so that a cell which prints for ever harms neither the
// notebook's document nor who reads it. It owns the limits, the marks that say what is missing, the pace of
// displays that change in place, and the files that hold what was left out.
//
// What is left out is counted and dropped at once: the cell runs on at its own speed, and nobody waits
// for it. It does not know where outputs go, or what produces them.
package flood

import (
	"context"

	"weft/kernel/jupyter/msg"
)

// An Out takes what one cell puts out, also after the cell has ended.
type Out interface {
	Stream(name, text string)
	Display(data, metadata msg.Bundle, id string)
	Update(data, metadata msg.Bundle, id string)
	Result(data, metadata msg.Bundle)
	Clear(wait bool)
	Input(ctx context.Context, prompt string, password bool) (string, error)
}

// Limits bound one cell. Zero fields mean the defaults.
type Limits struct {
	// Text is how many bytes of text a cell may print, as they are sent: what is no text (control
	// characters, bytes that are no UTF-8) counts several times. Its displays may have displayShare as many.
	// Default 1 MB, which a Jupyter server lets pass: it drops what comes faster than 3 MB in 3 s, marks as well.
	// Negative: no limit, nor for Displays.
	Text int64
	// Displays is how many outputs beside text a cell may have; default 1000.
	Displays int
	// Keep has all that a cell prints while it runs written to a file, which the mark names if text was
	// left out, and which is removed otherwise.
	Keep bool
}

const (
	defaultText     = 1_000_000
	defaultDisplays = 1000

	// displayShare is how many times Text the displays of a cell may have: a picture has more bytes than a
	// line, and costs a reader less.
	displayShare = 8
)

// WithDefaults is l without zero fields.
func (l Limits) WithDefaults() Limits {
	if l.Text == 0 {
		l.Text = defaultText
	}
	if l.Displays == 0 {
		l.Displays = defaultDisplays
	}
	return l
}

// Unlimited reports whether nothing is left out.
func (l Limits) Unlimited() bool { return l.Text < 0 }
