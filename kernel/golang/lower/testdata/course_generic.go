package main

import (
	"container/list"
	"context"
	"errors"
	"fmt"
	"iter"
	"maps"
	"math"
	"os"
	"slices"
	"sort"
	"strings"
	"sync"
	"sync/atomic"
	"text/template"
	"time"
)

type Number interface {
	~int | ~int64 | ~float64
}

func SumBy[T any, N Number](xs []T, f func(T) N) N {
	var s N
	for _, x := range xs {
		s += f(x)
	}
	return s
}

type Pair[K comparable, V any] struct {
	Key K
	Val V
}

func (p Pair[K, V]) String() string { return fmt.Sprintf("%v=>%v", p.Key, p.Val) }

type Set[T comparable] map[T]struct{}

func (s Set[T]) Add(v T)      { s[v] = struct{}{} }
func (s Set[T]) Has(v T) bool { _, ok := s[v]; return ok }
func (s Set[T]) All() iter.Seq[T] {
	return func(yield func(T) bool) {
		for v := range s {
			if !yield(v) {
				return
			}
		}
	}
}

type Tree[T any] struct {
	left, right *Tree[T]
	val         T
	less        func(a, b T) bool
}

func (t *Tree[T]) Insert(v T) *Tree[T] {
	if t == nil {
		return &Tree[T]{val: v}
	}
	if t.less(v, t.val) {
		if t.left == nil {
			t.left = &Tree[T]{val: v, less: t.less}
		} else {
			t.left.Insert(v)
		}
	} else {
		if t.right == nil {
			t.right = &Tree[T]{val: v, less: t.less}
		} else {
			t.right.Insert(v)
		}
	}
	return t
}
func (t *Tree[T]) Walk(yield func(T) bool) bool {
	if t == nil {
		return true
	}
	return t.left.Walk(yield) && yield(t.val) && t.right.Walk(yield)
}
func (t *Tree[T]) All() iter.Seq[T] { return func(yield func(T) bool) { t.Walk(yield) } }

func fibs() iter.Seq2[int, int] {
	return func(yield func(int, int) bool) {
		a, b := 0, 1
		for i := 0; ; i++ {
			if !yield(i, a) {
				return
			}
			a, b = b, a+b
		}
	}
}

type Event interface{ isEvent() }
type Start struct{ At time.Duration }
type Stop struct {
	Start
	Reason string
}

func (Start) isEvent() {}

type Bus struct {
	mu   sync.Mutex
	subs map[string][]chan<- Event
}

func (b *Bus) Sub(topic string, n int) <-chan Event {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.subs == nil {
		b.subs = make(map[string][]chan<- Event)
	}
	c := make(chan Event, n)
	b.subs[topic] = append(b.subs[topic], c)
	return c
}
func (b *Bus) Pub(topic string, e Event) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, c := range b.subs[topic] {
		select {
		case c <- e:
		default:
		}
	}
}

type State uint8

const (
	Idle State = iota
	Busy
)

var names = map[State]string{Idle: "idle", Busy: "busy"}

func (s State) String() string { return names[s] }

type Opt func(*Cfg)
type Cfg struct {
	name    string
	timeout time.Duration
	retries int
}

func WithTimeout(d time.Duration) Opt { return func(c *Cfg) { c.timeout = d } }
func NewCfg(name string, opts ...Opt) *Cfg {
	c := &Cfg{name: name, retries: 3}
	for _, o := range opts {
		o(c)
	}
	return c
}

type Limiter struct {
	tokens chan struct{}
	stop   chan struct{}
	once   sync.Once
}

func NewLimiter(n int, every time.Duration) *Limiter {
	l := &Limiter{tokens: make(chan struct{}, n), stop: make(chan struct{})}
	for range n {
		l.tokens <- struct{}{}
	}
	go func() {
		t := time.NewTicker(every)
		defer t.Stop()
		for {
			select {
			case <-t.C:
				select {
				case l.tokens <- struct{}{}:
				default:
				}
			case <-l.stop:
				return
			}
		}
	}()
	return l
}
func (l *Limiter) Wait(ctx context.Context) error {
	select {
	case <-l.tokens:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
func (l *Limiter) Close() { l.once.Do(func() { close(l.stop) }) }

func retry(ctx context.Context, n int, f func(int) error) (err error) {
	for i := range n {
		if err = f(i); err == nil {
			return nil
		}
		if errors.Is(err, context.Canceled) {
			break
		}
	}
	return fmt.Errorf("after %d tries: %w", n, err)
}

func divide(a, b int) (res int, err error) {
	defer func() {
		if r := recover(); r != nil {
			if e, ok := r.(error); ok {
				err = e
			} else {
				err = fmt.Errorf("%v", r)
			}
		}
	}()
	return a / b, nil
}

func main() {
	ps := []Pair[string, int]{{"a", 3}, {"b", 1}}
	fmt.Println(SumBy(ps, func(p Pair[string, int]) int { return p.Val }), ps, SumBy([]float64{1.5}, math.Sqrt))
	fmt.Printf("%v %+v %T\n", ps[0], ps[0], ps[0])
	s := Set[string]{}
	s.Add("x")
	s.Add("y")
	fmt.Println(s.Has("x"), s.Has("z"), len(s), slices.Sorted(s.All()))
	t := &Tree[int]{val: 5, less: func(a, b int) bool { return a < b }}
	for _, v := range []int{3, 8, 1, 4} {
		t.Insert(v)
	}
	for v := range t.All() {
		if v == 8 {
			break
		}
		fmt.Print(v, " ")
	}
	fmt.Println(slices.Collect(t.All()))
	for i, f := range fibs() {
		if i%2 == 1 {
			continue
		}
		if f > 50 {
			break
		}
		fmt.Print(f, " ")
	}
	fmt.Println()
	next, stop := iter.Pull2(fibs())
	next()
	i, f, ok := next()
	stop()
	fmt.Println(i, f, ok)
	var bus Bus
	c := bus.Sub("t", 2)
	bus.Pub("t", Start{time.Second})
	bus.Pub("t", Stop{Start{1}, "done"})
	bus.Pub("t", Start{})
	for range 2 {
		switch e := (<-c).(type) {
		case Start:
			fmt.Println("start", e.At)
		case Stop:
			fmt.Println("stop", e.Reason, e.At, e)
		}
	}
	fmt.Println(Idle, Busy, State(7), []State{Idle, Busy}, map[State]int{Busy: 1})
	fmt.Printf("%+v %d\n", *NewCfg("n", WithTimeout(time.Second)), Busy)
	l := NewLimiter(1, time.Millisecond)
	ctx, cancel := context.WithTimeout(context.Background(), time.Hour)
	defer cancel()
	fmt.Println(l.Wait(ctx), l.Wait(ctx))
	l.Close()
	l.Close()
	tries := 0
	fmt.Println(retry(ctx, 3, func(i int) error {
		tries++
		if i < 2 {
			return fmt.Errorf("try %d", i)
		}
		return nil
	}), tries)
	fmt.Println(retry(ctx, 2, func(i int) error { return os.ErrNotExist }))
	fmt.Println(divide(7, 2))
	fmt.Println(divide(1, 0))
	m := map[string][]int{"b": {2}, "a": {1, 3}}
	for _, k := range slices.Sorted(maps.Keys(m)) {
		m[k] = append(m[k], len(k))
		fmt.Print(k, m[k], " ")
	}
	fmt.Println()
	xs := []int{3, 1, 2}
	ys := slices.Clone(xs)
	slices.Sort(ys)
	fmt.Println(xs, ys, slices.Contains(xs, 2), slices.Index(xs, 1), slices.Max(xs))
	idx, found := slices.BinarySearch(ys, 2)
	fmt.Println(idx, found, slices.Equal(xs, ys), slices.IndexFunc(xs, func(x int) bool { return x < 2 }))
	ll := list.New()
	ll.PushBack(Busy)
	ll.PushFront(ps[0])
	for e := ll.Front(); e != nil; e = e.Next() {
		fmt.Print(e.Value, ";")
	}
	fmt.Println()
	var p atomic.Pointer[Cfg]
	p.Store(NewCfg("p"))
	old := p.Swap(&Cfg{name: "q"})
	fmt.Println(old.name, p.Load().name, p.CompareAndSwap(old, old))
	once := sync.OnceValue(func() int { fmt.Println("computing"); return 42 })
	fmt.Println(once(), once())
	tm := template.Must(template.New("x").Parse("Hi {{.Name}} {{range .Items}}[{{.}}]{{end}}\n"))
	tm.Execute(os.Stdout, struct {
		Name  string
		Items []string
	}{"Bob", []string{"a", "b"}})
	people := []struct {
		Name string
		Age  int
	}{{"A", 30}, {"B", 20}}
	sort.Slice(people, func(i, j int) bool { return people[i].Age < people[j].Age })
	fmt.Printf("%v %+v\n", people, people[0])
	var sb strings.Builder
	for i := 3; i > 0; i-- {
		fmt.Fprintf(&sb, "%d...", i)
	}
	fmt.Println(sb.String(), sb.Len())
	func() {
		defer func() { fmt.Println("rec:", recover()) }()
		var mm map[string]int
		mm["x"]++
	}()
	func() {
		defer func() { fmt.Println("rec:", recover()) }()
		var e Event
		e.isEvent()
	}()
	func() {
		defer func() { fmt.Println("rec:", recover()) }()
		var x any = "str"
		_ = x.(int)
	}()
	func() {
		defer func() { fmt.Println("rec:", recover()) }()
		var e Event = Start{}
		_ = e.(Stop)
	}()
	func() {
		defer func() { fmt.Println("rec:", recover()) }()
		ch := make(chan int)
		close(ch)
		close(ch)
	}()
	type kv = Pair[string, State]
	kvs := []kv{{"s", Busy}}
	fmt.Println(kvs)
	var wg sync.WaitGroup
	errs := make(chan error, 3)
	for i := range 3 {
		wg.Go(func() {
			if i == 1 {
				errs <- fmt.Errorf("worker %d failed", i)
			}
		})
	}
	wg.Wait()
	close(errs)
	var all []error
	for e := range errs {
		all = append(all, e)
	}
	fmt.Println(errors.Join(all...))
	panic(errors.New("final"))
}
