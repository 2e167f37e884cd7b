// Dining philosophers: forks are taken in the order of their numbers, so nobody starves.
package main

import (
	"fmt"
	"sync"
	"time"
)

type Fork struct {
	sync.Mutex
	id   int
	used int
}

type Philosopher struct {
	name        string
	left, right *Fork
	meals       int
}

func (p *Philosopher) eat() {
	first, second := p.left, p.right
	if second.id < first.id {
		first, second = second, first
	}
	first.Lock()
	second.Lock()
	first.used++
	second.used++
	p.meals++
	time.Sleep(50 * time.Microsecond)
	second.Unlock()
	first.Unlock()
}

func (p *Philosopher) dine(times int, done chan<- *Philosopher) {
	for range times {
		p.eat()
	}
	done <- p
}

func main() {
	names := []string{"Platon", "Kant", "Hume", "Arendt", "Simone"}
	forks := make([]*Fork, len(names))
	for i := range forks {
		forks[i] = &Fork{id: i}
	}
	var table []*Philosopher
	for i, n := range names {
		table = append(table, &Philosopher{name: n, left: forks[i], right: forks[(i+1)%len(forks)]})
	}
	done := make(chan *Philosopher)
	for _, p := range table {
		go p.dine(3, done)
	}
	finished := map[string]int{}
	for range table {
		p := <-done
		finished[p.name] = p.meals
	}
	fmt.Println(finished)
	for _, f := range forks {
		fmt.Printf("fork %d was used %d times, free: %v\n", f.id, f.used, f.TryLock())
	}
}
