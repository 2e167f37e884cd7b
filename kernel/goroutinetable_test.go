package kernel

import (
	"reflect"
	"testing"
	"time"

	"weft/kernel/engine/pipe"
)

func TestGoroutineTable(t *testing.T) {
	s := &Session{sources: map[int]string{9: ringCell}}
	at9, at10 := at(9, 4), at(10, 4)
	list := []pipe.Goroutine{
		{ID: 80, Cell: 12, Main: true, State: "running", Frames: []pipe.Frame{{Cell: 12}}},
		{ID: 41, Cell: 9, State: "chan send", Frames: []pipe.Frame{at(13, 9)}, Started: &at9, Age: int64(3 * time.Second)},
		{ID: 40, Cell: 9, State: "sleep", Call: "time.Sleep", Frames: []pipe.Frame{at(4, 2)}, Started: &at10, Age: int64(90 * time.Second),
			Holds: []pipe.Lock{{ID: 1, At: &pipe.Frame{Cell: 9, Line: 2, Col: 8, Exact: true}}}},
		{ID: 42, Cell: 9, State: "chan send", Frames: []pipe.Frame{at(13, 9)}, Started: &at9, Age: int64(1500 * time.Millisecond)},
		{ID: 5, Cell: 4, State: "IO wait", Call: "net/http.(*Server).Serve", Started: &pipe.Frame{}},
	}
	got := s.goroutineTable(pipe.Goroutines{Goroutines: list, Total: 100_001}, 12)
	var rows [][]string
	for _, r := range got.Rows {
		rows = append(rows, r.Cells)
	}
	want := [][]string{
		{"5", "waits for the network", "", "cell [4]", "", ""},
		{"40", "sleeps; holds first", "1 min 30 s", "cell [9] 4:2", "second.Lock()", "cell [9] 10:4"},
		{"41, 42", "waits to send to results", "3.0 s", "cell [9] 13:9", "results <- 1", "cell [9] 9:4"},
	}
	if !reflect.DeepEqual(rows, want) {
		t.Errorf("got %q\nwant %q", rows, want)
	}
	if got.Title != "100,000 goroutines are alive" || got.Foot != "4 of the 100,000 goroutines are listed" {
		t.Errorf("title %q, foot %q", got.Title, got.Foot)
	}
	if empty := s.goroutineTable(pipe.Goroutines{Goroutines: list[:1], Total: 1}, 12); len(empty.Rows) != 0 {
		t.Errorf("the cell that asks is listed: %v", empty)
	}
}

func TestNumbers(t *testing.T) {
	if got := numbers([]int64{7, 8, 9, 10}); got != "7 and 3 more" {
		t.Errorf("four: %q", got)
	}
	for n, want := range map[int]string{0: "0", 999: "999", 1000: "1,000", 1234567: "1,234,567"} {
		if got := thousands(n); got != want {
			t.Errorf("%d: %q, want %q", n, got, want)
		}
	}
}
