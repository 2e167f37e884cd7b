package main

import (
	"bufio"
	"bytes"
	"container/heap"
	"container/list"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"text/template"
	"time"
)

type Item struct {
	val string
	pri int
}
type PQ []*Item

func (p PQ) Len() int           { return len(p) }
func (p PQ) Less(i, j int) bool { return p[i].pri > p[j].pri }
func (p PQ) Swap(i, j int)      { p[i], p[j] = p[j], p[i] }
func (p *PQ) Push(x any)        { *p = append(*p, x.(*Item)) }
func (p *PQ) Pop() any {
	o := *p
	n := len(o)
	x := o[n-1]
	*p = o[:n-1]
	return x
}

type H struct{ n atomic.Int64 }

func (h *H) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	fmt.Fprintf(w, "hit %d %s", h.n.Add(1), r.URL.Path)
}

type Account struct {
	mu  sync.RWMutex
	bal map[string]int
}

var ErrInsufficient = errors.New("insufficient funds")

type TxErr struct {
	From string
	Amt  int
	Err  error
}

func (t TxErr) Error() string { return fmt.Sprintf("tx %s %d: %v", t.From, t.Amt, t.Err) }
func (t TxErr) Unwrap() error { return t.Err }
func (a *Account) Move(from, to string, n int) error {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.bal[from] < n {
		return TxErr{from, n, ErrInsufficient}
	}
	a.bal[from] -= n
	a.bal[to] += n
	return nil
}

type Number interface{ ~int | ~float64 }

func Sum[T Number](xs ...T) (s T) {
	for _, x := range xs {
		s += x
	}
	return
}
func Map[T, U any](xs []T, f func(T) U) []U {
	r := make([]U, 0, len(xs))
	for _, x := range xs {
		r = append(r, f(x))
	}
	return r
}

type Cache[K comparable, V any] struct {
	mu sync.Mutex
	m  map[K]V
	o  *list.List
}

func NewCache[K comparable, V any]() *Cache[K, V] { return &Cache[K, V]{m: map[K]V{}, o: list.New()} }
func (c *Cache[K, V]) Get(k K, mk func(K) V) V {
	c.mu.Lock()
	defer c.mu.Unlock()
	if v, ok := c.m[k]; ok {
		return v
	}
	v := mk(k)
	c.m[k] = v
	c.o.PushBack(k)
	return v
}

type State int

const (
	Idle State = iota
	Running
	Done
)

func (s State) String() string               { return [...]string{"idle", "running", "done"}[s] }
func (s State) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

type Event struct {
	At    time.Duration  `json:"at"`
	State State          `json:"state"`
	Meta  map[string]any `json:"meta,omitempty"`
}
type Visitor func(depth int, n *Node) bool
type Node struct {
	Name string
	Kids []*Node
}

func (n *Node) Visit(d int, v Visitor) {
	if !v(d, n) {
		return
	}
	for _, k := range n.Kids {
		k.Visit(d+1, v)
	}
}

type key struct{}

func gen(ctx context.Context, n int) <-chan int {
	c := make(chan int)
	go func() {
		defer close(c)
		for i := range n {
			select {
			case c <- i:
			case <-ctx.Done():
				return
			}
		}
	}()
	return c
}

type Option func(*cfg)
type cfg struct {
	n    int
	name string
}

func WithN(n int) Option { return func(c *cfg) { c.n = n } }
func New(opts ...Option) cfg {
	c := cfg{name: "d"}
	for _, o := range opts {
		o(&c)
	}
	return c
}

type Animal interface {
	Sound() string
	Name() string
}
type base struct{ name string }

func (b base) Name() string { return b.name }

type Dog struct{ base }

func (Dog) Sound() string { return "woof" }

type Cat struct {
	*base
	lives int
}

func (c *Cat) Sound() string { c.lives--; return "meow" }

func main() {
	pq := &PQ{}
	heap.Init(pq)
	for i, s := range []string{"a", "b", "c"} {
		heap.Push(pq, &Item{s, (i * 7) % 5})
	}
	for pq.Len() > 0 {
		it := heap.Pop(pq).(*Item)
		fmt.Print(it.val, it.pri, " ")
	}
	fmt.Println()
	srv := httptest.NewServer(&H{})
	defer srv.Close()
	for range 2 {
		r, err := http.Get(srv.URL + "/x")
		if err != nil {
			fmt.Println(err)
			return
		}
		sc := bufio.NewScanner(r.Body)
		sc.Scan()
		fmt.Println(sc.Text())
		r.Body.Close()
	}
	a := &Account{bal: map[string]int{"x": 10}}
	err := a.Move("x", "y", 100)
	var te TxErr
	fmt.Println(err, errors.Is(err, ErrInsufficient), errors.As(err, &te), te.Amt, a.Move("x", "y", 3), a.bal)
	fmt.Println(Sum(1, 2, 3), Sum(1.5, 2), Map([]State{Idle, Done}, func(s State) string { return s.String() + "!" }))
	c := NewCache[string, int]()
	fmt.Println(c.Get("abc", func(s string) int { return len(s) }), c.Get("abc", nil), c.o.Len(), c.o.Front().Value)
	b, _ := json.Marshal([]Event{{1, Running, nil}, {2, Done, map[string]any{"s": Idle, "n": 1.5}}})
	fmt.Println(string(b))
	t := &Node{"root", []*Node{{"a", nil}, {"b", []*Node{{"c", nil}}}}}
	t.Visit(0, func(d int, n *Node) bool { fmt.Print(strings.Repeat(" ", d), n.Name, ";"); return n.Name != "b" })
	fmt.Println()
	ctx, cancel := context.WithCancel(context.WithValue(context.Background(), key{}, State(1)))
	s := 0
	for v := range gen(ctx, 100) {
		s += v
		if v == 10 {
			cancel()
			break
		}
	}
	fmt.Println(s, ctx.Err(), ctx.Value(key{}), errors.Is(ctx.Err(), context.Canceled))
	fmt.Println(New(WithN(3)), New())
	for _, an := range []Animal{Dog{base{"rex"}}, &Cat{&base{"tom"}, 9}} {
		fmt.Printf("%s says %s %T\n", an.Name(), an.Sound(), an)
		switch v := an.(type) {
		case Dog:
			fmt.Println("dog", v)
		case *Cat:
			fmt.Println("cat", v.lives)
		}
	}
	m := map[string][]int{"z": {3, 1, 2}, "y": nil}
	for _, k := range slices.Sorted(maps.Keys(m)) {
		slices.Sort(m[k])
		fmt.Print(k, m[k], " ")
	}
	idx, found := slices.BinarySearchFunc([]Item{{"a", 1}, {"b", 2}}, 2, func(i Item, n int) int { return i.pri - n })
	fmt.Println(idx, found, slices.Max([]int{1, 9, 3}), slices.Contains([]State{Idle}, Done))
	var buf bytes.Buffer
	tm := template.Must(template.New("t").Parse("{{.Name}} {{len .Kids}}\n"))
	tm.Execute(&buf, t)
	buf.WriteTo(os.Stdout)
	var p atomic.Pointer[cfg]
	p.Store(&cfg{n: 4})
	fmt.Println(p.Load().n)
	tk := time.NewTicker(2 * time.Millisecond)
	defer tk.Stop()
	n := 0
loop:
	for {
		select {
		case <-tk.C:
			n++
			if n == 3 {
				break loop
			}
		case <-time.After(time.Hour):
			fmt.Println("timeout")
		}
	}
	fmt.Println("ticks", n)
	g := func(yield func(int, string) bool) {
		for i, s := range []string{"p", "q", "r"} {
			if !yield(i, s) {
				return
			}
		}
	}
	for i, s := range g {
		if i == 1 {
			continue
		}
		defer fmt.Println("deferred in rangefunc", i, s)
	}
	var o struct {
		A int
		B []string
	}
	fmt.Println(json.Unmarshal([]byte(`{"A":3,"B":["x"]}`), &o), o)
	w := bufio.NewWriter(os.Stdout)
	fmt.Fprintf(w, "%6.2f|%+d|%x|%q|%v|%p\n", 3.14159, 5, "hi", 'x', []byte("a"), nil)
	w.Flush()
}
