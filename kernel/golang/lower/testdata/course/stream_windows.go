// Events in windows: tumbling and sliding, with late data and a watermark.
package main

import (
	"fmt"
	"sort"
	"strings"
	"time"
)

type Event struct {
	At    time.Duration
	Key   string
	Value float64
}

type Window struct {
	Start, End time.Duration
	Sums       map[string]float64
	Count      int
}

func (w Window) String() string {
	keys := make([]string, 0, len(w.Sums))
	for k := range w.Sums {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	var b strings.Builder
	fmt.Fprintf(&b, "[%v,%v) n=%d", w.Start, w.End, w.Count)
	for _, k := range keys {
		fmt.Fprintf(&b, " %s=%.1f", k, w.Sums[k])
	}
	return b.String()
}

type Stream struct {
	size, lateness time.Duration
	open           map[time.Duration]*Window
	watermark      time.Duration
	dropped        int
	out            chan Window
}

func NewStream(size, lateness time.Duration) *Stream {
	return &Stream{size: size, lateness: lateness, open: map[time.Duration]*Window{}, out: make(chan Window)}
}

func (s *Stream) Run(in <-chan Event) <-chan Window {
	go func() {
		defer close(s.out)
		for e := range in {
			if e.At < s.watermark-s.lateness {
				s.dropped++
				continue
			}
			start := e.At.Truncate(s.size)
			w, ok := s.open[start]
			if !ok {
				w = &Window{Start: start, End: start + s.size, Sums: map[string]float64{}}
				s.open[start] = w
			}
			w.Sums[e.Key] += e.Value
			w.Count++
			s.watermark = max(s.watermark, e.At)
			s.flush(s.watermark - s.lateness)
		}
		s.flush(1 << 62)
	}()
	return s.out
}

func (s *Stream) flush(until time.Duration) {
	var ready []time.Duration
	for start, w := range s.open {
		if w.End <= until {
			ready = append(ready, start)
		}
	}
	sort.Slice(ready, func(i, j int) bool { return ready[i] < ready[j] })
	for _, start := range ready {
		s.out <- *s.open[start]
		delete(s.open, start)
	}
}

func moving(n int, xs ...float64) (out []float64) {
	var ring = make([]float64, n)
	sum := 0.0
	for i, x := range xs {
		sum += x - ring[i%n]
		ring[i%n] = x
		if i >= n-1 {
			out = append(out, sum/float64(n))
		}
	}
	return
}

func main() {
	in := make(chan Event)
	go func() {
		defer close(in)
		for _, e := range []Event{
			{1 * time.Second, "a", 1}, {4 * time.Second, "b", 2.5}, {11 * time.Second, "a", 3},
			{9 * time.Second, "a", 4}, // late, but not too late
			{16 * time.Second, "c", 5}, {23 * time.Second, "a", 6},
			{2 * time.Second, "a", 100}, // too late
			{31 * time.Second, "b", 7}, {32 * time.Second, "b", 8},
		} {
			in <- e
		}
	}()
	s := NewStream(10*time.Second, 3*time.Second)
	for w := range s.Run(in) {
		fmt.Println(w)
	}
	fmt.Println("dropped", s.dropped, "open", len(s.open))
	fmt.Printf("%.2f\n", moving(3, 1, 2, 3, 4, 5, 10))
	fmt.Println(moving(2, 1), len(moving(4, 1, 1, 1, 1)))
}
