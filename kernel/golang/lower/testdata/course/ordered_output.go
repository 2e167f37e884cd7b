// Results in the order of the tasks although they end in any order: a window of pending results.
package main

import (
	"fmt"
	"math/rand"
	"sync"
	"time"
)

type task struct {
	seq  int
	in   string
	done chan string
}

func reverse(s string) string {
	r := []rune(s)
	for i, j := 0, len(r)-1; i < j; i, j = i+1, j-1 {
		r[i], r[j] = r[j], r[i]
	}
	return string(r)
}

func ordered(inputs []string, workers int) <-chan string {
	out := make(chan string)
	pending := make(chan *task, workers)
	work := make(chan *task)
	for range workers {
		go func() {
			for t := range work {
				time.Sleep(time.Duration(rand.Intn(500)) * time.Microsecond)
				t.done <- fmt.Sprintf("%d:%s", t.seq, reverse(t.in))
			}
		}()
	}
	go func() {
		for i, in := range inputs {
			t := &task{i, in, make(chan string, 1)}
			pending <- t
			work <- t
		}
		close(pending)
		close(work)
	}()
	go func() {
		defer close(out)
		for t := range pending {
			out <- <-t.done
		}
	}()
	return out
}

type resequencer struct {
	mu   sync.Mutex
	next int
	held map[int]string
	emit func(string)
}

func (r *resequencer) put(seq int, s string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.held[seq] = s
	for {
		s, ok := r.held[r.next]
		if !ok {
			return
		}
		delete(r.held, r.next)
		r.next++
		r.emit(s)
	}
}

func main() {
	for s := range ordered([]string{"live", "stressed", "été", "drawer", "", "x", "level"}, 3) {
		fmt.Println(s)
	}
	var got []string
	r := &resequencer{held: map[int]string{}, emit: func(s string) { got = append(got, s) }}
	var wg sync.WaitGroup
	for i := 9; i >= 0; i-- {
		wg.Add(1)
		go func(i int) {
			defer wg.Done()
			r.put(i, string(rune('a'+i)))
		}(i)
	}
	wg.Wait()
	fmt.Println(got, len(r.held), r.next)
}
