package server

import (
	"context"
	"fmt"
	"sync/atomic"
	"time"
	"unicode/utf8"

	"weft/kernel/jupyter/msg"
	"weft/kernel/jupyter/zsock"
)

// Adjacent pieces of one stream become one message if they come within the window and have no
// more than a chunk together.
const (
	window = 10 * time.Millisecond
	chunk  = 64 << 10 // bytes
)

// Above highWater bytes in the queue of the fastest client, whoever writes to a stream waits for
// it; but only for patience, if it has stopped reading.
const (
	highWater = 32 << 20
	patience  = 2 * time.Second
	looks     = 20 // that it is made of, so that a stall of this process uses up one of them only
)

// text is what an Output has of a stream but has not sent yet.
type text struct {
	name  string
	bytes []byte
	armed bool // a tick will come
}

// Stream publishes text that the program wrote to "stdout" or "stderr". Clients may get it
// together with neighbouring text, at most 10 ms later. Stream waits while no client keeps up
// with reading; what a client never catches up with is dropped for that client, and a mark is in
// its place.
func (o *Output) Stream(name, text string) {
	if text == "" {
		return
	}
	o.send.pace.wait(o.send.iopub)
	o.mu.Lock()
	defer o.mu.Unlock()
	t := &o.text
	if t.name != name {
		o.flushText(false)
		t.name = name
	}
	if len(t.bytes) == 0 && len(text) >= chunk {
		o.sendText(name, text)
		return
	}
	t.bytes = append(t.bytes, text...)
	if len(t.bytes) >= chunk {
		o.flushText(true)
	}
	if len(t.bytes) > 0 && !t.armed {
		t.armed = true
		o.send.hold(o)
		time.AfterFunc(window, o.tick)
	}
}

// flush sends the text that waits.
func (o *Output) flush() {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.flushText(false)
}

// tick ends a window.
func (o *Output) tick() {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.text.armed = false
	o.flushText(true)
	if len(o.text.bytes) == 0 {
		o.text.bytes = nil // outputs can outlive their cell for long
		o.send.release(o)
	}
}

// flushText sends the text that waits; if more may come, without the start of a character
// at its end.
func (o *Output) flushText(more bool) {
	t := &o.text
	n := len(t.bytes)
	if more {
		n -= partial(t.bytes)
	}
	if n == 0 {
		return
	}
	text := string(t.bytes[:n])
	t.bytes = append(t.bytes[:0], t.bytes[n:]...)
	o.sendText(t.name, text)
}

// sendText publishes text, or a mark to those who cannot be sent it.
func (o *Output) sendText(name, text string) {
	frames := o.streamFrames(name, text)
	if frames == nil {
		return
	}
	o.send.iopub.PublishStream(frames, func(lost zsock.Lost) [][]byte {
		return o.streamFrames("stderr", fmt.Sprintf(
			"\n[%d bytes of output are missing here: they came faster than they were read]\n", lost.Bytes))
	})
}

func (o *Output) streamFrames(name, text string) [][]byte {
	m, err := o.send.compose(o.parent, msg.Stream{Name: name, Text: text})
	if err == nil {
		var frames [][]byte
		if frames, err = o.send.frames(m, "stream."+name); err == nil {
			return frames
		}
	}
	o.send.log.once("encode", "cannot send a stream", err)
	return nil
}

// partial returns how many bytes at the end of b begin a UTF-8 sequence without ending it.
func partial(b []byte) int {
	for n := 1; n < utf8.UTFMax && n <= len(b); n++ {
		tail := b[len(b)-n:]
		if !utf8.RuneStart(tail[0]) {
			continue
		}
		if utf8.FullRune(tail) {
			return 0
		}
		return n
	}
	return 0
}

// A pace slows writers down to the speed of the fastest client.
type pace struct {
	inVain atomic.Bool // the latest wait was, and the queue has not shrunk since
}

func (p *pace) wait(iopub *zsock.Socket) {
	if iopub.Backlog() <= highWater {
		p.inVain.Store(false)
		return
	}
	if p.inVain.Load() {
		return
	}
	for idle := 0; idle < looks; idle++ {
		before := iopub.Backlog()
		ctx, cancel := context.WithTimeout(context.Background(), patience/looks)
		err := iopub.WaitBacklog(ctx, highWater/2)
		cancel()
		if err == nil {
			return
		}
		if iopub.Backlog() < before { // it reads
			idle = -1
		}
	}
	p.inVain.Store(true)
}
