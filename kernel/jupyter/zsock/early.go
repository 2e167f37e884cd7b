package zsock

import "time"

// maxEarly bounds what an XPUB keeps for those who subscribe late.
const maxEarly = 1 << 20 // bytes

// early is what an XPUB published in its first moments. A client that connects again after a
// restart needs a tenth of a second or more for that (libzmq's reconnect interval), in which a fast
// kernel has started and answered; its frontend would wait for the status messages for ever.
type early struct {
	until    time.Time // subscribers until then get what they missed
	messages [][][]byte
	bytes    int
}

// note keeps a published message while there is a point in it.
func (e *early) note(frames [][]byte) {
	if e.until.IsZero() {
		return
	}
	for _, f := range frames {
		e.bytes += len(f)
	}
	if e.bytes > maxEarly || time.Now().After(e.until) {
		*e = early{} // a part would be worse than nothing
		return
	}
	e.messages = append(e.messages, frames)
}

// missed are the messages for a subscriber that joins now.
func (e *early) missed() [][][]byte {
	if e.until.IsZero() || time.Now().After(e.until) {
		*e = early{}
	}
	return e.messages
}
