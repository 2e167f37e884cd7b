package tracing

import (
	"context"
	"encoding/binary"
	"runtime/trace"
	"strconv"
	"strings"
	"sync/atomic"
)

// An entry is a note as it is kept.
type entry struct {
	word      word
	at        uint64 // ticks
	goroutine int64
	object    uint64 // identity of a lock or channel
	size      int64  // of a channel's buffer
	value     int64  // how much is in it; of a lock that is locked, its index
	text      string
	next      *entry // of the same goroutine, in a recording that is being read
}

// A journal is the entries of a recording in the order in which they were made. Writers neither wait for each other nor for the
// reader: a wait of theirs would be in the picture.
type journal struct {
	next   atomic.Int64
	chunks [maxEntries / chunkSize]atomic.Pointer[chunk]
}

const (
	maxEntries = 1 << 22
	chunkSize  = 1 << 12
)

type chunk [chunkSize]struct {
	entry
	ready atomic.Bool // it has been written
}

func (j *journal) add(e entry) {
	i := j.next.Add(1) - 1
	if i >= maxEntries {
		return
	}
	p := &j.chunks[i/chunkSize]
	c := p.Load()
	if c == nil {
		p.CompareAndSwap(nil, new(chunk))
		c = p.Load()
	}
	slot := &c[i%chunkSize]
	slot.entry = e
	slot.ready.Store(true)
}

// clockMarks is how often a trace is told what the clock shows: of several readings one has not been interrupted.
const clockMarks = 3

// clockWord begins a message that tells it.
const clockWord = "clock "

// Keep begins to keep what is noted. A trace is being recorded.
func (n *Notes) Keep() {
	for range clockMarks {
		trace.Log(context.Background(), category, clockWord+strconv.FormatUint(ticks(), 10))
	}
	n.kept.Store(&journal{})
}

// Kept ends that, and returns the notes in the form that Read reads; cut says that there was no room for all.
func (n *Notes) Kept() (text []byte, cut bool) {
	j := n.kept.Swap(nil)
	if j == nil {
		return nil, false
	}
	made := j.next.Load()
	text = make([]byte, 0, 16*min(made, maxEntries))
	numbers, last := map[string]uint64{"": 0}, uint64(0)
	for i := range min(made, maxEntries) {
		c := j.chunks[i/chunkSize].Load()
		if c == nil || !c[i%chunkSize].ready.Load() {
			continue // it is being written; the cell has ended
		}
		e := &c[i%chunkSize].entry
		text = append(text, byte(e.word))
		text = binary.AppendVarint(text, int64(e.at-last))
		text = binary.AppendVarint(text, e.goroutine)
		text = binary.AppendUvarint(text, e.object)
		text = binary.AppendVarint(text, e.size)
		text = binary.AppendVarint(text, e.value)
		number, known := numbers[e.text]
		if !known {
			number = uint64(len(numbers))
			numbers[e.text] = number
		}
		text = binary.AppendUvarint(text, number)
		if !known {
			text = binary.AppendUvarint(text, uint64(len(e.text)))
			text = append(text, e.text...)
		}
		last = e.at
	}
	return text, made > maxEntries
}

// readNotes reads what Kept returned. Of damaged ones it returns what comes before the damage, and false.
func readNotes(text []byte) (all []entry, whole bool) {
	c := cursor{text: text, ok: true}
	all = make([]entry, 0, len(text)/8)
	strings, last := []string{""}, uint64(0)
	for len(c.text) > 0 {
		e := entry{word: word(c.text[0])}
		c.text = c.text[1:]
		last += uint64(c.signed())
		e.at, e.goroutine, e.object, e.size, e.value = last, c.signed(), c.unsigned(), c.signed(), c.signed()
		number := c.unsigned()
		if number == uint64(len(strings)) {
			strings = append(strings, c.bytes(c.unsigned()))
		}
		if !c.ok || number >= uint64(len(strings)) || e.word >= nWords {
			return all, false
		}
		e.text = strings[number]
		all = append(all, e)
	}
	return all, true
}

// A cursor reads numbers and text; ok says that all were there.
type cursor struct {
	text []byte
	ok   bool
}

func (c *cursor) unsigned() uint64 {
	v, n := binary.Uvarint(c.text)
	c.skip(n)
	return v
}

func (c *cursor) signed() int64 {
	v, n := binary.Varint(c.text)
	c.skip(n)
	return v
}

func (c *cursor) bytes(n uint64) string {
	text := c.text[:min(n, uint64(len(c.text)))]
	c.ok = c.ok && n == uint64(len(text))
	c.text = c.text[len(text):]
	return string(text)
}

func (c *cursor) skip(n int) {
	if n <= 0 {
		n, c.ok = len(c.text), false
	}
	c.text = c.text[n:]
}

// parseClock reads what a clock has shown in a message; false if it is another message.
func parseClock(message string) (at uint64, ok bool) {
	number, ok := strings.CutPrefix(message, clockWord)
	if !ok {
		return 0, false
	}
	at, err := strconv.ParseUint(number, 10, 64)
	return at, err == nil
}
