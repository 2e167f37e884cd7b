// The driver of the exercise: a site in place of the network, whose answers take virtual time and which records who asks.
package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"time"

	"weft/exercises/02-scraper/cases"
	"weft/exercises/02-scraper/solution"
	"weft/grader/probe"
)

func main() { probe.Main(run) }

func run(p *probe.Probe, in cases.In) (out cases.Out) {
	// ctx never ends but by Cancel, so that who waits for it stays and is seen.
	ctx, cancel := context.WithCancel(context.Background())
	end := func() { cancel() }
	s := newSite(p, in)
	// Who asks by another client than the given one is answered too, and found out.
	defer func(before http.RoundTripper) { http.DefaultTransport = before }(http.DefaultTransport)
	http.DefaultTransport = stray{s}
	client := &http.Client{Transport: s}

	var urls []string
	for _, name := range in.URLs {
		urls = append(urls, cases.URL(name))
	}
	limits := solution.Limits{
		Parallel: in.Parallel, Interval: millis(in.Interval), Timeout: millis(in.Timeout), Retries: in.Retries, Backoff: millis(in.Backoff),
	}
	switch {
	case in.Ended:
		end()
	case in.Cancel > 0:
		defer time.AfterFunc(millis(in.Cancel), end).Stop()
	}
	p.Call(func() {
		pages, err := solution.Scrape(ctx, client, urls, limits)
		out = s.out(ctx, pages, err)
	})
	return out
}

func millis(ms float64) time.Duration {
	return time.Duration(ms*1e6 + 0.5).Round(time.Microsecond)
}

// out puts what Scrape returned into words.
func (s *site) out(ctx context.Context, pages []solution.Page, err error) cases.Out {
	out := cases.Out{Err: s.word(ctx, err)}
	for _, p := range pages {
		out.Pages = append(out.Pages, cases.Got{URL: p.URL, Body: p.Body, Attempts: p.Attempts, Err: s.word(ctx, p.Err)})
	}
	return out
}

func (s *site) word(ctx context.Context, err error) string {
	if err == nil {
		return ""
	}
	// First: who says that the context has ended may tell the last failure besides.
	if ctx.Err() != nil && errors.Is(err, ctx.Err()) {
		return cases.Canceled
	}
	if status := (*solution.StatusError)(nil); errors.As(err, &status) && status != nil {
		return cases.Status(status.Code)
	}
	for _, known := range []struct {
		is   error
		word string
	}{
		{context.DeadlineExceeded, cases.TimedOut}, {s.refused.Err, cases.Refused}, {s.reset.Err, cases.Reset},
	} {
		if errors.Is(err, known.is) {
			return known.word
		}
	}
	return fmt.Sprintf("%v (%T)", err, err) // the text alone could be that of a known one
}

// networkError is one as package net gives them.
func networkError(op, text string) *net.OpError {
	return &net.OpError{Op: op, Net: "tcp", Err: errors.New(text)}
}
