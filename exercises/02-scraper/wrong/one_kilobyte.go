// fails: PAGES in rate only: no more than 1024 bytes of a body are read
//go:build ignore

package solution

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
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

type task struct {
	page *Page
	over bool
}

type scraper struct {
	ctx   context.Context
	c     *http.Client
	l     Limits
	mu    sync.Mutex
	more  *sync.Cond
	queue []*task
	next  time.Time
	open  int
	wg    sync.WaitGroup
}

// Scrape runs a pool of Parallel workers. A worker reserves its start time when it takes a task.
func Scrape(ctx context.Context, c *http.Client, urls []string, l Limits) (out []Page, err error) {
	s := &scraper{ctx: ctx, c: c, l: l}
	s.more = sync.NewCond(&s.mu)
	tasks := map[string]*task{}
	for _, u := range urls {
		if tasks[u] == nil {
			t := &task{page: &Page{URL: u}}
			tasks[u] = t
			s.queue = append(s.queue, t)
		}
	}
	s.open = len(s.queue)
	stop := context.AfterFunc(ctx, func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.more.Broadcast()
	})
	defer stop()
	for range min(l.Parallel, len(s.queue)) {
		s.wg.Go(s.work)
	}
	s.wg.Wait()
	broken := false
	for _, t := range tasks {
		if !t.over {
			t.page.Err = ctx.Err()
			t.page.Body = ""
			broken = true
		}
	}
	for _, u := range urls {
		out = append(out, *tasks[u].page)
	}
	if broken {
		err = ctx.Err()
	}
	return out, err
}

func (s *scraper) work() {
	for {
		s.mu.Lock()
		for len(s.queue) == 0 && s.open > 0 && s.ctx.Err() == nil {
			s.more.Wait()
		}
		if s.open == 0 || s.ctx.Err() != nil {
			s.mu.Unlock()
			return
		}
		t := s.queue[0]
		s.queue = s.queue[1:]
		now := time.Now()
		if s.next.Before(now) {
			s.next = now
		}
		at := s.next
		s.next = at.Add(s.l.Interval)
		s.mu.Unlock()
		if d := at.Sub(now); d > 0 {
			timer := time.NewTimer(d)
			select {
			case <-timer.C:
			case <-s.ctx.Done():
				timer.Stop()
				return
			}
		}
		if s.ctx.Err() != nil {
			return
		}
		s.try(t)
	}
}

func (s *scraper) try(t *task) {
	p := t.page
	p.Attempts++
	p.Body, p.Err = s.get(p.URL)
	var status *StatusError
	switch {
	case p.Err == nil:
		s.finish(t)
	case errors.As(p.Err, &status) && status.Code < http.StatusInternalServerError:
		s.finish(t)
	case s.ctx.Err() != nil:
	case p.Attempts > s.l.Retries:
		s.finish(t)
	default:
		time.AfterFunc(time.Duration(p.Attempts)*s.l.Backoff, func() {
			s.mu.Lock()
			s.queue = append(s.queue, t)
			s.mu.Unlock()
			s.more.Signal()
		})
	}
}

func (s *scraper) finish(t *task) {
	s.mu.Lock()
	defer s.mu.Unlock()
	t.over = true
	s.open--
	if s.open == 0 {
		s.more.Broadcast()
	}
}

func (s *scraper) get(url string) (string, error) {
	ctx, cancel := context.WithTimeout(s.ctx, s.l.Timeout)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, http.NoBody)
	if err != nil {
		return "", err
	}
	resp, err := s.c.Do(req)
	if err != nil {
		return "", err
	}
	defer func() {
		io.Copy(io.Discard, resp.Body) // so that the connection can be used again
		resp.Body.Close()
	}()
	if resp.StatusCode != http.StatusOK {
		return "", &StatusError{resp.StatusCode}
	}
	var b strings.Builder
	if _, err := io.CopyN(&b, resp.Body, 1<<10); err != io.EOF && err != nil {
		return "", err
	}
	return b.String(), nil
}
