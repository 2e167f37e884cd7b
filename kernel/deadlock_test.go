package kernel

import (
	"strings"
	"testing"

	"weft/kernel/engine/pipe"
)

const ringCell = `func transfer(first, second *sync.Mutex) {
	first.Lock()
	defer first.Unlock()
	second.Lock()
	defer second.Unlock()
}
var a, b sync.Mutex
var wg sync.WaitGroup
wg.Go(func() { transfer(&a, &b) })
wg.Go(func() { transfer(&b, &a) })
wg.Wait()
for v := range results { _ = v }
results <- 1
mu.Lock()
<-never
`

// at is a place in cell 9.
func at(line, col int) pipe.Frame { return pipe.Frame{Cell: 9, Line: line, Col: col, Exact: true} }

func lock(id int64, taken pipe.Frame, holders ...int64) *pipe.Lock {
	return &pipe.Lock{ID: id, Holders: holders, At: &taken}
}

func TestDeadlockText(t *testing.T) {
	s := &Session{sources: map[int]string{9: ringCell}}
	at9, at10 := at(9, 4), at(10, 4)
	wait := pipe.Goroutine{ID: 1, Cell: 9, Main: true, State: "sync.WaitGroup.Wait", Frames: []pipe.Frame{at(11, 4)}}
	ring := []pipe.Goroutine{wait,
		{ID: 34, Cell: 9, State: "sync.Mutex.Lock", Frames: []pipe.Frame{at(4, 9), at(9, 16)}, Started: &at9, Awaits: lock(2, at(2, 8), 35)},
		{ID: 35, Cell: 9, State: "sync.Mutex.Lock", Frames: []pipe.Frame{at(4, 9), at(10, 16)}, Started: &at10, Awaits: lock(1, at(2, 8), 34)},
	}
	var table []pipe.Goroutine
	for id := range int64(9) {
		table = append(table, pipe.Goroutine{ID: id + 40, Cell: 9, State: "sync.Mutex.Lock", Frames: []pipe.Frame{at(4, 9)}, Started: &at9, Awaits: lock(id, at(2, 8), 40+(id+1)%9)})
	}
	var senders []pipe.Goroutine
	for id := range int64(100) {
		senders = append(senders, pipe.Goroutine{ID: id + 7, Cell: 9, State: "chan send", Frames: []pipe.Frame{at(13, 9)}, Started: &at9})
	}
	for _, tt := range []struct {
		name string
		d    pipe.Deadlock
		want string
	}{
		{"ring", pipe.Deadlock{Cell: 9, Goroutines: ring, Total: 3, Ring: []int64{34, 35}}, `deadlock: 3 goroutines blocked for ever
nothing is left that could wake them, so the cell was ended; the session goes on
  the cell waits at wg.Wait()
    cell [9] 11:4
        wg.Wait()
           ^
  goroutine 34 waits for second.Lock(), held by goroutine 35
    cell [9] 4:9 in transfer
        second.Lock()
               ^
    held since cell [9] 2:8: first.Lock()
    started at cell [9] 9:4: wg.Go(func() { transfer(&a, &b) })
  goroutine 35 waits for second.Lock(), held by goroutine 34
    cell [9] 4:9 in transfer
        second.Lock()
               ^
    held since cell [9] 2:8: first.Lock()
    started at cell [9] 10:4: wg.Go(func() { transfer(&b, &a) })
  ring: goroutine 34 → 35 → 34 (each waits for what the next one holds)
hint: let every goroutine take the locks in the same order`},
		{"table", pipe.Deadlock{Cell: 9, Goroutines: append([]pipe.Goroutine{wait}, table...), Total: 10, Ring: []int64{40, 41, 42, 43, 44, 45, 46, 47, 48}}, `deadlock: 10 goroutines blocked for ever
nothing is left that could wake them, so the cell was ended; the session goes on
  the cell waits at wg.Wait()
    cell [9] 11:4
        wg.Wait()
           ^
  9 goroutines wait for second.Lock(), each held by another of them
    cell [9] 4:9 in transfer
        second.Lock()
               ^
    held since cell [9] 2:8: first.Lock()
    started at cell [9] 9:4: wg.Go(func() { transfer(&a, &b) })
  ring: goroutine 40 → 41 → 42 → 43 → … → 48 → 40 (each waits for what the next one holds)
hint: let every goroutine take the locks in the same order`},
		{"many", pipe.Deadlock{Cell: 9, Goroutines: append([]pipe.Goroutine{wait}, senders...), Total: 1001}, `deadlock: 1001 goroutines blocked for ever
nothing is left that could wake them, so the cell was ended; the session goes on
  the cell waits at wg.Wait()
    cell [9] 11:4
        wg.Wait()
           ^
  100 goroutines wait to send to results
    cell [9] 13:9
        results <- 1
                ^
    started at cell [9] 9:4: wg.Go(func() { transfer(&a, &b) })
  and 900 more goroutines
hint: nobody receives from results while the cell is at wg.Wait(): receive first, and Wait in another goroutine`},
	} {
		f := s.deadlockFailure(&tt.d)
		if got := f.Plain(); got != tt.want {
			t.Errorf("%s:\n%s\nwant\n%s", tt.name, got, tt.want)
		}
		if want := strings.TrimPrefix(firstLine(tt.want), "deadlock: "); f.Name != "Deadlock" || f.Value != want {
			t.Errorf("%s: %s: %s, want Deadlock: %s", tt.name, f.Name, f.Value, want)
		}
	}
}

func TestDeadlockHints(t *testing.T) {
	s := &Session{sources: map[int]string{9: ringCell}}
	main := func(state string, line, col int, l *pipe.Lock) pipe.Goroutine {
		return pipe.Goroutine{ID: 1, Cell: 9, Main: true, State: state, Frames: []pipe.Frame{at(line, col)}, Awaits: l}
	}
	other := func(id int64, state string, line, col int) pipe.Goroutine {
		return pipe.Goroutine{ID: id, Cell: 9, State: state, Frames: []pipe.Frame{at(line, col)}}
	}
	for _, tt := range []struct {
		name string
		list []pipe.Goroutine
		want string // in the hints; "" for none
	}{
		{"range", []pipe.Goroutine{main("chan receive", 12, 1, nil)}, "close(results) after the last send"},
		{"range of a worker", []pipe.Goroutine{main("sync.WaitGroup.Wait", 11, 4, nil), other(7, "chan receive", 12, 1)}, "close(results) after the last send"},
		{"send alone", []pipe.Goroutine{main("chan send", 13, 9, nil)}, "no other goroutine is left: receive in another"},
		{"send, not alone", []pipe.Goroutine{main("chan send", 13, 9, nil), other(7, "chan send", 13, 9)}, ""},
		{"receive alone", []pipe.Goroutine{main("chan receive", 15, 1, nil)}, "send in another goroutine"},
		{"nil", []pipe.Goroutine{main("chan receive (nil chan)", 15, 1, nil)}, "never is nil"},
		{"wait alone", []pipe.Goroutine{main("sync.WaitGroup.Wait", 11, 4, nil)}, "more was added to wg than done"},
		{"itself", []pipe.Goroutine{main("sync.Mutex.Lock", 14, 4, lock(1, at(2, 8), 1))}, "so it waits for itself"},
		{"left behind", []pipe.Goroutine{main("sync.Mutex.Lock", 14, 4, lock(1, at(2, 8), 99))}, "ended without first.Unlock(): write defer first.Unlock() below first.Lock()"},
		{"held by one that waits", []pipe.Goroutine{main("sync.Mutex.Lock", 14, 4, lock(1, at(2, 8), 7)), other(7, "chan send", 13, 9)}, ""},
	} {
		d := pipe.Deadlock{Cell: 9, Goroutines: tt.list, Total: len(tt.list)}
		text := s.deadlockFailure(&d).Plain()
		_, hints, some := strings.Cut(text, "hint:")
		if some != (tt.want != "") || !strings.Contains(hints, tt.want) {
			t.Errorf("%s: want a hint with %q:\n%s", tt.name, tt.want, text)
		}
	}
}

// TestDeadlockIncomplete: who holds a lock has not ended only because the message does not list it.
func TestDeadlockIncomplete(t *testing.T) {
	s := &Session{sources: map[int]string{9: ringCell}}
	g := pipe.Goroutine{ID: 1, Cell: 9, Main: true, State: "sync.Mutex.Lock", Frames: []pipe.Frame{at(14, 4)}, Awaits: lock(1, at(2, 8), 99)}
	text := s.deadlockFailure(&pipe.Deadlock{Cell: 9, Goroutines: []pipe.Goroutine{g}, Total: 2}).Plain()
	if !strings.Contains(text, "held by goroutine 99") || strings.Contains(text, "ended without") {
		t.Error(text)
	}
}
