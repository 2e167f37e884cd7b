// accepted: Parallel workers, one dispatcher that hands attempts to them at the right time, pauses as timers
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

func (e *StatusError) Error() string { return fmt.Sprintf("%d %s", e.Code, http.StatusText(e.Code)) }

func Scrape(ctx context.Context, c *http.Client, urls []string, l Limits) ([]Page, error) {
	distinct := map[string]*Page{}
	ready := make(chan *Page, len(urls)) // a page is in it at most once
	for _, u := range urls {
		if distinct[u] == nil {
			distinct[u] = &Page{URL: u}
			ready <- distinct[u]
		}
	}
	var open, workers sync.WaitGroup
	open.Add(len(distinct))
	jobs := make(chan *Page)
	free := make(chan struct{}, l.Parallel)
	for range l.Parallel {
		free <- struct{}{}
		workers.Go(func() {
			for p := range jobs {
				p.Attempts++
				p.Body, p.Err = attempt(ctx, c, p.URL, l.Timeout)
				free <- struct{}{}
				if p.Err == nil || final(p.Err) || p.Attempts > l.Retries {
					open.Done()
					continue
				}
				if ctx.Err() != nil {
					p.Err = ctx.Err()
					open.Done()
					continue
				}
				workers.Go(func() {
					select {
					case <-time.After(time.Duration(p.Attempts) * l.Backoff):
					case <-ctx.Done():
					}
					ready <- p
				})
			}
		})
	}
	dispatched := make(chan struct{})
	go func() {
		defer close(dispatched)
		defer close(jobs)
		var last time.Time
		for p := range ready {
			wait := time.After(0)
			select {
			case <-free:
				wait = time.After(time.Until(last.Add(l.Interval)))
			case <-ctx.Done():
			}
			select {
			case <-wait:
			case <-ctx.Done():
			}
			if ctx.Err() != nil {
				p.Err, p.Body = ctx.Err(), ""
				open.Done()
				continue
			}
			last = time.Now()
			jobs <- p
		}
	}()
	open.Wait()
	close(ready)
	<-dispatched
	workers.Wait()
	pages := make([]Page, 0, len(urls))
	for _, u := range urls {
		pages = append(pages, *distinct[u])
	}
	return pages, ctx.Err()
}

func final(err error) bool {
	var status *StatusError
	return errors.As(err, &status) && status.Code < http.StatusInternalServerError
}

func attempt(ctx context.Context, c *http.Client, url string, timeout time.Duration) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return "", err
	}
	resp, err := c.Do(req)
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return "", &StatusError{resp.StatusCode}
	}
	var text strings.Builder
	if _, err := io.Copy(&text, resp.Body); err != nil {
		return "", err
	}
	return text.String(), nil
}
