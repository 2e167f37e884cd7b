// Phases with WaitGroups, a countdown latch, an exchanger, and a rendezvous.
package main

import (
	"fmt"
	"sort"
	"strings"
	"sync"
)

type Latch struct {
	n    int
	mu   sync.Mutex
	gate chan struct{}
}

func NewLatch(n int) *Latch { return &Latch{n: n, gate: make(chan struct{})} }
func (l *Latch) Down() {
	l.mu.Lock()
	defer l.mu.Unlock()
	switch l.n--; {
	case l.n == 0:
		close(l.gate)
	case l.n < 0:
		panic(fmt.Sprintf("latch below zero: %d", l.n))
	}
}
func (l *Latch) Wait() { <-l.gate }

type Exchanger[T any] struct {
	c chan T
}

func (e Exchanger[T]) Exchange(v T, first bool) T {
	if first {
		e.c <- v
		return <-e.c
	}
	got := <-e.c
	e.c <- v
	return got
}

func phase(name string, n int, f func(int) string) string {
	out := make([]string, n)
	var wg sync.WaitGroup
	wg.Add(n)
	for i := n - 1; i >= 0; i-- {
		go func(i int) {
			defer wg.Done()
			out[i] = f(i)
		}(i)
	}
	wg.Wait()
	return name + ": " + strings.Join(out, " ")
}

func main() {
	for _, p := range []struct {
		name string
		f    func(int) string
	}{
		{"load", func(i int) string { return fmt.Sprint(i) }},
		{"square", func(i int) string { return fmt.Sprint(i * i) }},
		{"hex", func(i int) string { return fmt.Sprintf("%02x", i*40) }},
	} {
		fmt.Println(phase(p.name, 5, p.f))
	}
	start, end := NewLatch(1), NewLatch(4)
	var mu sync.Mutex
	var log []string
	for i := range 4 {
		go func() {
			defer end.Down()
			start.Wait()
			mu.Lock()
			defer mu.Unlock()
			log = append(log, fmt.Sprintf("runner %d", i))
		}()
	}
	mu.Lock()
	log = append(log, "bang")
	mu.Unlock()
	start.Down()
	end.Wait()
	first := log[0]
	sort.Strings(log)
	fmt.Println(first, log)
	ex := Exchanger[string]{make(chan string)}
	done := make(chan string)
	go func() { done <- ex.Exchange("apple", false) }()
	fmt.Println(ex.Exchange("pear", true), <-done)
	defer func() { fmt.Println(recover()) }()
	start.Down()
}
