// fails: PAGES in final and last error: every status below 400 is taken for a success
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

// Limits say how polite a scraper is.
type Limits struct {
	Parallel int           // most requests in flight
	Interval time.Duration // least time between two request starts
	Timeout  time.Duration // of one attempt, the body included
	Retries  int           // further attempts after a temporary failure
	Backoff  time.Duration // pause before retry k (1, 2, ...) is k*Backoff
}

// Page is what became of a URL.
type Page struct {
	URL, Body string
	Attempts  int
	Err       error
}

// StatusError is the error of an answer with another status than 200.
type StatusError struct{ Code int }

func (e *StatusError) Error() string { return fmt.Sprintf("status %d", e.Code) }

type polite struct {
	places chan struct{}
	next   chan time.Time // holds the earliest time of the next start
	gap    time.Duration
}

func newPolite(l Limits) *polite {
	p := &polite{make(chan struct{}, l.Parallel), make(chan time.Time, 1), l.Interval}
	p.next <- time.Time{}
	return p
}

func (p *polite) enter(ctx context.Context) error {
	select {
	case p.places <- struct{}{}:
	case <-ctx.Done():
		return ctx.Err()
	}
	var at time.Time
	select {
	case at = <-p.next:
	case <-ctx.Done():
		<-p.places
		return ctx.Err()
	}
	if err := pause(ctx, time.Until(at)); err != nil {
		p.next <- at
		<-p.places
		return err
	}
	p.next <- time.Now().Add(p.gap)
	return nil
}

func (p *polite) leave() { <-p.places }

func pause(ctx context.Context, d time.Duration) error {
	if d <= 0 {
		return ctx.Err()
	}
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return ctx.Err()
	case <-ctx.Done():
		return ctx.Err()
	}
}

// Scrape uses a goroutine per URL; each waits until the one before it has begun.
func Scrape(ctx context.Context, c *http.Client, urls []string, l Limits) ([]Page, error) {
	first := map[string]*Page{}
	var wg sync.WaitGroup
	p := newPolite(l)
	before := make(chan struct{})
	close(before)
	var interrupted bool
	var mu sync.Mutex
	for _, u := range urls {
		if first[u] != nil {
			continue
		}
		pg := &Page{URL: u}
		first[u] = pg
		mine := make(chan struct{})
		prev := before
		before = mine
		wg.Go(func() {
			if !fetch(ctx, c, pg, p, l, prev, mine) {
				mu.Lock()
				interrupted = true
				mu.Unlock()
			}
		})
	}
	wg.Wait()
	out := make([]Page, 0, len(urls))
	for _, u := range urls {
		out = append(out, *first[u])
	}
	if interrupted || ctx.Err() != nil {
		return out, ctx.Err()
	}
	return out, nil
}

func fetch(ctx context.Context, c *http.Client, pg *Page, p *polite, l Limits, prev <-chan struct{}, mine chan<- struct{}) bool {
	once := sync.OnceFunc(func() { close(mine) })
	defer once()
	select {
	case <-prev:
	case <-ctx.Done():
		pg.Err = ctx.Err()
		return false
	}
	for k := 1; ; k++ {
		if err := p.enter(ctx); err != nil {
			pg.Err = err
			return false
		}
		once()
		pg.Attempts++
		body, err := attempt(ctx, c, pg.URL, l.Timeout)
		p.leave()
		if err == nil {
			pg.Body, pg.Err = body, nil
			return true
		}
		var se *StatusError
		if errors.As(err, &se) && se.Code < 500 {
			pg.Err = err
			return true
		}
		if ctx.Err() != nil {
			pg.Err = ctx.Err()
			return false
		}
		pg.Err = err
		if k > l.Retries {
			return true
		}
		if err := pause(ctx, time.Duration(k)*l.Backoff); err != nil {
			pg.Err = err
			return false
		}
	}
}

func attempt(parent context.Context, c *http.Client, url string, d time.Duration) (body string, err error) {
	ctx, cancel := context.WithTimeout(parent, d)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, "GET", url, nil)
	if err != nil {
		return "", err
	}
	res, err := c.Do(req)
	if err != nil {
		return "", fmt.Errorf("get: %w", err)
	}
	defer res.Body.Close()
	if res.StatusCode >= 400 {
		return "", &StatusError{Code: res.StatusCode}
	}
	b, err := io.ReadAll(res.Body)
	if err != nil {
		return "", fmt.Errorf("read: %w", err)
	}
	return string(b), nil
}
