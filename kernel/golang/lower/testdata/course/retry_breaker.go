// Retry with exponential back-off, and a circuit breaker; time is a function.
package main

import (
	"errors"
	"fmt"
	"sync"
	"time"
)

type State int

const (
	Closed State = iota
	Open
	HalfOpen
)

var stateNames = map[State]string{Closed: "closed", Open: "open", HalfOpen: "half-open"}

func (s State) String() string { return stateNames[s] }

var ErrOpen = errors.New("circuit is open")

type Breaker struct {
	sync.Mutex
	state     State
	failures  int
	threshold int
	openedAt  time.Time
	cooldown  time.Duration
	now       func() time.Time
	onChange  func(from, to State)
}

func (b *Breaker) set(s State) {
	if b.state == s {
		return
	}
	if b.onChange != nil {
		b.onChange(b.state, s)
	}
	b.state = s
}

func (b *Breaker) Call(f func() error) error {
	b.Lock()
	if b.state == Open {
		if b.now().Sub(b.openedAt) < b.cooldown {
			b.Unlock()
			return ErrOpen
		}
		b.set(HalfOpen)
	}
	b.Unlock()
	err := f()
	b.Lock()
	defer b.Unlock()
	if err == nil {
		b.failures = 0
		b.set(Closed)
		return nil
	}
	b.failures++
	if b.state == HalfOpen || b.failures >= b.threshold {
		b.openedAt = b.now()
		b.set(Open)
	}
	return err
}

type permanent struct{ error }

func Retry(attempts int, base time.Duration, sleep func(time.Duration), f func(attempt int) error) (err error) {
	for i := 1; i <= attempts; i++ {
		if err = f(i); err == nil {
			return nil
		}
		var p permanent
		if errors.As(err, &p) {
			return fmt.Errorf("permanent: %w", p.error)
		}
		if i < attempts {
			sleep(base << (i - 1))
		}
	}
	return fmt.Errorf("%d attempts: %w", attempts, err)
}

func main() {
	clock := time.Unix(0, 0).UTC()
	var slept []time.Duration
	sleep := func(d time.Duration) { slept = append(slept, d); clock = clock.Add(d) }
	err := Retry(5, 100*time.Millisecond, sleep, func(n int) error {
		if n < 4 {
			return fmt.Errorf("attempt %d failed", n)
		}
		return nil
	})
	fmt.Println(err, slept)
	err = Retry(3, time.Second, sleep, func(n int) error { return fmt.Errorf("attempt %d failed", n) })
	fmt.Println(err)
	err = Retry(3, time.Second, sleep, func(int) error { return permanent{errors.New("bad request")} })
	fmt.Println(err, len(slept))

	b := &Breaker{threshold: 3, cooldown: time.Minute, now: func() time.Time { return clock },
		onChange: func(from, to State) { fmt.Printf("  %v -> %v\n", from, to) }}
	boom := errors.New("boom")
	for i, script := range []error{nil, boom, boom, boom, nil, nil} {
		err := b.Call(func() error { return script })
		fmt.Println(i, err, b.state)
	}
	clock = clock.Add(2 * time.Minute)
	fmt.Println(b.Call(func() error { return boom }), b.state)
	clock = clock.Add(2 * time.Minute)
	fmt.Println(b.Call(func() error { return nil }), b.state)
}
