// sync.Pool and sync.Map.
package main

import (
	"bytes"
	"fmt"
	"sort"
	"strconv"
	"sync"
)

var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func render(id int, tags map[string]int) string {
	b := buffers.Get().(*bytes.Buffer)
	defer func() {
		b.Reset()
		buffers.Put(b)
	}()
	b.WriteString("#" + strconv.Itoa(id))
	keys := make([]string, 0, len(tags))
	for k := range tags {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	for _, k := range keys {
		fmt.Fprintf(b, " %s=%d", k, tags[k])
	}
	return b.String()
}

type session struct {
	user  string
	hits  int
	inner sync.Mutex
}

func (s *session) hit() int {
	s.inner.Lock()
	defer s.inner.Unlock()
	s.hits++
	return s.hits
}

func main() {
	var wg sync.WaitGroup
	lines := make([]string, 6)
	for i := range lines {
		wg.Add(1)
		go func() {
			defer wg.Done()
			lines[i] = render(i, map[string]int{"x": i, "a": i * i})
		}()
	}
	wg.Wait()
	for _, l := range lines {
		fmt.Println(l)
	}

	var sessions sync.Map
	for i := range 12 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			user := []string{"ann", "bob", "cid"}[i%3]
			v, _ := sessions.LoadOrStore(user, &session{user: user})
			v.(*session).hit()
		}()
	}
	wg.Wait()
	total := 0
	sessions.Range(func(k, v any) bool {
		total += v.(*session).hits
		return true
	})
	fmt.Println("hits", total)
	v, loaded := sessions.LoadAndDelete("bob")
	fmt.Println(v.(*session).user, loaded)
	_, ok := sessions.Load("bob")
	fmt.Println(ok)
	sessions.Store(42, "any key")
	sessions.Store(struct{ a, b int }{1, 2}, []int{3})
	x, _ := sessions.Load(struct{ a, b int }{1, 2})
	fmt.Println(x, sessions.CompareAndSwap(42, "any key", "other"), sessions.CompareAndDelete(42, "any key"))
	n := 0
	sessions.Range(func(_, _ interface{}) bool { n++; return n < 2 })
	fmt.Println("stopped after", n)
	sessions.Clear()
	sessions.Range(func(k, v any) bool { fmt.Println("left", k, v); return true })
}
