// A test server, and a scraper with a limit, retries and per-address errors.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"sort"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

type page struct {
	Title string   `json:"title"`
	Links []string `json:"links,omitempty"`
}

type statusError struct {
	code int
	url  string
}

func (e *statusError) Error() string {
	return fmt.Sprintf("%s: status %d %s", e.url, e.code, http.StatusText(e.code))
}

type outcome struct {
	path string
	page page
	err  error
}

func newSite() (*httptest.Server, *atomic.Int64) {
	var flaky atomic.Int64
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{name}", func(w http.ResponseWriter, r *http.Request) {
		name := r.PathValue("name")
		switch name {
		case "missing":
			http.NotFound(w, r)
			return
		case "flaky":
			if flaky.Add(1) < 3 {
				w.WriteHeader(http.StatusServiceUnavailable)
				return
			}
		case "slow":
			select {
			case <-r.Context().Done():
			case <-time.After(time.Hour):
			}
			return
		case "broken":
			io.WriteString(w, `{"title": `)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		json.NewEncoder(w).Encode(page{Title: strings.ToUpper(name), Links: []string{"/x", "/y"}[:len(name)%3]})
	})
	return httptest.NewServer(mux), &flaky
}

func fetch(ctx context.Context, c *http.Client, url string) (p page, err error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return p, err
	}
	resp, err := c.Do(req)
	if err != nil {
		return p, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return p, &statusError{resp.StatusCode, req.URL.Path}
	}
	if err := json.NewDecoder(resp.Body).Decode(&p); err != nil {
		return p, fmt.Errorf("decode %s: %w", req.URL.Path, err)
	}
	return p, nil
}

func retry(ctx context.Context, times int, f func() error) error {
	var err error
	for range times {
		err = f()
		var se *statusError
		if err == nil || !errors.As(err, &se) || se.code < 500 {
			return err
		}
	}
	return fmt.Errorf("after %d attempts: %w", times, err)
}

func main() {
	site, flaky := newSite()
	defer site.Close()
	sem := make(chan struct{}, 2)
	out := make(chan outcome)
	var wg sync.WaitGroup
	for _, path := range []string{"home", "about", "missing", "flaky", "slow", "broken", "a"} {
		wg.Add(1)
		go func() {
			defer wg.Done()
			sem <- struct{}{}
			defer func() { <-sem }()
			limit := time.Hour
			if path == "slow" {
				limit = 20 * time.Millisecond
			}
			ctx, cancel := context.WithTimeout(context.Background(), limit)
			defer cancel()
			o := outcome{path: path}
			o.err = retry(ctx, 4, func() (err error) {
				o.page, err = fetch(ctx, site.Client(), site.URL+"/"+path)
				return err
			})
			out <- o
		}()
	}
	go func() { wg.Wait(); close(out) }()
	var all []outcome
	for o := range out {
		all = append(all, o)
	}
	sort.Slice(all, func(i, j int) bool { return all[i].path < all[j].path })
	for _, o := range all {
		switch {
		case errors.Is(o.err, context.DeadlineExceeded):
			fmt.Println(o.path, "timed out")
		case errors.Is(o.err, io.ErrUnexpectedEOF):
			fmt.Println(o.path, "was cut off:", o.err)
		default:
			fmt.Printf("%s %+v %v\n", o.path, o.page, o.err)
		}
	}
	fmt.Println("flaky was asked", flaky.Load(), "times")
}
