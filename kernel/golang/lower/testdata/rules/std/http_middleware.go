package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
)

type statusWriter struct {
	http.ResponseWriter
	status int
	n      int
}

func (w *statusWriter) WriteHeader(c int) { w.status = c; w.ResponseWriter.WriteHeader(c) }
func (w *statusWriter) Write(b []byte) (int, error) {
	if w.status == 0 {
		w.status = 200
	}
	n, err := w.ResponseWriter.Write(b)
	w.n += n
	return n, err
}
func (w *statusWriter) Unwrap() http.ResponseWriter { return w.ResponseWriter }

type Store struct {
	mu sync.RWMutex
	m  map[string]Item
}
type Item struct {
	ID    string  `json:"id"`
	Price float64 `json:"price"`
}

func (s *Store) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	switch r.Method {
	case "GET":
		s.mu.RLock()
		defer s.mu.RUnlock()
		it, ok := s.m[r.PathValue("id")]
		if !ok {
			http.Error(w, "no "+r.PathValue("id"), 404)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		json.NewEncoder(w).Encode(it)
	case "PUT":
		var it Item
		if err := json.NewDecoder(r.Body).Decode(&it); err != nil {
			http.Error(w, err.Error(), 400)
			return
		}
		s.mu.Lock()
		s.m[it.ID] = it
		s.mu.Unlock()
		w.WriteHeader(201)
	}
}

type middleware func(http.Handler) http.Handler

func chain(h http.Handler, ms ...middleware) http.Handler {
	for i := len(ms) - 1; i >= 0; i-- {
		h = ms[i](h)
	}
	return h
}
func logging(log *[]string) middleware {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			sw := &statusWriter{ResponseWriter: w}
			next.ServeHTTP(sw, r)
			*log = append(*log, fmt.Sprintf("%s %s %d %d", r.Method, r.URL.Path, sw.status, sw.n))
		})
	}
}
func recovering(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			if e := recover(); e != nil {
				http.Error(w, fmt.Sprint("recovered: ", e), 500)
			}
		}()
		next.ServeHTTP(w, r)
	})
}

type ctxKey struct{}
type userKey string

func auth(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		u := r.Header.Get("X-User")
		ctx := context.WithValue(r.Context(), ctxKey{}, u)
		ctx = context.WithValue(ctx, userKey("u"), len(u))
		next.ServeHTTP(w, r.WithContext(ctx))
	})
}

type rt struct {
	next  http.RoundTripper
	calls int
}

func (t *rt) RoundTrip(r *http.Request) (*http.Response, error) {
	t.calls++
	r = r.Clone(r.Context())
	r.Header.Set("X-User", "tim")
	return t.next.RoundTrip(r)
}

type fake struct{}

func (fake) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.URL.Host == "bad" {
		return nil, errors.New("boom")
	}
	return &http.Response{StatusCode: 418, Status: "418 teapot", Body: io.NopCloser(strings.NewReader("short and stout")), Request: r}, nil
}
func main() {
	st := &Store{m: map[string]Item{"a": {"a", 1.5}}}
	var log []string
	mux := http.NewServeMux()
	mux.Handle("GET /items/{id}", st)
	mux.Handle("PUT /items", st)
	mux.HandleFunc("/panic", func(w http.ResponseWriter, r *http.Request) { var m map[string]int; m["x"] = 1 })
	mux.HandleFunc("/who", func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprint(w, r.Context().Value(ctxKey{}), r.Context().Value(userKey("u")), r.Context().Value("u"))
	})
	mux.HandleFunc("/stream", func(w http.ResponseWriter, r *http.Request) {
		f, ok := w.(http.Flusher)
		fmt.Fprint(w, "flusher ", ok, " ")
		if ok {
			f.Flush()
		}
		err := http.NewResponseController(w).Flush()
		fmt.Fprint(w, err)
	})
	srv := httptest.NewServer(chain(mux, logging(&log), recovering, auth))
	defer srv.Close()
	tr := &rt{next: http.DefaultTransport}
	cl := &http.Client{Transport: tr}
	get := func(p string) {
		resp, err := cl.Get(srv.URL + p)
		if err != nil {
			fmt.Println(err)
			return
		}
		defer resp.Body.Close()
		b, _ := io.ReadAll(resp.Body)
		fmt.Println(resp.StatusCode, strings.TrimSpace(string(b)), resp.Header.Get("Content-Type"))
	}
	get("/items/a")
	get("/items/zz")
	get("/panic")
	get("/who")
	get("/stream")
	b, _ := json.Marshal(Item{"n", 3})
	req, _ := http.NewRequest("PUT", srv.URL+"/items", bytes.NewReader(b))
	resp, err := cl.Do(req)
	fmt.Println(resp.StatusCode, err)
	resp.Body.Close()
	get("/items/n")
	for _, l := range log {
		fmt.Println(l)
	}
	fmt.Println(tr.calls)
	c2 := http.Client{Transport: fake{}}
	resp, err = c2.Get("http://x/")
	b, _ = io.ReadAll(resp.Body)
	fmt.Println(resp.Status, string(b), err)
	_, err = c2.Get("http://bad/")
	fmt.Println(err)
	rec := httptest.NewRecorder()
	st.ServeHTTP(rec, httptest.NewRequest("PUT", "/items", strings.NewReader("{bad")))
	fmt.Println(rec.Code, strings.TrimSpace(rec.Body.String()))
	rec = httptest.NewRecorder()
	sw := &statusWriter{ResponseWriter: rec}
	http.Redirect(sw, httptest.NewRequest("GET", "/", nil), "/x", 302)
	fmt.Println(sw.status, rec.Header().Get("Location"))
}
