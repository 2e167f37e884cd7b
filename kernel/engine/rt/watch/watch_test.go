package watch

import (
	"reflect"
	"sync"
	"testing"
	"time"

	"weft/kernel/engine/rt/detect"
)

func mustParse(t *testing.T, what, site string) *Op {
	t.Helper()
	op, err := ParseOp(what, site)
	if err != nil {
		t.Fatal(err)
	}
	return op
}

func TestParseOp(t *testing.T) {
	op := mustParse(t, "update! .2[*.10", "3:7:5 p.xs[i]")
	want := &Op{verb: "update", shared: true, path: []link{{'.', 2}, {'[', 0}, {'*', 0}, {'.', 10}}, site: &detect.Site{Cell: 3, Line: 7, Col: 5, Name: "p.xs[i]"}}
	if !reflect.DeepEqual(op, want) {
		t.Errorf("got %+v, want %+v", op, want)
	}
	for _, bad := range [][2]string{{"smell", ""}, {"read x", ""}, {"read .", ""}, {"read", "here"}} {
		if op, err := ParseOp(bad[0], bad[1]); err == nil {
			t.Errorf("ParseOp(%q, %q) = %+v", bad[0], bad[1], op)
		}
	}
}

//lint:ignore U1000 fields are reached by their places
type inner struct {
	a int
	b string
}

//lint:ignore U1000 fields are reached by their places
type outer struct {
	mu   sync.Mutex
	list []inner
	next *outer
	any  any
	grid [2][3]byte
}

// races runs two operations on two goroutines that nothing orders, and returns the names of what raced.
func races(t *testing.T, first, second func(w *Watch)) []string {
	t.Helper()
	w := &Watch{}
	w.On()
	end := w.Cell(1)
	for _, f := range []func(*Watch){first, second} {
		begin := w.Fork("cell[1]:2:3", false)
		done := make(chan bool)
		go func() {
			defer close(done)
			defer begin()()
			f(w)
		}()
		<-done // which the watch does not know
	}
	end()
	var names []string
	for _, r := range w.Races() {
		names = append(names, r.Accesses[0].Site.Name)
	}
	return names
}

func TestPlaces(t *testing.T) {
	o := &outer{list: make([]inner, 3, 8), grid: [2][3]byte{}, any: &outer{}}
	m := map[string]int{"a": 1}
	var nothing *outer
	of := reflect.ValueOf
	for _, tt := range []struct {
		name          string
		first, second string
		a, b          []reflect.Value
		want          int
	}{
		{"the same field", "write .1", "read .1", []reflect.Value{of(o)}, []reflect.Value{of(o)}, 1},
		{"other fields", "write .1", "write .2", []reflect.Value{of(o)}, []reflect.Value{of(o)}, 0},
		{"elements", "write .1[.0", "write .1[.0", []reflect.Value{of(o), of(1)}, []reflect.Value{of(o), of(uint8(1))}, 1},
		{"other elements", "write .1[", "write .1[", []reflect.Value{of(o), of(1)}, []reflect.Value{of(o), of(2)}, 0},
		{"a struct and its field", "read .1[", "write .1[.1", []reflect.Value{of(o), of(0)}, []reflect.Value{of(o), of(0)}, 1},
		{"a slice and an element of it", "write .1", "write .1[", []reflect.Value{of(o)}, []reflect.Value{of(o), of(0)}, 1},
		{"bytes beside each other", "write .4[[", "write .4[[", []reflect.Value{of(o), of(1), of(1)}, []reflect.Value{of(o), of(1), of(2)}, 0},
		{"a whole array and a byte", "write .4", "read .4[[", []reflect.Value{of(o)}, []reflect.Value{of(o), of(0), of(2)}, 1},
		{"behind an interface", "write .3.2", "write .3.2", []reflect.Value{of(o)}, []reflect.Value{of(o)}, 1},
		{"an index out of range", "write .1[", "write .1[", []reflect.Value{of(o), of(9)}, []reflect.Value{of(o), of(9)}, 0},
		{"a nil pointer", "write .1", "write .1", []reflect.Value{of(nothing)}, []reflect.Value{of(nothing)}, 0},
		{"no field of that number", "write .9", "write .9", []reflect.Value{of(o)}, []reflect.Value{of(o)}, 0},
		{"what a pointer points to", "write *", "read *.2", []reflect.Value{of(o)}, []reflect.Value{of(o)}, 1},
		{"maps", "writemap", "readmap", []reflect.Value{of(m)}, []reflect.Value{of(m)}, 1},
		{"reads of maps", "readmap", "readmap", []reflect.Value{of(m)}, []reflect.Value{of(m)}, 0},
		{"append where there is room", "append", "append", []reflect.Value{of(o.list), of(2)}, []reflect.Value{of(o.list), of(1)}, 1},
		{"append and an element that is there", "append", "write [", []reflect.Value{of(o.list), of(2)}, []reflect.Value{of(o.list), of(1)}, 0},
		{"append where there is none", "append", "write [.0", []reflect.Value{of(o.list), of(9)}, []reflect.Value{of(o.list), of(1)}, 1},
		{"copies", "writeall", "readall", []reflect.Value{of(o.list), of(2)}, []reflect.Value{of(o.list[1:]), of(2)}, 1},
		{"atomic", "stores *", "stores *", []reflect.Value{of(&o.list[0].a)}, []reflect.Value{of(&o.list[0].a)}, 0},
		{"atomic and not", "stores *", "read *", []reflect.Value{of(&o.list[0].a)}, []reflect.Value{of(&o.list[0].a)}, 1},
		{"a variable of its own", "write", "write", []reflect.Value{of(o).Elem()}, []reflect.Value{of(o).Elem()}, 0},
		{"a shared one", "write!", "write!", []reflect.Value{of(o).Elem()}, []reflect.Value{of(o).Elem()}, 1},
	} {
		first, second := mustParse(t, tt.first, "1:1:1 x"), mustParse(t, tt.second, "1:2:1 x")
		got := races(t, func(w *Watch) { w.Do(first, tt.a) }, func(w *Watch) { w.Do(second, tt.b) })
		if len(got) != tt.want {
			t.Errorf("%s: %d races, want %d", tt.name, len(got), tt.want)
		}
	}
}

func TestSynchronised(t *testing.T) {
	var mu sync.Mutex
	var rw sync.RWMutex
	cond := sync.NewCond(&mu)
	type lockable struct{ sync.Locker }
	ch, tick := make(chan int, 3), make(chan time.Time, 1)
	x := new(int)
	of := reflect.ValueOf
	for _, tt := range []struct {
		name          string
		first, second string
		a, b          reflect.Value
		want          int
	}{
		{"a lock", "release", "acquire", of(&mu), of(&mu).Elem(), 0},
		{"another lock", "release", "acquire", of(&mu), of(&rw), 1},
		{"a reader behind a reader", "rrelease", "racquire", of(&rw), of(&rw), 1},
		{"a writer behind a reader", "rrelease", "acquire", of(&rw), of(&rw), 0},
		{"a reader behind a writer", "release", "racquire", of(&rw), of(&rw), 0},
		{"the lock of a condition", "uncond", "acquire", of(cond), of(&mu), 0},
		{"a lock in an interface", "release .0", "acquire", of(&lockable{&mu}), of(&mu), 0},
		{"a channel", "sending", "received", of(ch), of(ch), 0},
		{"a timer", "releasetimer", "received", of(tick), of(tick), 0},
		{"what nobody sees", "releaseglobal", "acquireglobal", of(0), of(0), 0},
		{"what cannot be told", "unseen", "acquire", of(0), of(&mu), 0},
	} {
		first, second := mustParse(t, tt.first, ""), mustParse(t, tt.second, "")
		write := func(w *Watch, line string) {
			w.Do(mustParse(t, "write *", "1:"+line+":1 x"), []reflect.Value{of(x)})
		}
		got := races(t, func(w *Watch) {
			write(w, "1")
			w.Do(first, []reflect.Value{tt.a})
		}, func(w *Watch) {
			if tt.second == "received" {
				w.Do(mustParse(t, "receiving", ""), []reflect.Value{tt.b})
			}
			w.Do(second, []reflect.Value{tt.b})
			write(w, "2")
		})
		if len(got) != tt.want {
			t.Errorf("%s: %d races, want %d", tt.name, len(got), tt.want)
		}
	}
}

func TestOff(t *testing.T) {
	w := &Watch{}
	x := new(int)
	op := mustParse(t, "write *", "1:1:1 x")
	for range 2 {
		begin := w.Fork("", false)
		done := make(chan bool)
		go func() {
			defer close(done)
			defer begin()()
			w.Do(op, []reflect.Value{reflect.ValueOf(x)})
		}()
		<-done
	}
	if got := w.Races(); got != nil {
		t.Errorf("races: %v", got)
	}
}
