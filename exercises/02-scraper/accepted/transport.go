// accepted: a transport that keeps the limits, and gives the place back when the body is closed
//go:build ignore

package solution

import (
	"context"
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

func (e StatusError) Error() string { return fmt.Sprint("status ", e.Code) }

// polite is a transport that keeps the limits; a place is given back when the body is closed.
type polite struct {
	next   http.RoundTripper
	l      Limits
	places chan struct{}
	start  chan time.Time
}

func (t *polite) enter(ctx context.Context) error {
	select {
	case t.places <- struct{}{}:
	case <-ctx.Done():
		return ctx.Err()
	}
	select {
	case at := <-t.start:
		select {
		case <-time.After(time.Until(at)):
		case <-ctx.Done():
		}
		if ctx.Err() != nil {
			t.start <- at
			<-t.places
			return ctx.Err()
		}
		t.start <- time.Now().Add(t.l.Interval)
		return nil
	case <-ctx.Done():
		<-t.places
		return ctx.Err()
	}
}

type closing struct {
	io.ReadCloser
	once sync.Once
	f    func()
}

func (c *closing) Close() error {
	err := c.ReadCloser.Close()
	c.once.Do(c.f)
	return err
}

func (t *polite) RoundTrip(r *http.Request) (*http.Response, error) {
	ctx, cancel := context.WithTimeout(r.Context(), t.l.Timeout)
	resp, err := t.next.RoundTrip(r.WithContext(ctx))
	leave := func() { cancel(); <-t.places }
	if err != nil {
		leave()
		return nil, err
	}
	resp.Body = &closing{ReadCloser: resp.Body, f: leave}
	return resp, nil
}

func Scrape(ctx context.Context, c *http.Client, urls []string, l Limits) ([]Page, error) {
	base := c.Transport
	if base == nil {
		base = http.DefaultTransport
	}
	t := &polite{next: base, l: l, places: make(chan struct{}, l.Parallel), start: make(chan time.Time, 1)}
	t.start <- time.Time{}
	client := &http.Client{Transport: t}
	type entry struct {
		done chan struct{}
		page Page
	}
	entries := map[string]*entry{}
	results := make([]Page, len(urls))
	var wg sync.WaitGroup
	for i, u := range urls {
		e, ok := entries[u]
		var first error
		if !ok {
			e = &entry{done: make(chan struct{})}
			entries[u] = e
			first = t.enter(ctx)
		}
		wg.Add(1)
		go func() {
			defer wg.Done()
			if !ok {
				defer close(e.done)
				e.page = fetch(ctx, client, t, u, first)
				results[i] = e.page
				return
			}
			<-e.done
			results[i] = e.page
		}()
	}
	wg.Wait()
	if ctx.Err() != nil {
		return results, fmt.Errorf("scrape: %w", ctx.Err())
	}
	return results, nil
}

func fetch(ctx context.Context, c *http.Client, t *polite, url string, err error) (p Page) {
	p.URL = url
	for n := 0; ; n++ {
		if n > 0 {
			select {
			case <-time.After(time.Duration(n) * t.l.Backoff):
				err = t.enter(ctx)
			case <-ctx.Done():
				err = ctx.Err()
			}
		}
		if err != nil {
			p.Err = err
			return p
		}
		p.Attempts++
		var again bool
		p.Body, again, p.Err = once(ctx, c, url)
		if p.Err == nil || !again || n == t.l.Retries {
			return p
		}
	}
}

func once(ctx context.Context, c *http.Client, url string) (string, bool, error) {
	req, err := http.NewRequest("GET", url, nil)
	if err != nil {
		return "", false, err
	}
	resp, err := c.Do(req.WithContext(ctx))
	if err != nil {
		return "", true, fmt.Errorf("%s: %w", url, err)
	}
	defer resp.Body.Close()
	if resp.StatusCode != 200 {
		return "", resp.StatusCode >= 500, &StatusError{resp.StatusCode}
	}
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		return "", true, err
	}
	return string(b), false, nil
}
