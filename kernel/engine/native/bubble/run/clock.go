package run

import (
	"sync/atomic"
	"time"
	"unsafe"
)

// pinned is the Go release whose layouts these are. A test finds them out anew and compares.
const (
	pinned        = "go1.26"
	bubbleOfChan  = 96 // offset of the bubble in a channel
	clockOfBubble = 80 // offset of the current time in a bubble
)

// epoch is when every bubble begins, in Unix nanoseconds: midnight UTC 2000-01-01.
const epoch = 946684800_000000000

// A clock reads the time of a bubble from outside it. No public function does, and a goroutine inside that
// looked at it now and then would keep a deadlock from being found: its own timer would be pending.
type clock struct {
	now atomic.Pointer[int64]
	how atomic.Int32 // the End of the function, once it has ended
}

// start is called inside the bubble, which it returns.
func (c *clock) start() unsafe.Pointer {
	ch := make(chan struct{}) // belongs to the bubble, and so leads to it
	h := *(*unsafe.Pointer)(unsafe.Pointer(&ch))
	b := *(*unsafe.Pointer)(unsafe.Add(h, bubbleOfChan))
	now := (*int64)(unsafe.Add(b, clockOfBubble))
	if *now != time.Now().UnixNano() {
		panic("run: the virtual clock is not where it should be") // a changed run time: never go on wrongly
	}
	c.now.Store(now)
	return b
}

// mark notes that the function has ended.
func (c *clock) mark(how End) { c.how.Store(int32(how)) }

// elapsed is the virtual time since the bubble began.
//
//go:norace
func (c *clock) elapsed() time.Duration {
	p := c.now.Load()
	if p == nil {
		return 0
	}
	return time.Duration(atomic.LoadInt64(p) - epoch)
}
