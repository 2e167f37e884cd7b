// fails: STARTS, RATE in retries keep the rate: the start of a retry is not remembered as the last start
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

type monitor struct {
	sync.Mutex
	*sync.Cond
	free  int
	last  time.Time
	began int // first attempts that were begun
	used  bool
}

// Scrape is a monitor: everybody waits on one condition, timers and the context wake it.
func Scrape(ctx context.Context, c *http.Client, urls []string, l Limits) ([]Page, error) {
	m := &monitor{free: l.Parallel}
	m.Cond = sync.NewCond(&m.Mutex)
	wake := func() {
		m.Lock()
		m.Broadcast()
		m.Unlock()
	}
	defer context.AfterFunc(ctx, wake)()

	number := make(map[string]int)
	var todo []string
	for _, u := range urls {
		if _, ok := number[u]; !ok {
			number[u] = len(todo)
			todo = append(todo, u)
		}
	}
	// enter is called with -1 by retries.
	enter := func(n int) bool {
		m.Lock()
		defer m.Unlock()
		for {
			if ctx.Err() != nil {
				return false
			}
			if m.free > 0 && (n < 0 || m.began == n) {
				d := l.Interval - time.Since(m.last)
				if !m.used || d <= 0 {
					m.used = true
					m.free--
					if n >= 0 {
						m.last = time.Now()
						m.began++
					}
					m.Broadcast()
					return true
				}
				t := time.AfterFunc(d, wake)
				m.Wait()
				t.Stop()
				continue
			}
			m.Wait()
		}
	}
	leave := func() {
		m.Lock()
		m.free++
		m.Broadcast()
		m.Unlock()
	}

	results := make([]Page, len(todo))
	wg := sync.WaitGroup{}
	for i, u := range todo {
		wg.Add(1)
		go func(p *Page) {
			defer wg.Done()
			p.URL = u
			who := i
			for try := 0; ; try++ {
				if !enter(who) {
					p.Err = ctx.Err()
					return
				}
				who = -1
				p.Attempts++
				body, err := download(ctx, c, u, l.Timeout)
				leave()
				p.Err = err
				if err == nil {
					p.Body = body
					return
				}
				if se := new(StatusError); errors.As(err, &se) && se.Code < 500 {
					return
				}
				if ctx.Err() != nil {
					p.Err = fmt.Errorf("%s: %w", u, ctx.Err())
					return
				}
				if try >= l.Retries {
					return
				}
				sleep, cancel := context.WithTimeout(ctx, time.Duration(try+1)*l.Backoff)
				<-sleep.Done()
				cancel()
			}
		}(&results[i])
	}
	wg.Wait()
	pages := make([]Page, len(urls))
	for i, u := range urls {
		pages[i] = results[number[u]]
	}
	return pages, ctx.Err()
}

func download(ctx context.Context, c *http.Client, u string, limit time.Duration) (string, error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	t := time.AfterFunc(limit, func() { cancel(context.DeadlineExceeded) })
	defer t.Stop()
	req, err := http.NewRequestWithContext(ctx, "GET", u, nil)
	if err != nil {
		return "", err
	}
	fail := func(err error) error {
		if cause := context.Cause(ctx); cause != nil {
			return cause
		}
		return err
	}
	resp, err := c.Do(req)
	if err != nil {
		return "", fail(err)
	}
	body, err := io.ReadAll(resp.Body)
	resp.Body.Close()
	if resp.StatusCode != 200 {
		return "", &StatusError{resp.StatusCode}
	}
	if err != nil {
		return "", fail(err)
	}
	return string(body), nil
}
