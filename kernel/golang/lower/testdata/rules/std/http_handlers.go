// Handlers, middleware and a test server.
package main

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
)

type counter struct {
	mu sync.Mutex
	n  map[string]int
}

func (c *counter) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.n[r.URL.Path]++
	w.Header().Set("X-Count", fmt.Sprint(c.n[r.URL.Path]))
	if r.URL.Query().Get("fail") != "" {
		http.Error(w, "failed", http.StatusTeapot)
		return
	}
	fmt.Fprintf(w, "%s %s", r.Method, r.URL.Path)
}

type recorder struct {
	http.ResponseWriter
	status int
}

func (r *recorder) WriteHeader(code int) { r.status = code; r.ResponseWriter.WriteHeader(code) }

func logged(log *[]string, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		rec := &recorder{w, 200}
		next.ServeHTTP(rec, r)
		*log = append(*log, fmt.Sprint(r.URL.Path, rec.status))
	})
}

func main() {
	var log []string
	c := &counter{n: map[string]int{}}
	mux := http.NewServeMux()
	mux.Handle("/a/", logged(&log, c))
	mux.HandleFunc("GET /items/{id}", func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, "item ", r.PathValue("id")) })
	for _, u := range []string{"/a/x", "/a/x", "/a/y?fail=1", "/items/42", "/none"} {
		w := httptest.NewRecorder()
		mux.ServeHTTP(w, httptest.NewRequest("GET", u, nil))
		fmt.Println(u, w.Code, strings.TrimSpace(w.Body.String()), w.Header().Get("X-Count"))
	}
	fmt.Println(log)
	srv := httptest.NewServer(mux)
	defer srv.Close()
	resp, err := http.Post(srv.URL+"/a/post", "text/plain", strings.NewReader("body"))
	b, _ := io.ReadAll(resp.Body)
	resp.Body.Close()
	fmt.Println(err, resp.StatusCode, string(b))
}
