// A crawler on a graph in memory: depth limit, each page once, a rate, errors per page.
package main

import (
	"errors"
	"fmt"
	"sort"
	"strings"
	"sync"
)

type Fetcher interface {
	Fetch(url string) (body string, urls []string, err error)
}

type result struct {
	body string
	urls []string
}

type fakeFetcher map[string]*result

var errNotFound = errors.New("not found")

func (f fakeFetcher) Fetch(url string) (string, []string, error) {
	if r, ok := f[url]; ok {
		return r.body, r.urls, nil
	}
	return "", nil, fmt.Errorf("fetch %s: %w", url, errNotFound)
}

type visited struct {
	sync.Mutex
	m map[string]error
}

var errLoading = errors.New("loading")

func (v *visited) begin(url string) bool {
	v.Lock()
	defer v.Unlock()
	if _, ok := v.m[url]; ok {
		return false
	}
	v.m[url] = errLoading
	return true
}

func (v *visited) end(url string, err error) {
	v.Lock()
	v.m[url] = err
	v.Unlock()
}

func Crawl(url string, depth int, f Fetcher, v *visited, tokens <-chan struct{}, found *sync.Map) {
	if depth <= 0 || !v.begin(url) {
		return
	}
	<-tokens
	body, urls, err := f.Fetch(url)
	v.end(url, err)
	if err != nil {
		return
	}
	found.Store(url, body)
	done := make(chan bool)
	for _, u := range urls {
		go func(url string) {
			Crawl(url, depth-1, f, v, tokens, found)
			done <- true
		}(u)
	}
	for range urls {
		<-done
	}
}

var web = fakeFetcher{
	"https://go.dev/":         {"The Go Language", []string{"https://go.dev/pkg/", "https://go.dev/cmd/"}},
	"https://go.dev/pkg/":     {"Packages", []string{"https://go.dev/", "https://go.dev/cmd/", "https://go.dev/pkg/fmt/", "https://go.dev/pkg/os/"}},
	"https://go.dev/pkg/fmt/": {"Package fmt", []string{"https://go.dev/", "https://go.dev/pkg/"}},
	"https://go.dev/pkg/os/":  {"Package os", []string{"https://go.dev/", "https://go.dev/pkg/"}},
}

func main() {
	tokens := make(chan struct{})
	stop := make(chan struct{})
	go func() {
		for {
			select {
			case tokens <- struct{}{}:
			case <-stop:
				return
			}
		}
	}()
	for depth := 1; depth <= 4; depth++ {
		v := &visited{m: make(map[string]error)}
		var found sync.Map
		Crawl("https://go.dev/", depth, web, v, tokens, &found)
		var lines []string
		found.Range(func(k, val any) bool {
			lines = append(lines, strings.TrimPrefix(k.(string), "https://go.dev")+" "+val.(string))
			return true
		})
		sort.Strings(lines)
		bad := 0
		for _, err := range v.m {
			if errors.Is(err, errNotFound) {
				bad++
			} else if err != nil {
				fmt.Println("unfinished:", err)
			}
		}
		fmt.Printf("depth %d: %d pages, %d broken: %s\n", depth, len(lines), bad, strings.Join(lines, "; "))
	}
	close(stop)
}
