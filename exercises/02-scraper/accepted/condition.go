// accepted: a mutex and a condition, which context.AfterFunc and timers wake; a goroutine for each URL
//go:build ignore

package solution

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"sync"
	"time"
)

type Limits struct {
	Parallel int
	Interval time.Duration
	Timeout  time.Duration
	Retries  int
	Backoff  time.Duration
}

type Page struct {
	URL, Body string
	Attempts  int
	Err       error
}

type StatusError struct{ Code int }

func (e *StatusError) Error() string { return fmt.Sprint("bad status ", e.Code) }

// A gate lets requests start, in the order of tickets for first attempts.
type gate struct {
	mu      sync.Mutex
	changed *sync.Cond
	limits  Limits
	flying  int
	open    bool // the interval has passed
	turn    int  // whose first attempt is next
}

func newGate(l Limits) *gate {
	g := &gate{limits: l, open: true}
	g.changed = sync.NewCond(&g.mu)
	return g
}

func (g *gate) wake() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.changed.Broadcast()
}

// enter waits; ticket is the place in the list of a first attempt, -1 for a retry.
func (g *gate) enter(ctx context.Context, ticket int) error {
	g.mu.Lock()
	defer g.mu.Unlock()
	for ctx.Err() == nil && (g.flying >= g.limits.Parallel || !g.open || ticket >= 0 && ticket != g.turn) {
		g.changed.Wait()
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	if ticket >= 0 {
		g.turn++
	}
	g.flying++
	g.open = false
	time.AfterFunc(g.limits.Interval, func() {
		g.mu.Lock()
		defer g.mu.Unlock()
		g.open = true
		g.changed.Broadcast()
	})
	return nil
}

func (g *gate) leave() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.flying--
	g.changed.Broadcast()
}

func Scrape(ctx context.Context, c *http.Client, urls []string, l Limits) ([]Page, error) {
	g := newGate(l)
	stop := context.AfterFunc(ctx, g.wake)
	defer stop()
	place := make(map[string]int)
	var pages []*Page
	for _, u := range urls {
		if _, seen := place[u]; !seen {
			place[u] = len(pages)
			pages = append(pages, &Page{URL: u})
		}
	}
	var wg sync.WaitGroup
	for i, p := range pages {
		wg.Add(1)
		go func() {
			defer wg.Done()
			p.fetch(ctx, c, g, i)
		}()
	}
	wg.Wait()
	var result []Page
	for _, u := range urls {
		result = append(result, *pages[place[u]])
	}
	return result, ctx.Err()
}

func (p *Page) fetch(ctx context.Context, c *http.Client, g *gate, ticket int) {
	for {
		if err := g.enter(ctx, ticket); err != nil {
			p.Err = err
			return
		}
		ticket = -1
		p.Attempts++
		body, err := get(ctx, c, p.URL, g.limits.Timeout)
		g.leave()
		if err == nil {
			p.Body, p.Err = body, nil
			return
		}
		p.Err = err
		if status := (*StatusError)(nil); errors.As(err, &status) && status.Code < 500 || p.Attempts > g.limits.Retries {
			return
		}
		select {
		case <-time.After(time.Duration(p.Attempts) * g.limits.Backoff):
		case <-ctx.Done():
			p.Err = fmt.Errorf("%w after %w", ctx.Err(), err)
			return
		}
	}
}

func get(ctx context.Context, c *http.Client, url string, timeout time.Duration) (string, error) {
	attempt, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	req, err := http.NewRequestWithContext(attempt, http.MethodGet, url, http.NoBody)
	if err != nil {
		return "", err
	}
	resp, err := c.Do(req)
	if err != nil {
		return "", fmt.Errorf("get %s: %w", url, err)
	}
	body, err := io.ReadAll(resp.Body)
	resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return "", &StatusError{resp.StatusCode}
	}
	if err != nil {
		return "", fmt.Errorf("read %s: %w", url, err)
	}
	return string(body), nil
}
