package kernel

import (
	"reflect"
	"testing"

	"weft/kernel/engine/native/bubble/hook"
	bubblerun "weft/kernel/engine/native/bubble/run"
	"weft/kernel/engine/pipe"
)

// TestRemaining: numbers are small, those of the ring and of holders are the same, and what is in no cell is left out.
func TestRemaining(t *testing.T) {
	at := func(line int) hook.Place { return hook.Place{Func: "main.f", File: "/tmp/x/cell[3]", Line: line} }
	frame := func(line int) pipe.Frame { return pipe.Frame{Func: "f", Cell: 3, Line: line, Exact: true} }
	elsewhere := hook.Place{Func: "fmt.Println", File: "fmt/print.go", Line: 1}
	list, ring := remaining(3, bubblerun.Outcome{
		Goroutines: []bubblerun.Goroutine{
			{ID: 21, Main: true, State: "sync.WaitGroup.Wait", Place: at(9), Frames: []hook.Place{elsewhere, at(9), at(20)}},
			{ID: 35, State: "sync.Mutex.Lock", Place: at(4), Started: at(2), Object: 7, Holders: []hook.HoldInfo{{Goroutine: 36, Place: at(5)}}},
			{ID: 36, State: "sync.Mutex.Lock", Frames: []hook.Place{at(4)}, Started: elsewhere},
			{ID: 50, State: "IO wait", Place: elsewhere},
		},
		Cycle: []int64{35, 36},
	})
	started, taken := frame(2), frame(5)
	want := []pipe.Goroutine{
		{ID: 4, Cell: 3, Main: true, State: "sync.WaitGroup.Wait", Frames: []pipe.Frame{frame(9), frame(20)}},
		{ID: 1, Cell: 3, State: "sync.Mutex.Lock", Frames: []pipe.Frame{frame(4)}, Started: &started, Awaits: &pipe.Lock{ID: 7, Holders: []int64{2}, At: &taken}},
		{ID: 2, Cell: 3, State: "sync.Mutex.Lock", Frames: []pipe.Frame{frame(4)}},
	}
	if !reflect.DeepEqual(list, want) || !reflect.DeepEqual(ring, []int64{1, 2}) {
		t.Errorf("got %+v, ring %v, want %+v", list, ring, want)
	}
}
