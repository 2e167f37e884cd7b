// A supervisor restarts workers that panic, up to a limit, and reports why they ended.
package main

import (
	"errors"
	"fmt"
	"sort"
	"sync"
)

type Worker struct {
	Name string
	Run  func(attempt int) error
}

type Report struct {
	Name     string
	Restarts int
	Err      error
}

var ErrGaveUp = errors.New("gave up")

type crash struct {
	value any
	loc   string
}

func (c *crash) Error() string { return fmt.Sprintf("crashed: %v", c.value) }

func attempt(w Worker, n int) (err error) {
	defer func() {
		switch r := recover().(type) {
		case nil:
		case error:
			err = fmt.Errorf("crash: %w", r)
		default:
			err = &crash{value: r}
		}
	}()
	return w.Run(n)
}

func supervise(ws []Worker, limit int) []Report {
	reports := make(chan Report)
	for _, w := range ws {
		go func() {
			var err error
			n := 0
			for ; n <= limit; n++ {
				if err = attempt(w, n); err == nil {
					break
				}
			}
			if err != nil {
				err = errors.Join(ErrGaveUp, err)
			}
			reports <- Report{w.Name, min(n, limit), err}
		}()
	}
	var all []Report
	for range ws {
		all = append(all, <-reports)
	}
	sort.Slice(all, func(i, j int) bool { return all[i].Name < all[j].Name })
	return all
}

func main() {
	var mu sync.Mutex
	trace := map[string]int{}
	workers := []Worker{
		{"steady", func(int) error { return nil }},
		{"flaky", func(n int) error {
			mu.Lock()
			defer mu.Unlock()
			trace["flaky"]++
			if n < 2 {
				panic(fmt.Sprint("attempt ", n))
			}
			return nil
		}},
		{"doomed", func(n int) error {
			mu.Lock()
			defer mu.Unlock()
			trace["doomed"]++
			var p *Report
			p.Restarts = n
			return nil
		}},
		{"polite", func(n int) error { return fmt.Errorf("no luck %d", n) }},
	}
	for _, r := range supervise(workers, 3) {
		fmt.Printf("%-7s restarts=%d gaveup=%t\n", r.Name, r.Restarts, errors.Is(r.Err, ErrGaveUp))
		if r.Err != nil {
			fmt.Println("   ", r.Err)
		}
	}
	fmt.Println(trace)
	err := attempt(Worker{Run: func(int) error { panic([]int{1, 2}) }}, 0)
	var c *crash
	fmt.Println(err, errors.As(err, &c))
}
