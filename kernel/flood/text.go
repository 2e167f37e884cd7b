package flood

import (
	"encoding/json"
	"strings"
	"unicode/utf8"

	"weft/kernel/jupyter/msg"
)

// escaped is how many bytes JSON takes for what is no text.
const escaped = 6

// fit returns how many bytes of text fit into room, and what they cost. It cuts behind a line's end if there is
// one, else behind a rune.
func fit(text string, room int64) (n int, cost int64) {
	lineEnd, lineCost := 0, int64(0)
	for n < len(text) {
		r, size := utf8.DecodeRuneInString(text[n:])
		c := int64(size)
		if r == utf8.RuneError && size == 1 || r < ' ' && r != '\n' && r != '\t' && r != '\r' {
			c = escaped
		}
		if cost+c > room {
			if lineEnd > 0 {
				return lineEnd, lineCost
			}
			return n, cost
		}
		n, cost = n+size, cost+c
		if r == '\n' {
			lineEnd, lineCost = n, cost
		}
	}
	return n, cost
}

// size is how many bytes a bundle has.
func size(data msg.Bundle) (n int64) {
	for _, v := range data {
		switch v := v.(type) {
		case string:
			n += int64(len(v))
		case json.RawMessage:
			n += int64(len(v))
		default:
			enc, _ := json.Marshal(v) // what cannot be encoded is not sent
			n += int64(len(enc))
		}
	}
	return n
}

// maxTail is how many bytes of the end of what was left out are shown.
const maxTail = 4 << 10

// A tail keeps the end of the text that was left out, of both streams in their order.
type tail struct{ pieces []piece }

type piece struct {
	name string
	text []byte
}

func (t *tail) add(name, text string) {
	if n := len(text); n > maxTail {
		text = text[n-maxTail:]
	}
	last := len(t.pieces) - 1
	if last < 0 || t.pieces[last].name != name {
		t.pieces = append(t.pieces, piece{name: name})
		last++
	}
	p := &t.pieces[last]
	if p.text = append(p.text, text...); len(p.text) > 4*maxTail {
		p.text = append(p.text[:0], p.text[len(p.text)-maxTail:]...)
	}
	if t.size() > 8*maxTail || len(t.pieces) > 2*maxTail {
		t.trim()
	}
}

func (t *tail) size() (n int) {
	for _, p := range t.pieces {
		n += len(p.text)
	}
	return n
}

// trim forgets all but the last maxTail bytes.
func (t *tail) trim() {
	for excess := t.size() - maxTail; excess > 0; {
		p := &t.pieces[0]
		if len(p.text) > excess {
			p.text = p.text[excess:]
			return
		}
		excess -= len(p.text)
		t.pieces = t.pieces[1:]
	}
}

// take returns the end of what was left out, of which there were so many bytes, and forgets it. It begins with a
// line if that leaves anything.
func (t *tail) take(all int64) (pieces []piece, bytes int64) {
	t.trim()
	if all > int64(t.size()) {
		first := &t.pieces[0]
		if i := strings.IndexByte(string(first.text), '\n'); i >= 0 && (i+1 < len(first.text) || len(t.pieces) > 1) {
			first.text = first.text[i+1:]
		}
		for len(first.text) > 0 && !utf8.RuneStart(first.text[0]) {
			first.text = first.text[1:]
		}
	}
	pieces, bytes = t.pieces, int64(t.size())
	t.pieces = nil
	return pieces, bytes
}
