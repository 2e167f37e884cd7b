// accepted: one goroutine owns all state; attempts are goroutines that report to it
//go:build ignore

package solution

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strconv"
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

func (e *StatusError) Error() string { return "http status " + strconv.Itoa(e.Code) }

type outcome struct {
	page *Page
	body string
	err  error
}

type pending struct {
	page *Page
	due  time.Time
}

func Scrape(ctx context.Context, c *http.Client, urls []string, l Limits) ([]Page, error) {
	byURL := make(map[string]*Page)
	var queue []pending // first attempts, then retries as they come
	for _, u := range urls {
		if _, ok := byURL[u]; !ok {
			byURL[u] = &Page{URL: u}
			queue = append(queue, pending{page: byURL[u]})
		}
	}
	ended := make(chan outcome)
	flying := 0
	var lastStart time.Time
	open := make(map[*Page]bool)
	for _, p := range byURL {
		open[p] = true
	}

	for len(open) > 0 && ctx.Err() == nil {
		now := time.Now()
		var wake <-chan time.Time
		var timer *time.Timer
		if flying < l.Parallel && len(queue) > 0 {
			best := 0
			for i := range queue {
				if queue[i].due.Before(queue[best].due) {
					best = i
				}
			}
			at := queue[best].due
			if free := lastStart.Add(l.Interval); !lastStart.IsZero() && free.After(at) {
				at = free
			}
			if !at.After(now) {
				p := queue[best].page
				queue = append(queue[:best], queue[best+1:]...)
				lastStart = now
				flying++
				p.Attempts++
				go func() {
					body, err := attempt(ctx, c, p.URL, l.Timeout)
					ended <- outcome{p, body, err}
				}()
				continue
			}
			timer = time.NewTimer(at.Sub(now))
			wake = timer.C
		}
		select {
		case <-ctx.Done():
		case <-wake:
		case o := <-ended:
			flying--
			if again(o, l) {
				queue = append(queue, pending{o.page, time.Now().Add(time.Duration(o.page.Attempts) * l.Backoff)})
				break
			}
			if ctx.Err() == nil || o.err == nil {
				o.page.Body, o.page.Err = o.body, o.err
				delete(open, o.page)
			}
		}
		if timer != nil {
			timer.Stop()
		}
	}
	for ; flying > 0; flying-- {
		if o := <-ended; o.err == nil || !again(o, Limits{Retries: 1 << 30}) {
			o.page.Body, o.page.Err = o.body, o.err
			delete(open, o.page)
		}
	}
	for p := range open {
		p.Err = ctx.Err()
	}
	result := make([]Page, 0, len(urls))
	for _, u := range urls {
		result = append(result, *byURL[u])
	}
	return result, ctx.Err()
}

func again(o outcome, l Limits) bool {
	if o.err == nil || o.page.Attempts > l.Retries {
		return false
	}
	var status *StatusError
	if errors.As(o.err, &status) {
		return status.Code >= 500
	}
	return true
}

func attempt(ctx context.Context, c *http.Client, url string, timeout time.Duration) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, "GET", url, nil)
	if err != nil {
		return "", err
	}
	resp, err := c.Do(req)
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	if resp.StatusCode != 200 {
		return "", &StatusError{Code: resp.StatusCode}
	}
	data, err := io.ReadAll(resp.Body)
	if err != nil {
		return "", err
	}
	return string(data), nil
}
