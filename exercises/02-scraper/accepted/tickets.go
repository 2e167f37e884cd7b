// accepted: a goroutine for each entry, a chain of channels for the order, the rate kept by who holds the lock; own clients with a Timeout
//go:build ignore

package solution

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strconv"
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

func (e *StatusError) Error() string { return strconv.Itoa(e.Code) }

func Scrape(ctx context.Context, c *http.Client, urls []string, l Limits) ([]Page, error) {
	client := *c
	client.Timeout = l.Timeout
	s := scraper{client: &client, l: l, ctx: ctx, sem: make(chan bool, l.Parallel)}
	pages := make([]Page, len(urls))
	first := map[string]int{}
	var wg sync.WaitGroup
	turn := make(chan struct{})
	close(turn)
	for i, u := range urls {
		if _, ok := first[u]; ok {
			continue
		}
		first[u] = i
		mine, next := turn, make(chan struct{})
		turn = next
		wg.Add(1)
		go func() {
			defer wg.Done()
			pages[i] = s.page(u, mine, next)
		}()
	}
	wg.Wait()
	for i, u := range urls {
		pages[i] = pages[first[u]]
	}
	return pages, ctx.Err()
}

type scraper struct {
	client *http.Client
	l      Limits
	ctx    context.Context
	sem    chan bool

	rate sync.Mutex // held while somebody waits for the interval
	last time.Time
}

// start calls f as soon as it may, or returns why it never will.
func (s *scraper) start(f func()) error {
	select {
	case s.sem <- true:
		defer func() { <-s.sem }()
	case <-s.ctx.Done():
		return s.ctx.Err()
	}
	if err := s.interval(); err != nil {
		return err
	}
	f()
	return nil
}

func (s *scraper) interval() error {
	s.rate.Lock()
	defer s.rate.Unlock()
	if wait := time.Until(s.last.Add(s.l.Interval)); wait > 0 {
		timer := time.NewTimer(wait)
		defer timer.Stop()
		select {
		case <-timer.C:
		case <-s.ctx.Done():
		}
	}
	s.last = time.Now()
	return s.ctx.Err()
}

func (s *scraper) page(url string, mine, next chan struct{}) Page {
	<-mine
	release := sync.OnceFunc(func() { close(next) })
	defer release()
	p := Page{URL: url}
	for {
		err := s.start(func() {
			release()
			p.Attempts++
			p.Body, p.Err = s.get(url)
		})
		if err != nil {
			p.Err = err
			return p
		}
		if p.Err == nil {
			return p
		}
		var status *StatusError
		if errors.As(p.Err, &status) && status.Code < 500 {
			return p
		}
		if p.Attempts == s.l.Retries+1 {
			return p
		}
		timer := time.NewTimer(time.Duration(p.Attempts) * s.l.Backoff)
		select {
		case <-timer.C:
		case <-s.ctx.Done():
			timer.Stop()
			p.Err = s.ctx.Err()
			return p
		}
	}
}

func (s *scraper) get(url string) (string, error) {
	req, err := http.NewRequestWithContext(s.ctx, "GET", url, nil)
	if err != nil {
		return "", err
	}
	resp, err := s.client.Do(req)
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	if resp.StatusCode != 200 {
		io.Copy(io.Discard, resp.Body)
		return "", &StatusError{resp.StatusCode}
	}
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		return "", err
	}
	return string(b), nil
}
