// accepted: all state under one lock, what is due set off by timers; it does not wait for what it has broken off
//go:build ignore

package solution

import (
	"context"
	"errors"
	"io"
	"net/http"
	"sort"
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

// All state under one lock; whoever changes it calls pump, which starts what may start, and sets an alarm.
type state struct {
	sync.Mutex
	ctx    context.Context
	c      *http.Client
	l      Limits
	ready  []*job
	flying int
	open   int
	next   time.Time
	alarm  *time.Timer
	all    chan struct{}
	over   bool
}

type job struct {
	p    Page
	due  time.Time
	seq  int
	done bool
}

func (s *state) pump() {
	for !s.over && s.ctx.Err() == nil && len(s.ready) > 0 && s.flying < s.l.Parallel {
		sort.SliceStable(s.ready, func(i, j int) bool {
			if !s.ready[i].due.Equal(s.ready[j].due) {
				return s.ready[i].due.Before(s.ready[j].due)
			}
			return s.ready[i].seq < s.ready[j].seq
		})
		j := s.ready[0]
		at := s.next
		if j.due.After(at) {
			at = j.due
		}
		if wait := time.Until(at); wait > 0 {
			if s.alarm != nil {
				s.alarm.Stop()
			}
			s.alarm = time.AfterFunc(wait, func() {
				s.Lock()
				defer s.Unlock()
				s.pump()
			})
			return
		}
		s.ready = s.ready[1:]
		s.next = time.Now().Add(s.l.Interval)
		s.flying++
		j.p.Attempts++
		go s.run(j)
	}
}

func (s *state) run(j *job) {
	body, err := s.get(j.p.URL)
	s.Lock()
	defer s.Unlock()
	s.flying--
	if s.over {
		return
	}
	var status *StatusError
	switch {
	case err == nil:
		j.p.Body, j.p.Err, j.done = body, nil, true
	case errors.As(err, &status) && status.Code < 500:
		j.p.Err, j.done = err, true
	case s.ctx.Err() != nil:
		return
	case j.p.Attempts > s.l.Retries:
		j.p.Err, j.done = err, true
	default:
		j.due = time.Now().Add(time.Duration(j.p.Attempts) * s.l.Backoff)
		s.ready = append(s.ready, j)
	}
	if j.done {
		if s.open--; s.open == 0 {
			close(s.all)
		}
	}
	s.pump()
}

func (s *state) get(url string) (string, error) {
	ctx, cancel := context.WithTimeoutCause(s.ctx, s.l.Timeout, context.DeadlineExceeded)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, "GET", url, nil)
	if err != nil {
		return "", err
	}
	resp, err := s.c.Do(req)
	if err != nil {
		return "", err
	}
	stop := context.AfterFunc(ctx, func() { resp.Body.Close() })
	defer stop()
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	if resp.StatusCode != 200 {
		return "", &StatusError{resp.StatusCode}
	}
	if err != nil {
		if ctx.Err() != nil {
			err = ctx.Err()
		}
		return "", err
	}
	return string(b), nil
}

// Scrape returns when ctx ends without waiting for what it has broken off.
func Scrape(ctx context.Context, c *http.Client, urls []string, l Limits) ([]Page, error) {
	s := &state{ctx: ctx, c: c, l: l, all: make(chan struct{})}
	jobs := map[string]*job{}
	now := time.Now()
	for i, u := range urls {
		if jobs[u] == nil {
			jobs[u] = &job{p: Page{URL: u}, due: now, seq: i}
			s.ready = append(s.ready, jobs[u])
			s.open++
		}
	}
	if s.open == 0 {
		return nil, ctx.Err()
	}
	s.Lock()
	s.pump()
	s.Unlock()
	select {
	case <-s.all:
	case <-ctx.Done():
	}
	s.Lock()
	defer s.Unlock()
	if s.alarm != nil {
		s.alarm.Stop()
	}
	s.over = true
	var pages []Page
	for _, u := range urls {
		j := jobs[u]
		if !j.done {
			j.p.Err = ctx.Err()
		}
		pages = append(pages, j.p)
	}
	if s.open == 0 {
		return pages, nil
	}
	return pages, ctx.Err()
}
