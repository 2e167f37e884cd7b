package kernel

import (
	"testing"

	"weft/kernel/engine/pipe"
)

func TestLeakNote(t *testing.T) {
	s := &Session{sources: map[int]string{9: ringCell, 3: "\nresults <- 2\n"}}
	g := func(id int64, state string, at pipe.Frame) pipe.Goroutine {
		return pipe.Goroutine{ID: id, Cell: 9, State: state, Frames: []pipe.Frame{at}}
	}
	send, ranges, lock, nothing := at(13, 9), at(12, 1), at(14, 4), at(15, 1)
	for _, tt := range []struct {
		list  []pipe.Goroutine
		total int
		want  string
	}{
		{[]pipe.Goroutine{g(7, "chan send", send)}, 1, "1 goroutine can never go on: it waits to send to results (line 13), which nobody can receive from"},
		{[]pipe.Goroutine{g(7, "chan send", send), g(8, "chan send", send)}, 2, "2 goroutines can never go on: they wait to send to results (line 13), which nobody can receive from"},
		{[]pipe.Goroutine{g(7, "chan send", pipe.Frame{Cell: 3, Line: 2, Col: 9, Exact: true})}, 1, "1 goroutine can never go on: it waits to send to results (cell [3] line 2), which nobody can receive from"},
		{[]pipe.Goroutine{g(7, "chan receive", ranges)}, 1, "1 goroutine can never go on: it waits for the next value in range results (line 12), which nobody can send to or close"},
		{[]pipe.Goroutine{g(7, "chan receive (nil chan)", nothing)}, 1, "1 goroutine can never go on: it waits to receive from never, which is nil (line 15)"},
		{[]pipe.Goroutine{g(7, "sync.Mutex.Lock", lock)}, 1, "1 goroutine can never go on: it waits for mu.Lock() (line 14), which nobody can unlock"},
		{[]pipe.Goroutine{g(7, "chan receive", ranges), g(8, "chan send", send), g(9, "chan send", send)}, 1003, "1003 goroutines can never go on: 2 wait to send to results (line 13), 1 waits for the next value in range results (line 12), 1000 elsewhere"},
		{[]pipe.Goroutine{{ID: 7, Cell: 9, State: "chan receive"}}, 1, "1 goroutine can never go on: it waits to receive from a channel, which nobody can send to or close"},
	} {
		if got := s.leakNote(&pipe.Leak{Cell: 9, Goroutines: tt.list, Total: tt.total}); got != tt.want {
			t.Errorf("%q, want %q", got, tt.want)
		}
	}
}
