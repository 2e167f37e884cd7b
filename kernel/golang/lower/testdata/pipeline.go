package main

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"sort"
	"strings"
	"sync"
	"time"
)

type Job struct {
	ID   int
	Data string
}
type Result struct {
	Job
	Out string
	Err error
}

var ErrEmpty = errors.New("empty")

type JobError struct {
	ID  int
	Err error
}

func (e *JobError) Error() string { return fmt.Sprintf("job %d: %v", e.ID, e.Err) }
func (e *JobError) Unwrap() error { return e.Err }

func gen(ctx context.Context, data ...string) <-chan Job {
	out := make(chan Job)
	go func() {
		defer close(out)
		for i, d := range data {
			select {
			case out <- Job{i, d}:
			case <-ctx.Done():
				return
			}
		}
	}()
	return out
}

func worker(ctx context.Context, in <-chan Job, out chan<- Result, wg *sync.WaitGroup) {
	defer wg.Done()
	for j := range in {
		r := Result{Job: j}
		if j.Data == "" {
			r.Err = &JobError{j.ID, ErrEmpty}
		} else {
			r.Out = strings.ToUpper(j.Data)
		}
		select {
		case out <- r:
		case <-ctx.Done():
			return
		}
	}
}

func merge[T any](cs ...<-chan T) <-chan T {
	var wg sync.WaitGroup
	out := make(chan T)
	output := func(c <-chan T) {
		defer wg.Done()
		for v := range c {
			out <- v
		}
	}
	wg.Add(len(cs))
	for _, c := range cs {
		go output(c)
	}
	go func() {
		wg.Wait()
		close(out)
	}()
	return out
}

type Semaphore chan struct{}

func (s Semaphore) Acquire() { s <- struct{}{} }
func (s Semaphore) Release() { <-s }

type SafeMap[K comparable, V any] struct {
	mu sync.RWMutex
	m  map[K]V
}

func NewSafeMap[K comparable, V any]() *SafeMap[K, V] { return &SafeMap[K, V]{m: make(map[K]V)} }
func (s *SafeMap[K, V]) Update(k K, f func(V) V) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.m[k] = f(s.m[k])
}
func (s *SafeMap[K, V]) Get(k K) (V, bool) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	v, ok := s.m[k]
	return v, ok
}

type Pool struct {
	tasks chan func() error
	errs  chan error
	wg    sync.WaitGroup
	once  sync.Once
}

func NewPool(n int) *Pool {
	p := &Pool{tasks: make(chan func() error), errs: make(chan error, 10)}
	for i := 0; i < n; i++ {
		p.wg.Add(1)
		go p.loop()
	}
	return p
}
func (p *Pool) loop() {
	defer p.wg.Done()
	for t := range p.tasks {
		if err := p.safe(t); err != nil {
			p.errs <- err
		}
	}
}
func (p *Pool) safe(t func() error) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("recovered: %v", r)
		}
	}()
	return t()
}
func (p *Pool) Close() {
	p.once.Do(func() { close(p.tasks); p.wg.Wait(); close(p.errs) })
}

func main() {
	ctx, cancel := context.WithTimeout(context.Background(), time.Hour)
	defer cancel()
	in := gen(ctx, "a", "b", "", "d")
	out := make(chan Result)
	var wg sync.WaitGroup
	for range 3 {
		wg.Add(1)
		go worker(ctx, in, out, &wg)
	}
	go func() { wg.Wait(); close(out) }()
	var rs []Result
	for r := range out {
		rs = append(rs, r)
	}
	sort.Slice(rs, func(i, j int) bool { return rs[i].ID < rs[j].ID })
	for _, r := range rs {
		var je *JobError
		fmt.Println(r.ID, r.Out, r.Err, errors.Is(r.Err, ErrEmpty), errors.As(r.Err, &je))
		if je != nil {
			fmt.Println("  id", je.ID)
		}
	}
	total := 0
	for v := range merge(count(10), count(20), count(5)) {
		total += v
	}
	fmt.Println(total)
	sem := make(Semaphore, 2)
	var active, peak int
	var mu sync.Mutex
	for i := 0; i < 6; i++ {
		wg.Add(1)
		go func(id int) {
			defer wg.Done()
			sem.Acquire()
			defer sem.Release()
			mu.Lock()
			active++
			peak = max(peak, active)
			mu.Unlock()
			runtime.Gosched()
			mu.Lock()
			active--
			mu.Unlock()
		}(i)
	}
	wg.Wait()
	fmt.Println(peak <= 2, active)
	sm := NewSafeMap[string, int]()
	for i := range 30 {
		wg.Go(func() { sm.Update([]string{"x", "y", "z"}[i%3], func(v int) int { return v + i }) })
	}
	wg.Wait()
	fmt.Println(sm.Get("x"))
	fmt.Println(sm.Get("none"))
	p := NewPool(2)
	for i := range 4 {
		p.tasks <- func() error {
			switch i {
			case 1:
				return fmt.Errorf("task %d", i)
			case 2:
				panic("boom")
			}
			return nil
		}
	}
	p.Close()
	var msgs []string
	for err := range p.errs {
		msgs = append(msgs, err.Error())
	}
	sort.Strings(msgs)
	fmt.Println(msgs)
	ctx2, cancel2 := context.WithCancelCause(ctx)
	cancel2(&JobError{7, context.Canceled})
	<-ctx2.Done()
	fmt.Println(ctx2.Err(), context.Cause(ctx2))
}

func count(n int) <-chan int {
	c := make(chan int)
	go func() {
		for i := range n {
			c <- i
		}
		close(c)
	}()
	return c
}
