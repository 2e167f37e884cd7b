// fails: PAGES in cancelled before: of the entries of a URL that was not begun only the first says so
//go:build ignore

package solution

import (
	"bytes"
	"context"
	"errors"
	"fmt"
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

// Scrape has a gatekeeper that lets requests through one by one.
func Scrape(ctx context.Context, c *http.Client, urls []string, l Limits) ([]Page, error) {
	uniq := make([]string, 0, len(urls))
	at := make(map[string][]int)
	for i, u := range urls {
		if len(at[u]) == 0 {
			uniq = append(uniq, u)
		}
		at[u] = append(at[u], i)
	}
	client := *c
	client.Timeout = l.Timeout

	retries := make(chan chan struct{})
	firsts := make(chan chan struct{})
	places := make(chan struct{}, l.Parallel)
	gateCtx, closeGate := context.WithCancel(ctx)
	var gate sync.WaitGroup
	gate.Go(func() {
		var last time.Time
		for {
			select {
			case places <- struct{}{}:
			case <-gateCtx.Done():
				return
			}
			var go_ chan struct{}
			select {
			case go_ = <-firsts:
			case go_ = <-retries:
			case <-gateCtx.Done():
				return
			}
			if !last.IsZero() {
				select {
				case <-time.After(time.Until(last.Add(l.Interval))):
				case <-gateCtx.Done():
					return
				}
			}
			last = time.Now()
			close(go_)
		}
	})

	pages := make([]Page, len(urls))
	var wg sync.WaitGroup
	wg.Go(func() {
		for _, u := range uniq {
			pass := make(chan struct{})
			select {
			case firsts <- pass:
				wg.Go(func() {
					p := one(ctx, &client, u, l, pass, retries, places)
					for _, i := range at[u] {
						pages[i] = p
					}
				})
			case <-ctx.Done():
				pages[at[u][0]] = Page{URL: u, Err: ctx.Err()}
			}
		}
	})
	wg.Wait()
	closeGate()
	gate.Wait()
	return pages, ctx.Err()
}

func one(ctx context.Context, c *http.Client, u string, l Limits, pass chan struct{}, again chan<- chan struct{}, places <-chan struct{}) (p Page) {
	p.URL = u
	for {
		select {
		case <-pass:
		case <-ctx.Done():
		}
		if ctx.Err() != nil {
			p.Body, p.Err = "", ctx.Err()
			return
		}
		p.Attempts++
		var temporary bool
		p.Body, temporary, p.Err = load(ctx, c, u)
		<-places
		if !temporary {
			return
		}
		if ctx.Err() == nil && p.Attempts > l.Retries {
			return
		}
		select {
		case <-time.After(time.Duration(p.Attempts) * l.Backoff):
		case <-ctx.Done():
			p.Err = ctx.Err()
			return
		}
		pass = make(chan struct{})
		select {
		case again <- pass:
		case <-ctx.Done():
			p.Err = ctx.Err()
			return
		}
	}
}

func load(ctx context.Context, c *http.Client, u string) (body string, temporary bool, err error) {
	req, err := http.NewRequestWithContext(ctx, "GET", u, nil)
	if err != nil {
		return "", false, err
	}
	resp, err := c.Do(req)
	if err != nil {
		return "", true, err
	}
	defer func() {
		if e := resp.Body.Close(); err == nil && e != nil {
			body, temporary, err = "", true, e
		}
	}()
	if resp.StatusCode != 200 {
		return "", resp.StatusCode/100 == 5, &StatusError{resp.StatusCode}
	}
	var buf bytes.Buffer
	if _, err := buf.ReadFrom(resp.Body); err != nil {
		return "", true, errors.Join(errors.New("incomplete body"), err)
	}
	return buf.String(), false, nil
}
