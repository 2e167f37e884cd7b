package memhttp_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	sync "weft/kernel/engine/native/bubble/dsync"
	"weft/kernel/engine/native/bubble/memhttp"
	"weft/kernel/engine/native/bubble/run"
)

// handler takes as long as the query says and tells when it was given up.
func handler(gone func()) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("/sleep", func(w http.ResponseWriter, r *http.Request) {
		d, err := time.ParseDuration(r.FormValue("d"))
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		select {
		case <-time.After(d):
			fmt.Fprintf(w, "%s slept %v", r.Host, d)
		case <-r.Context().Done():
			gone()
		}
	})
	mux.HandleFunc("/stream", func(w http.ResponseWriter, r *http.Request) {
		for i := range 3 {
			time.Sleep(time.Second)
			fmt.Fprintln(w, i)
			http.NewResponseController(w).Flush()
		}
	})
	mux.HandleFunc("/echo", func(w http.ResponseWriter, r *http.Request) {
		b, err := io.ReadAll(r.Body)
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		w.Write(b)
	})
	mux.HandleFunc("/unread", func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, "no") })
	mux.HandleFunc("/panic", func(http.ResponseWriter, *http.Request) { panic("handler") })
	return mux
}

// inBubble runs f with a server in a bubble, which must end without goroutines left, after exactly want.
func inBubble(t *testing.T, want time.Duration, f func(s *memhttp.Server)) {
	t.Helper()
	gone := 0
	out, err := run.Func(run.Options{}, func() {
		s := memhttp.Serve(handler(func() { gone++ }))
		defer s.Close()
		f(s)
	})
	if err != nil || out.End != run.Returned || out.Elapsed != want {
		t.Errorf("%v after %v, want to return after %v: %v\n%s", out.End, out.Elapsed, want, err, out.Explain())
	}
}

func get(c *http.Client, url string) (string, error) {
	r, err := c.Get(url)
	if err != nil {
		return "", err
	}
	defer r.Body.Close()
	b, err := io.ReadAll(r.Body)
	return string(b), err
}

func TestRequests(t *testing.T) {
	for range 20 {
		inBubble(t, 3*time.Second, func(s *memhttp.Server) {
			var wg sync.WaitGroup
			var mu sync.Mutex
			var got []string
			for _, host := range []string{"a.test", "b.test", "c.test"} {
				for _, d := range []string{"1s", "3s"} {
					wg.Go(func() {
						text, err := get(s.Client(), "http://"+host+"/sleep?d="+d)
						mu.Lock()
						got = append(got, fmt.Sprint(text, err))
						mu.Unlock()
					})
				}
			}
			wg.Wait()
			slices.Sort(got)
			if len(got) != 6 || got[0] != "a.test slept 1s<nil>" || got[5] != "c.test slept 3s<nil>" {
				t.Errorf("got %q", got)
			}
		})
	}
}

func TestTimeout(t *testing.T) {
	inBubble(t, 2*time.Second, func(s *memhttp.Server) {
		ctx, cancel := context.WithTimeout(context.Background(), 2*time.Second) // not t.Context: it is from outside
		defer cancel()
		req, err := http.NewRequestWithContext(ctx, "GET", s.URL+"/sleep?d=1h", nil)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := s.Client().Do(req); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("got %v", err)
		}
	})
}

func TestStream(t *testing.T) {
	inBubble(t, 3*time.Second, func(s *memhttp.Server) {
		t0 := time.Now()
		r, err := s.Client().Get(s.URL + "/stream")
		if err != nil {
			t.Fatal(err)
		}
		defer r.Body.Close()
		var line [2]byte
		for i := range 3 {
			if _, err := io.ReadFull(r.Body, line[:]); err != nil {
				t.Fatal(err)
			}
			if got, want := time.Since(t0), time.Duration(i+1)*time.Second; got != want || line[0] != byte('0'+i) {
				t.Errorf("line %q after %v, want line %d after %v", line, got, i, want)
			}
		}
	})
}

func TestBodies(t *testing.T) {
	inBubble(t, 0, func(s *memhttp.Server) {
		big := strings.Repeat("0123456789", 10_000)
		r, err := s.Client().Post(s.URL+"/echo", "text/plain", strings.NewReader(big))
		if err != nil {
			t.Fatal(err)
		}
		defer r.Body.Close()
		if b, err := io.ReadAll(r.Body); err != nil || string(b) != big {
			t.Errorf("%d bytes came back, %v", len(b), err)
		}
	})
}

func TestUnreadBody(t *testing.T) {
	inBubble(t, 500*time.Millisecond, func(s *memhttp.Server) {
		r, err := s.Client().Post(s.URL+"/unread", "text/plain", strings.NewReader(strings.Repeat("0123456789", 100_000)))
		if err != nil {
			t.Fatal(err)
		}
		r.Body.Close()
	})
}

func TestFailures(t *testing.T) {
	inBubble(t, 0, func(s *memhttp.Server) {
		if _, err := get(s.Client(), s.URL+"/panic"); err == nil {
			t.Error("a handler's panic is no error")
		}
		if text, err := get(s.Client(), s.URL+"/sleep?d=x"); err != nil || !strings.Contains(text, "invalid duration") {
			t.Errorf("got %q, %v", text, err)
		}
		restore := s.Default()
		if text, err := get(http.DefaultClient, "http://any.test/sleep?d=0s"); err != nil || text != "any.test slept 0s" {
			t.Errorf("got %q, %v", text, err)
		}
		restore()
		s.Close()
		if _, err := get(s.Client(), s.URL+"/sleep?d=0s"); err == nil || !strings.Contains(err.Error(), "connection refused") {
			t.Errorf("after Close: %v", err)
		}
	})
}
