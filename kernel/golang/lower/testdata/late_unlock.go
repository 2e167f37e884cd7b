package main

import (
	"fmt"
	"sync"
)

type account struct {
	mu   sync.Mutex
	sum  int
	log  []string
	seen map[string]int
	next *account
}

func (a *account) deposit(n int) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.sum += n
}

func (a *account) balance() int {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.sum
}

func (a *account) take(n int) (int, error) {
	if n < 0 {
		return 0, fmt.Errorf("negative: %d", n)
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	if n > a.sum {
		return a.sum, nil
	} else if n == a.sum {
		a.sum = 0
		return n, nil
	}
	a.sum -= n
	return n, nil
}

func (a *account) reset() (old int) {
	a.mu.Lock()
	defer a.mu.Unlock()
	old, a.sum = a.sum, 0
	return old * 2
}

func (a *account) count(k string) int {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.seen[k]
}

func (a *account) note(k string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.seen[k]++
}

func (a *account) at(i int) string {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.log[i]
}

func (a *account) nextSum() int {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.next.sum
}

func (a *account) share(n int) int {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.sum / n
}

func (a *account) half() int {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.sum / 2
}

type gauge struct {
	sync.RWMutex
	level float64
	on    bool
}

func (g *gauge) set(v float64) {
	g.Lock()
	defer g.Unlock()
	if v < 0 {
		return
	}
	g.level, g.on = v, true
}

func (g *gauge) get() (float64, bool) {
	g.RLock()
	defer g.RUnlock()
	if !g.on {
		return -1, false
	}
	return g.level, g.on
}

func (g *gauge) clear() {
	g.Lock()
	defer g.Unlock()
	if g.on {
		g.on = false
	} else {
		g.level = 0
	}
}

var (
	lock  sync.Mutex
	total int
)

func add(n int) int {
	lock.Lock()
	defer lock.Unlock()
	total += n
	return total
}

func try(name string, f func()) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Println(name, "panics:", r)
		}
	}()
	f()
	fmt.Println(name, "ends")
}

func main() {
	a := &account{}
	a.deposit(10)
	fmt.Println(a.balance(), a.half())
	fmt.Println(a.take(3))
	fmt.Println(a.take(-3))
	fmt.Println(a.take(100))
	fmt.Println(a.take(7))
	a.deposit(4)
	fmt.Println(a.reset(), a.balance(), a.count("x"))
	// A panic under the lock unlocks it.
	try("note", func() { a.note("x") })
	try("at", func() { a.at(0) })
	try("next", func() { a.nextSum() })
	try("share", func() { a.share(0) })
	try("nil", func() {
		var none *account
		none.deposit(1)
	})
	fmt.Println(a.mu.TryLock(), a.mu.TryLock())
	a.mu.Unlock()
	a.seen = map[string]int{}
	a.note("x")
	a.note("x")
	fmt.Println(a.count("x"))

	g := &gauge{}
	fmt.Println(g.get())
	g.set(-1)
	g.set(2.5)
	fmt.Println(g.get())
	g.clear()
	g.clear()
	fmt.Println(g.get())

	var wg sync.WaitGroup
	for i := range 20 {
		wg.Go(func() {
			for range 50 {
				a.deposit(1)
				add(i)
			}
		})
	}
	wg.Wait()
	fmt.Println(a.balance(), add(0))
	try("not locked", func() {
		var mu sync.Mutex
		mu.Lock()
		func() {
			defer mu.Unlock()
		}()
		fmt.Println(mu.TryLock())
	})
}
