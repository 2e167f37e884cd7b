// A simulation with discrete events: an elevator, passengers, a queue of events in time order.
package main

import (
	"container/heap"
	"fmt"
)

type event struct {
	at   int
	seq  int
	what func(*sim)
}

type events []event

func (e events) Len() int { return len(e) }
func (e events) Less(i, j int) bool {
	return e[i].at < e[j].at || e[i].at == e[j].at && e[i].seq < e[j].seq
}
func (e events) Swap(i, j int)       { e[i], e[j] = e[j], e[i] }
func (e *events) Push(x interface{}) { *e = append(*e, x.(event)) }
func (e *events) Pop() interface{} {
	old := *e
	x := old[len(old)-1]
	*e = old[:len(old)-1]
	return x
}

type Direction int8

const (
	Down Direction = iota - 1
	Still
	Up
)

func (d Direction) String() string {
	switch d {
	case Down:
		return "down"
	case Up:
		return "up"
	}
	return "still"
}

type passenger struct {
	name     string
	from, to int
	waited   int
}

type sim struct {
	now, seq int
	queue    *events
	floor    int
	dir      Direction
	waiting  map[int][]*passenger
	inside   []*passenger
	log      []string
}

func (s *sim) after(d int, f func(*sim)) {
	s.seq++
	heap.Push(s.queue, event{s.now + d, s.seq, f})
}

func (s *sim) logf(format string, args ...any) {
	s.log = append(s.log, fmt.Sprintf("%3d: ", s.now)+fmt.Sprintf(format, args...))
}

func (s *sim) arrive(p passenger) func(*sim) {
	return func(s *sim) {
		p.waited = s.now
		s.waiting[p.from] = append(s.waiting[p.from], &p)
		s.logf("%s waits on %d", p.name, p.from)
		if s.dir == Still {
			s.after(0, (*sim).step)
			s.dir = Up
		}
	}
}

func (s *sim) target() (int, bool) {
	if len(s.inside) > 0 {
		return s.inside[0].to, true
	}
	best, found := 0, false
	for f, ps := range s.waiting {
		if len(ps) > 0 && (!found || abs(f-s.floor) < abs(best-s.floor) || abs(f-s.floor) == abs(best-s.floor) && f < best) {
			best, found = f, true
		}
	}
	return best, found
}

func (s *sim) step() {
	var stay []*passenger
	for _, p := range s.inside {
		if p.to == s.floor {
			s.logf("%s leaves on %d after %d", p.name, s.floor, s.now-p.waited)
		} else {
			stay = append(stay, p)
		}
	}
	s.inside = stay
	for _, p := range s.waiting[s.floor] {
		s.inside = append(s.inside, p)
		s.logf("%s enters", p.name)
	}
	delete(s.waiting, s.floor)
	t, ok := s.target()
	switch {
	case !ok:
		s.dir = Still
		return
	case t > s.floor:
		s.dir = Up
	default:
		s.dir = Down
	}
	s.after(2, func(s *sim) { s.floor += int(s.dir); s.step() })
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}

func main() {
	s := &sim{queue: &events{}, waiting: map[int][]*passenger{}}
	for i, p := range []passenger{{"Ann", 0, 3, 0}, {"Bob", 2, 0, 0}, {"Cy", 5, 1, 0}} {
		s.after(i*3, s.arrive(p))
	}
	for s.queue.Len() > 0 {
		e := heap.Pop(s.queue).(event)
		s.now = e.at
		e.what(s)
	}
	for _, l := range s.log {
		fmt.Println(l)
	}
	fmt.Println(s.dir, s.floor, Up, Down, Direction(5))
}
