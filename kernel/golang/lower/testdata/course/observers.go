// Observers with weakly ordered delivery made deterministic, unsubscription during delivery, snapshots.
package main

import (
	"fmt"
	"sync"
)

type Observer[T any] interface {
	Notify(T) (keep bool)
}

type Func[T any] func(T) bool

func (f Func[T]) Notify(v T) bool { return f(v) }

type Subject[T any] struct {
	mu  sync.Mutex
	obs map[int]Observer[T]
	n   int
}

func (s *Subject[T]) Attach(o Observer[T]) (detach func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.obs == nil {
		s.obs = make(map[int]Observer[T])
	}
	id := s.n
	s.n++
	s.obs[id] = o
	return func() {
		s.mu.Lock()
		delete(s.obs, id)
		s.mu.Unlock()
	}
}

func (s *Subject[T]) Set(v T) int {
	s.mu.Lock()
	snapshot := make([]Observer[T], s.n)
	for id, o := range s.obs {
		snapshot[id] = o
	}
	s.mu.Unlock()
	told := 0
	for id, o := range snapshot {
		if o == nil {
			continue
		}
		told++
		if !o.Notify(v) {
			s.mu.Lock()
			delete(s.obs, id)
			s.mu.Unlock()
		}
	}
	return told
}

type average struct {
	sum, n float64
}

func (a *average) Notify(v float64) bool { a.sum += v; a.n++; return true }

type alarm struct {
	limit float64
	fired []float64
}

func (a *alarm) Notify(v float64) bool {
	if v > a.limit {
		a.fired = append(a.fired, v)
		return len(a.fired) < 2
	}
	return true
}

func main() {
	var temperature Subject[float64]
	avg, al := &average{}, &alarm{limit: 30}
	temperature.Attach(avg)
	temperature.Attach(al)
	var detach func()
	seen := 0
	detach = temperature.Attach(Func[float64](func(v float64) bool {
		seen++
		if seen == 3 {
			detach()
		}
		return true
	}))
	for _, v := range []float64{20, 31, 25, 40, 50} {
		fmt.Print(temperature.Set(v), " ")
	}
	fmt.Printf("avg %.1f alarms %v seen %d\n", avg.sum/avg.n, al.fired, seen)

	var words Subject[string]
	var wg sync.WaitGroup
	ch := make(chan string, 100)
	for range 3 {
		words.Attach(Func[string](func(s string) bool { ch <- s; return s != "stop" }))
	}
	for _, w := range []string{"a", "b", "c"} {
		wg.Go(func() { words.Set(w) })
	}
	wg.Wait()
	fmt.Println(len(ch), words.Set("stop"), words.Set("nobody"), len(ch))
	var o Observer[int] = Func[int](func(n int) bool { return n > 0 })
	fmt.Printf("%T %v %v\n", o, o.Notify(1), o.Notify(-1))
}
