// A rate limiter with a clock of its own, so that its decisions are the same every time.
package main

import (
	"errors"
	"fmt"
	"time"
)

type Clock interface{ Now() time.Time }

type fakeClock struct{ t time.Time }

func (c *fakeClock) Now() time.Time          { return c.t }
func (c *fakeClock) Advance(d time.Duration) { c.t = c.t.Add(d) }

type Bucket struct {
	clock    Clock
	capacity float64
	tokens   float64
	perSec   float64
	last     time.Time
}

var ErrLimited = errors.New("rate limited")

type LimitError struct {
	Wait time.Duration
}

func (e *LimitError) Error() string { return "wait " + e.Wait.String() }
func (e *LimitError) Unwrap() error { return ErrLimited }

func NewBucket(c Clock, capacity, perSec float64) *Bucket {
	return &Bucket{clock: c, capacity: capacity, tokens: capacity, perSec: perSec, last: c.Now()}
}

func (b *Bucket) refill() {
	now := b.clock.Now()
	b.tokens += now.Sub(b.last).Seconds() * b.perSec
	if b.tokens > b.capacity {
		b.tokens = b.capacity
	}
	b.last = now
}

func (b *Bucket) Take(n float64) error {
	b.refill()
	if b.tokens < n {
		missing := (n - b.tokens) / b.perSec
		return fmt.Errorf("take %.1f: %w", n, &LimitError{time.Duration(missing * float64(time.Second)).Round(time.Millisecond)})
	}
	b.tokens -= n
	return nil
}

func main() {
	clock := &fakeClock{time.Date(2024, 2, 29, 12, 0, 0, 0, time.UTC)}
	b := NewBucket(clock, 5, 2)
	allowed := 0
	for i := 0; i < 12; i++ {
		err := b.Take(1)
		var le *LimitError
		switch {
		case err == nil:
			allowed++
			fmt.Printf("%s ok, %.1f left\n", clock.Now().Format("15:04:05.000"), b.tokens)
		case errors.As(err, &le):
			fmt.Println(clock.Now().Format("15:04:05.000"), err, errors.Is(err, ErrLimited))
			clock.Advance(le.Wait)
		}
	}
	fmt.Println("allowed", allowed, "at", clock.Now().Format(time.Kitchen))
	clock.Advance(time.Minute)
	fmt.Println(b.Take(5), b.Take(0.5))
}
