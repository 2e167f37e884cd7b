// Compiled types embedded in a session's struct.
package main

import (
	"bytes"
	"fmt"
	"sync"
	"time"
)

type Safe struct {
	sync.Mutex
	m map[string]int
}

func (s *Safe) Add(k string) int {
	s.Lock()
	defer s.Unlock()
	s.m[k]++
	return s.m[k]
}

type Buf struct {
	bytes.Buffer
	n int
}

func (b *Buf) WriteString(s string) (int, error) {
	b.n++
	return b.Buffer.WriteString("[" + s + "]")
}

type When struct {
	time.Duration
	note string
}

type Wait struct {
	*sync.WaitGroup
	sync.Once
}

func main() {
	s := Safe{m: map[string]int{}}
	var wg sync.WaitGroup
	for range 10 {
		wg.Go(func() { s.Add("k") })
	}
	wg.Wait()
	fmt.Println(s.Add("k"), s.TryLock(), s.TryLock())
	var b Buf
	b.WriteString("a")
	b.WriteByte('-')
	fmt.Fprint(&b, "f")
	fmt.Println(b.String(), b.n, b.Len())
	w := When{1500 * time.Millisecond, "soon"}
	fmt.Println(w.Seconds(), w, w.Duration*2)
	x := Wait{WaitGroup: &wg}
	x.Add(1)
	x.Do(x.Done)
	x.Do(x.Done)
	x.Wait()
	fmt.Println("done")
}
