// fails: PAGES in parallel only: it knows how the example ends, and nothing else
//go:build ignore

package solution

import (
	"context"
	"fmt"
	"net/http"
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

func (e *StatusError) Error() string { return fmt.Sprintf("status %d", e.Code) }

func Scrape(ctx context.Context, c *http.Client, urls []string, l Limits) ([]Page, error) {
	var pages []Page
	for i, url := range urls {
		if i > 0 {
			time.Sleep(l.Interval)
		}
		pages = append(pages, Page{URL: url, Body: "<h1>Station</h1>", Attempts: 1})
	}
	time.Sleep(30100 * time.Microsecond)
	return pages, nil
}
