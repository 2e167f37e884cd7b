// An LRU cache: container/list and a map; then the same with own generic list.
package main

import (
	"container/list"
	"fmt"
	"strings"
	"sync"
)

type LRU struct {
	mu       sync.Mutex
	capacity int
	order    *list.List
	items    map[string]*list.Element
	onEvict  func(key string, value interface{})
}

type pair struct {
	key   string
	value interface{}
}

func NewLRU(capacity int) *LRU {
	return &LRU{capacity: capacity, order: list.New(), items: make(map[string]*list.Element)}
}

func (c *LRU) Get(key string) (interface{}, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if e, ok := c.items[key]; ok {
		c.order.MoveToFront(e)
		return e.Value.(*pair).value, true
	}
	return nil, false
}

func (c *LRU) Put(key string, value interface{}) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if e, ok := c.items[key]; ok {
		e.Value.(*pair).value = value
		c.order.MoveToFront(e)
		return
	}
	c.items[key] = c.order.PushFront(&pair{key, value})
	if c.order.Len() > c.capacity {
		last := c.order.Back()
		p := c.order.Remove(last).(*pair)
		delete(c.items, p.key)
		if c.onEvict != nil {
			c.onEvict(p.key, p.value)
		}
	}
}

func (c *LRU) Keys() string {
	var keys []string
	for e := c.order.Front(); e != nil; e = e.Next() {
		keys = append(keys, e.Value.(*pair).key)
	}
	return strings.Join(keys, ",")
}

type node[K comparable, V any] struct {
	key        K
	val        V
	prev, next *node[K, V]
}

type Cache[K comparable, V any] struct {
	head, tail *node[K, V]
	m          map[K]*node[K, V]
	max        int
}

func NewCache[K comparable, V any](max int) *Cache[K, V] {
	c := &Cache[K, V]{head: &node[K, V]{}, tail: &node[K, V]{}, m: map[K]*node[K, V]{}, max: max}
	c.head.next, c.tail.prev = c.tail, c.head
	return c
}

func (c *Cache[K, V]) unlink(n *node[K, V]) { n.prev.next, n.next.prev = n.next, n.prev }
func (c *Cache[K, V]) front(n *node[K, V]) {
	n.prev, n.next = c.head, c.head.next
	c.head.next.prev = n
	c.head.next = n
}

func (c *Cache[K, V]) Get(k K) (v V, ok bool) {
	n, ok := c.m[k]
	if !ok {
		return v, false
	}
	c.unlink(n)
	c.front(n)
	return n.val, true
}

func (c *Cache[K, V]) Put(k K, v V) {
	if n, ok := c.m[k]; ok {
		n.val = v
		c.unlink(n)
		c.front(n)
		return
	}
	n := &node[K, V]{key: k, val: v}
	c.m[k] = n
	c.front(n)
	if len(c.m) > c.max {
		old := c.tail.prev
		c.unlink(old)
		delete(c.m, old.key)
	}
}

func main() {
	c := NewLRU(3)
	c.onEvict = func(k string, v interface{}) { fmt.Printf("evict %s=%v\n", k, v) }
	for i, k := range []string{"a", "b", "c", "a", "d", "e", "b"} {
		c.Put(k, i)
		fmt.Println(k, c.Keys())
	}
	v, ok := c.Get("a")
	fmt.Println(v, ok, c.Keys())
	v, ok = c.Get("d")
	fmt.Println(v, ok, c.Keys())

	g := NewCache[int, string](2)
	g.Put(1, "one")
	g.Put(2, "two")
	fmt.Println(g.Get(1))
	g.Put(3, "three")
	_, ok = g.Get(2)
	s, _ := g.Get(3)
	fmt.Println(ok, s, len(g.m), g.head.next.key, g.tail.prev.val)
}
