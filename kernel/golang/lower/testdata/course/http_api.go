// A JSON API with a store, middleware and a client: all over a real connection.
package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"sort"
	"strconv"
	"strings"
	"sync"
)

type Todo struct {
	ID   int    `json:"id"`
	Text string `json:"text"`
	Done bool   `json:"done"`
}

type Store struct {
	mu    sync.RWMutex
	next  int
	todos map[int]Todo
}

var errNotFound = errors.New("no such todo")

func (s *Store) Add(text string) Todo {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.next++
	t := Todo{ID: s.next, Text: text}
	s.todos[t.ID] = t
	return t
}

func (s *Store) Toggle(id int) (Todo, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	t, ok := s.todos[id]
	if !ok {
		return t, fmt.Errorf("toggle %d: %w", id, errNotFound)
	}
	t.Done = !t.Done
	s.todos[id] = t
	return t, nil
}

func (s *Store) List() []Todo {
	s.mu.RLock()
	defer s.mu.RUnlock()
	out := []Todo{}
	for _, t := range s.todos {
		out = append(out, t)
	}
	sort.Slice(out, func(i, j int) bool { return out[i].ID < out[j].ID })
	return out
}

func reply(w http.ResponseWriter, status int, v any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	json.NewEncoder(w).Encode(v)
}

func routes(s *Store) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /todos", func(w http.ResponseWriter, r *http.Request) { reply(w, 200, s.List()) })
	mux.HandleFunc("POST /todos", func(w http.ResponseWriter, r *http.Request) {
		var in struct{ Text string }
		if err := json.NewDecoder(r.Body).Decode(&in); err != nil || in.Text == "" {
			reply(w, http.StatusBadRequest, map[string]string{"error": "text is missing"})
			return
		}
		reply(w, http.StatusCreated, s.Add(in.Text))
	})
	mux.HandleFunc("POST /todos/{id}/toggle", func(w http.ResponseWriter, r *http.Request) {
		id, err := strconv.Atoi(r.PathValue("id"))
		if err != nil {
			http.Error(w, "bad id", http.StatusBadRequest)
			return
		}
		t, err := s.Toggle(id)
		switch {
		case errors.Is(err, errNotFound):
			http.Error(w, err.Error(), http.StatusNotFound)
		default:
			reply(w, 200, t)
		}
	})
	mux.HandleFunc("GET /panic", func(http.ResponseWriter, *http.Request) { var m map[string]int; m["x"]++ })
	return mux
}

func logged(log *[]string, mu *sync.Mutex, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			if p := recover(); p != nil {
				http.Error(w, fmt.Sprint("internal: ", p), 500)
			}
			mu.Lock()
			*log = append(*log, r.Method+" "+r.URL.Path)
			mu.Unlock()
		}()
		next.ServeHTTP(w, r)
	})
}

func main() {
	var log []string
	var mu sync.Mutex
	store := &Store{todos: map[int]Todo{}}
	srv := httptest.NewServer(logged(&log, &mu, routes(store)))
	defer srv.Close()
	call := func(method, path, body string) {
		req, _ := http.NewRequest(method, srv.URL+path, strings.NewReader(body))
		resp, err := http.DefaultClient.Do(req)
		if err != nil {
			fmt.Println("failed:", err)
			return
		}
		defer resp.Body.Close()
		data, _ := io.ReadAll(resp.Body)
		fmt.Println(method, path, resp.StatusCode, string(bytes.TrimSpace(data)))
	}
	call("GET", "/todos", "")
	call("POST", "/todos", `{"text": "learn Go"}`)
	call("POST", "/todos", `{"text": "teach Go"}`)
	call("POST", "/todos", `{}`)
	call("POST", "/todos/2/toggle", "")
	call("POST", "/todos/9/toggle", "")
	call("POST", "/todos/x/toggle", "")
	call("GET", "/panic", "")
	call("DELETE", "/todos", "")
	call("GET", "/todos", "")
	mu.Lock()
	fmt.Println(len(log), log[0], log[len(log)-1])
	mu.Unlock()
	rec := httptest.NewRecorder()
	routes(store).ServeHTTP(rec, httptest.NewRequest("GET", "/nothing", nil))
	fmt.Println(rec.Code, strings.TrimSpace(rec.Body.String()))
}
