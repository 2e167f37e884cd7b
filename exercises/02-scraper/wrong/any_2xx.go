// fails: PAGES in final and last error: every status from 200 to 299 is taken for a success
//go:build ignore

package solution

import (
	"container/heap"
	"context"
	"fmt"
	"io"
	"net/http"
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

type job struct {
	page     int
	attempts int
	due      time.Time
	seq      int
}

type jobs []*job

func (h jobs) Len() int { return len(h) }
func (h jobs) Less(i, j int) bool {
	if !h[i].due.Equal(h[j].due) {
		return h[i].due.Before(h[j].due)
	}
	return h[i].seq < h[j].seq
}
func (h jobs) Swap(i, j int) { h[i], h[j] = h[j], h[i] }
func (h *jobs) Push(x any)   { *h = append(*h, x.(*job)) }
func (h *jobs) Pop() any {
	old := *h
	n := len(old) - 1
	x := old[n]
	*h = old[:n]
	return x
}

type outcome struct {
	job   *job
	body  string
	err   error
	retry bool
}

// Scrape runs one loop that owns everything.
func Scrape(ctx context.Context, c *http.Client, urls []string, l Limits) ([]Page, error) {
	pages := make([]Page, 0, len(urls))
	index := make(map[string]int)
	var h jobs
	start := time.Now()
	for _, u := range urls {
		if _, ok := index[u]; ok {
			continue
		}
		index[u] = len(pages)
		heap.Push(&h, &job{page: len(pages), due: start, seq: len(pages)})
		pages = append(pages, Page{URL: u})
	}
	done := make([]bool, len(pages))
	results := make(chan outcome, l.Parallel)
	inFlight, left := 0, len(pages)
	next := start
	seq := len(pages)
	take := func(o outcome) {
		inFlight--
		p := &pages[o.job.page]
		p.Err = o.err
		if o.err == nil {
			p.Body = o.body
		}
		if o.retry && o.job.attempts <= l.Retries {
			o.job.due = time.Now().Add(time.Duration(o.job.attempts) * l.Backoff)
			o.job.seq = seq
			seq++
			heap.Push(&h, o.job)
			return
		}
		done[o.job.page] = true
		left--
	}
	for left > 0 && ctx.Err() == nil {
		var wake <-chan time.Time
		var timer *time.Timer
		if len(h) > 0 && inFlight < l.Parallel {
			at := h[0].due
			if next.After(at) {
				at = next
			}
			now := time.Now()
			if !now.Before(at) {
				j := heap.Pop(&h).(*job)
				j.attempts++
				pages[j.page].Attempts++
				inFlight++
				next = now.Add(l.Interval)
				go func() {
					body, retry, err := get(ctx, c, pages[j.page].URL, l.Timeout)
					results <- outcome{j, body, err, retry}
				}()
				continue
			}
			timer = time.NewTimer(at.Sub(now))
			wake = timer.C
		}
		select {
		case o := <-results:
			take(o)
		case <-wake:
		case <-ctx.Done():
		}
		if timer != nil {
			timer.Stop()
		}
	}
	err := ctx.Err()
	if left > 0 && err != nil {
		for inFlight > 0 {
			o := <-results
			inFlight--
			if !o.retry || o.err == nil {
				pages[o.job.page].Body, pages[o.job.page].Err = o.body, o.err
				done[o.job.page] = true
			}
		}
		for i := range pages {
			if !done[i] {
				pages[i].Err = err
			}
		}
	}
	all := make([]Page, len(urls))
	for i, u := range urls {
		all[i] = pages[index[u]]
	}
	if left == 0 {
		return all, nil
	}
	return all, err
}

func get(ctx context.Context, c *http.Client, url string, limit time.Duration) (string, bool, error) {
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return "", false, err
	}
	resp, err := c.Do(req)
	if err != nil {
		return "", true, err
	}
	defer resp.Body.Close()
	if resp.StatusCode/100 != 2 {
		return "", resp.StatusCode >= 500, &StatusError{resp.StatusCode}
	}
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		return "", true, fmt.Errorf("body of %s: %w", url, err)
	}
	return string(b), false, nil
}
