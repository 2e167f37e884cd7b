package tracing

import (
	"time"

	"golang.org/x/exp/trace"
)

// A clock turns ticks into times of a trace. Both count from the same moment, long ago.
type clock struct {
	marks int  // how often the trace has said what it shows
	exact bool // a tick is usualTick
	unit  float64
	ticks uint64 // at a time
	at    trace.Time
}

// usualTick is a tick in nanoseconds on systems whose own clock is fine enough; elsewhere the tracer counts cycles of the processor.
const usualTick = 64

// mark takes up a message of the trace, and reports whether it was the last one that tells what the clock shows.
func (c *clock) mark(now trace.Time, message string) bool {
	ticks, ok := parseClock(message)
	if !ok || ticks == 0 {
		return false
	}
	c.marks++
	late := time.Duration(now) - time.Duration(ticks)*usualTick
	c.exact = c.exact || late.Abs() < time.Millisecond
	if c.marks == 1 || now < c.time(ticks) { // it came sooner after the look at the clock
		c.ticks, c.at, c.unit = ticks, now, float64(now)/float64(ticks)
	}
	return c.marks == clockMarks
}

func (c *clock) time(ticks uint64) trace.Time {
	if c.exact {
		return trace.Time(ticks * usualTick)
	}
	return c.at + trace.Time(float64(int64(ticks-c.ticks))*c.unit)
}
