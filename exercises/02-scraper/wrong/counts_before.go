// fails: PAGES in cancelled: a request is counted before it is known that it starts
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

func (e *StatusError) Error() string { return fmt.Sprintf("status %d", e.Code) }

type scraper struct {
	client *http.Client
	l      Limits
	places chan struct{}

	mu   sync.Mutex
	next time.Time // earliest start
}

func Scrape(ctx context.Context, c *http.Client, urls []string, l Limits) ([]Page, error) {
	s := &scraper{client: c, l: l, places: make(chan struct{}, l.Parallel)}
	found := make(map[string]*Page)
	var wg sync.WaitGroup
	for _, url := range urls {
		if _, ok := found[url]; ok {
			continue
		}
		p := &Page{URL: url}
		found[url] = p
		p.Attempts++
		if err := s.acquire(ctx); err != nil {
			p.Err = err
			continue
		}
		wg.Add(1)
		go func() {
			defer wg.Done()
			s.scrape(ctx, p)
		}()
	}
	wg.Wait()
	pages := make([]Page, len(urls))
	for i, url := range urls {
		pages[i] = *found[url]
	}
	return pages, ctx.Err()
}

// acquire waits for a place and for the interval.
func (s *scraper) acquire(ctx context.Context) error {
	select {
	case s.places <- struct{}{}:
	case <-ctx.Done():
		return ctx.Err()
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := sleep(ctx, time.Until(s.next)); err != nil {
		s.release()
		return err
	}
	s.next = time.Now().Add(s.l.Interval)
	return nil
}

func (s *scraper) release() { <-s.places }

// scrape makes the attempts for one page; the place for the first is there.
func (s *scraper) scrape(ctx context.Context, p *Page) {
	for {
		body, err := s.attempt(ctx, p.URL)
		s.release()
		if err == nil {
			p.Body, p.Err = body, nil
			return
		}
		p.Err = err
		if !temporary(err) || p.Attempts > s.l.Retries {
			return
		}
		if err := sleep(ctx, time.Duration(p.Attempts)*s.l.Backoff); err != nil {
			p.Err = err
			return
		}
		p.Attempts++
		if err := s.acquire(ctx); err != nil {
			p.Err = err
			return
		}
	}
}

func temporary(err error) bool {
	var status *StatusError
	if errors.As(err, &status) {
		return status.Code >= 500
	}
	return true
}

func (s *scraper) attempt(ctx context.Context, url string) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, s.l.Timeout)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, "GET", url, nil)
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
	if err != nil {
		return "", err
	}
	return string(body), nil
}

func sleep(ctx context.Context, d time.Duration) error {
	if ctx.Err() != nil {
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
