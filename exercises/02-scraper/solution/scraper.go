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

// Scrape fetches all urls with the client c, within the limits l.
//
// Whoever wants to start a request takes a place first, then the time of the next start. First attempts do so here, one
// after the other, so that they start in order; retries do it in the goroutine of their page.
func Scrape(ctx context.Context, c *http.Client, urls []string, l Limits) ([]Page, error) {
	s := &scraper{client: c, limits: l, places: make(chan struct{}, l.Parallel), next: make(chan time.Time, 1)}
	s.next <- time.Now()
	fetched := map[string]*Page{}
	var all sync.WaitGroup
	for _, url := range urls {
		if fetched[url] != nil {
			continue
		}
		p := &Page{URL: url}
		fetched[url] = p
		if p.Err = s.enter(ctx); p.Err == nil {
			all.Go(func() { s.fetch(ctx, p) })
		}
	}
	all.Wait()
	pages := make([]Page, len(urls))
	for i, url := range urls {
		pages[i] = *fetched[url]
	}
	return pages, ctx.Err()
}

type scraper struct {
	client *http.Client
	limits Limits
	places chan struct{}  // one in it for each request in flight
	next   chan time.Time // holds the time of the next start, unless somebody waits for it
}

// enter waits until a request may start. It has a place then.
func (s *scraper) enter(ctx context.Context) error {
	select {
	case s.places <- struct{}{}:
	case <-ctx.Done():
		return ctx.Err()
	}
	err := s.wait(ctx)
	if err != nil {
		s.leave()
	}
	return err
}

func (s *scraper) leave() { <-s.places }

// wait waits for the time of the next start.
func (s *scraper) wait(ctx context.Context) error {
	at := <-s.next // who has it waits no longer than ctx lasts
	err := sleep(ctx, time.Until(at))
	if err == nil {
		at = time.Now().Add(s.limits.Interval)
	}
	s.next <- at
	return err
}

// fetch makes the attempts for a page. The first has its place already.
func (s *scraper) fetch(ctx context.Context, p *Page) {
	for {
		p.Attempts++
		p.Body, p.Err = s.get(ctx, p.URL)
		s.leave()
		if p.Err == nil || !temporary(p.Err) {
			return
		}
		p.Body = ""
		if ctx.Err() != nil {
			p.Err = ctx.Err()
			return
		}
		if p.Attempts > s.limits.Retries {
			return
		}
		err := sleep(ctx, time.Duration(p.Attempts)*s.limits.Backoff)
		if err == nil {
			err = s.enter(ctx)
		}
		if err != nil {
			p.Err = err
			return
		}
	}
}

// get makes one attempt.
func (s *scraper) get(ctx context.Context, url string) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, s.limits.Timeout)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return "", err
	}
	resp, err := s.client.Do(req)
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return "", &StatusError{resp.StatusCode}
	}
	body, err := io.ReadAll(resp.Body)
	return string(body), err
}

// temporary reports whether another attempt could succeed.
func temporary(err error) bool {
	var status *StatusError
	return !errors.As(err, &status) || status.Code >= 500
}

// sleep waits for d, or until ctx ends.
func sleep(ctx context.Context, d time.Duration) error {
	if ctx.Err() != nil || d <= 0 {
		return ctx.Err()
	}
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
