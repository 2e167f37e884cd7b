// accepted: an attempt is broken off by a timer that cancels it, and the starter of requests is asked by messages
//go:build ignore

package solution

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"sync/atomic"
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

func (e *StatusError) Error() string { return fmt.Sprintf("status code %d", e.Code) }

// grants answers asks, one by one, each with a start that keeps the limits.
func grants(ctx context.Context, l Limits, asks <-chan chan struct{}, back <-chan struct{}) {
	free := l.Parallel
	soon := time.NewTimer(0)
	<-soon.C
	rested := true
	var waiting []chan struct{}
	for {
		if free > 0 && rested && len(waiting) > 0 {
			close(waiting[0])
			waiting = waiting[1:]
			free--
			rested = false
			soon.Reset(l.Interval)
			if l.Interval <= 0 {
				rested = true
			}
		}
		select {
		case ask, ok := <-asks:
			if !ok {
				soon.Stop()
				return
			}
			waiting = append(waiting, ask)
		case <-back:
			free++
		case <-soon.C:
			rested = true
		case <-ctx.Done():
			for range asks {
				// Nobody starts any more.
			}
			return
		}
	}
}

func Scrape(ctx context.Context, c *http.Client, urls []string, l Limits) ([]Page, error) {
	asks, back := make(chan chan struct{}), make(chan struct{})
	granted := make(chan struct{})
	go func() {
		grants(ctx, l, asks, back)
		close(granted)
	}()
	type future struct {
		page Page
		done chan struct{}
	}
	futures := map[string]*future{}
	for _, u := range urls {
		if futures[u] != nil {
			continue
		}
		f := &future{Page{URL: u}, make(chan struct{})}
		futures[u] = f
		turn := make(chan struct{})
		asks <- turn // here, so that they come in order
		go func() {
			defer close(f.done)
			for {
				select {
				case <-turn:
				case <-ctx.Done():
				}
				if ctx.Err() != nil {
					f.page.Err = ctx.Err()
					return
				}
				f.page.Attempts++
				f.page.Body, f.page.Err = try(ctx, c, u, l.Timeout)
				select {
				case back <- struct{}{}:
				case <-ctx.Done():
				}
				if !worthIt(f.page.Err) || f.page.Attempts > l.Retries {
					return
				}
				pause := time.After(time.Duration(f.page.Attempts) * l.Backoff)
				select {
				case <-pause:
					turn = make(chan struct{})
					asks <- turn
				case <-ctx.Done():
				}
			}
		}()
	}
	var pages []Page
	for _, u := range urls {
		<-futures[u].done
		pages = append(pages, futures[u].page)
	}
	close(asks)
	<-granted
	return pages, ctx.Err()
}

func worthIt(err error) bool {
	var status *StatusError
	if errors.As(err, &status) {
		return status.Code >= 500
	}
	return err != nil
}

func try(ctx context.Context, c *http.Client, url string, timeout time.Duration) (text string, err error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	var late atomic.Bool
	timer := time.AfterFunc(timeout, func() {
		late.Store(true)
		cancel()
	})
	defer timer.Stop()
	defer func() {
		if err != nil && late.Load() {
			err = fmt.Errorf("%s: %w", url, context.DeadlineExceeded)
		}
	}()
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
		return "", &StatusError{resp.StatusCode}
	}
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		return "", err
	}
	return string(b), nil
}
