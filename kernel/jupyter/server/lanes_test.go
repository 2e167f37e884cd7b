package server

import (
	"runtime"
	"slices"
	"strconv"
	"sync"
	"testing"
	"time"

	"weft/kernel/jupyter/msg"
	"weft/kernel/jupyter/wire"
	"weft/kernel/leaks"
)

func named(id, kind string) *request {
	return &request{Message: &wire.Message{Header: wire.Header{MsgID: id, MsgType: kind}}}
}

func TestLanesKeepOrder(t *testing.T) {
	defer leaks.None(t)
	var mu sync.Mutex
	got := map[string][]int{}
	ls := newLanes(func(r *request) {
		n, _ := strconv.Atoi(r.Header.MsgID)
		mu.Lock()
		defer mu.Unlock()
		got[r.shell] = append(got[r.shell], n)
		if n == 500 {
			runtime.Goexit() // must not lose what waits behind
		}
	})
	for i := range 1000 {
		for _, name := range []string{"a", "b"} {
			r := named(strconv.Itoa(i), "x")
			r.shell = name
			if why := ls.push(name, r); why != nil {
				t.Fatal(why)
			}
		}
	}
	for { // close would drop what waits
		ls.mu.Lock()
		n := len(ls.lanes)
		ls.mu.Unlock()
		if n == 0 {
			break
		}
		runtime.Gosched()
	}
	ls.close()
	if !ls.wait(time.Minute) {
		t.Fatal("lanes do not end")
	}
	for _, name := range []string{"a", "b"} {
		if len(got[name]) != 1000 || !slices.IsSorted(got[name]) {
			t.Errorf("lane %s: %d requests, sorted %v", name, len(got[name]), slices.IsSorted(got[name]))
		}
	}
	if why := ls.push("a", named("1", "x")); why == nil {
		t.Error("a closed lane takes requests")
	}
}

// abort marks execute requests that wait now, and no later ones.
func TestLanesAbort(t *testing.T) {
	defer leaks.None(t)
	entered, release := make(chan bool), make(chan bool)
	served := make(chan *request, 10)
	ls := newLanes(func(r *request) {
		if r.Header.MsgID == "first" {
			entered <- true
			<-release
		}
		served <- r
	})
	ls.push("", named("first", msg.TypeExecuteRequest))
	<-entered
	ls.push("", named("cell", msg.TypeExecuteRequest))
	ls.push("", named("comm", msg.TypeCommMsg))
	ls.push("other", named("elsewhere", msg.TypeExecuteRequest))
	ls.settle("", time.Millisecond)
	ls.abort("")
	ls.push("", named("later", msg.TypeExecuteRequest))
	close(release)
	want := map[string]bool{"first": false, "cell": true, "comm": false, "elsewhere": false, "later": false}
	for range want {
		if r := <-served; r.aborted.Load() != want[r.Header.MsgID] {
			t.Errorf("%s: aborted %v", r.Header.MsgID, r.aborted.Load())
		}
	}
	ls.close()
	ls.wait(time.Minute)
}
