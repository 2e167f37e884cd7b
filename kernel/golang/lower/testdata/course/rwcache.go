// A cache behind an RWMutex with expiry on a given clock, and statistics.
package main

import (
	"fmt"
	"sync"
	"time"
)

type entry[V any] struct {
	value   V
	expires time.Time
}

type Cache[K comparable, V any] struct {
	mu                  sync.RWMutex
	items               map[K]entry[V]
	ttl                 time.Duration
	now                 func() time.Time
	hits, misses, loads int
}

func New[K comparable, V any](ttl time.Duration, now func() time.Time) *Cache[K, V] {
	return &Cache[K, V]{items: map[K]entry[V]{}, ttl: ttl, now: now}
}

func (c *Cache[K, V]) Get(k K) (V, bool) {
	c.mu.RLock()
	e, ok := c.items[k]
	c.mu.RUnlock()
	c.mu.Lock()
	defer c.mu.Unlock()
	if !ok || c.now().After(e.expires) {
		c.misses++
		var zero V
		return zero, false
	}
	c.hits++
	return e.value, true
}

func (c *Cache[K, V]) GetOrLoad(k K, load func(K) (V, error)) (V, error) {
	if v, ok := c.Get(k); ok {
		return v, nil
	}
	v, err := load(k)
	if err != nil {
		return v, fmt.Errorf("load %v: %w", k, err)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.loads++
	c.items[k] = entry[V]{v, c.now().Add(c.ttl)}
	return v, nil
}

func (c *Cache[K, V]) Purge() (n int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for k, e := range c.items {
		if c.now().After(e.expires) {
			delete(c.items, k)
			n++
		}
	}
	return n
}

func main() {
	t := time.Unix(1000, 0).UTC()
	now := func() time.Time { return t }
	c := New[string, int](10*time.Second, now)
	length := func(s string) (int, error) {
		if s == "" {
			return 0, fmt.Errorf("empty key")
		}
		return len(s), nil
	}
	for _, k := range []string{"go", "rust", "go", "", "c", "rust"} {
		v, err := c.GetOrLoad(k, length)
		fmt.Println(k, v, err)
	}
	t = t.Add(11 * time.Second)
	if _, ok := c.Get("go"); !ok {
		fmt.Println("go has expired at", t.Format(time.TimeOnly))
	}
	fmt.Println("purged", c.Purge(), "hits", c.hits, "misses", c.misses, "loads", c.loads)

	points := New[[2]int, string](time.Minute, now)
	var wg sync.WaitGroup
	for i := range 20 {
		wg.Go(func() {
			points.GetOrLoad([2]int{i % 2, i % 3}, func(k [2]int) (string, error) { return fmt.Sprint(k), nil })
		})
	}
	wg.Wait()
	v, ok := points.Get([2]int{1, 2})
	fmt.Println(len(points.items), v, ok)
}
