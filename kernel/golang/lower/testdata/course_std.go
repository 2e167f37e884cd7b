package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"math/rand"
	"net/http"
	"net/http/httptest"
	"os"
	"regexp"
	"sort"
	"strings"
	"sync"
	"sync/atomic"
	"text/tabwriter"
	"time"
	"unicode/utf8"
)

type Level int

const (
	Debug Level = iota
	Info
)

type Logger interface {
	Log(l Level, format string, args ...any)
}
type LogFunc func(Level, string, ...any)

func (f LogFunc) Log(l Level, format string, args ...any) { f(l, format, args...) }

type Store struct {
	sync.RWMutex
	data map[string]int
	hits atomic.Int32
}

func (s *Store) Get(k string) (v int, ok bool) {
	s.RLock()
	defer s.RUnlock()
	s.hits.Add(1)
	v, ok = s.data[k]
	return
}
func (s *Store) Set(k string, v int) {
	s.Lock()
	s.data[k] = v
	s.Unlock()
}

type statusWriter struct {
	http.ResponseWriter
	status int
}

func (w *statusWriter) WriteHeader(code int) {
	w.status = code
	w.ResponseWriter.WriteHeader(code)
}

type Middleware func(http.Handler) http.Handler

func logging(l Logger) Middleware {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			sw := &statusWriter{w, 200}
			next.ServeHTTP(sw, r)
			l.Log(Info, "%s %s %d", r.Method, r.URL.Path, sw.status)
		})
	}
}

type api struct{ store *Store }

func (a *api) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	switch r.URL.Path {
	case "/get":
		v, ok := a.store.Get(r.URL.Query().Get("k"))
		if !ok {
			http.Error(w, "missing", http.StatusNotFound)
			return
		}
		json.NewEncoder(w).Encode(map[string]any{"value": v})
	case "/item":
		var it Item
		if err := json.NewDecoder(r.Body).Decode(&it); err != nil {
			http.Error(w, err.Error(), 400)
			return
		}
		it.Qty++
		json.NewEncoder(w).Encode(it)
	}
}

type Item struct {
	Name  string   `json:"name"`
	Qty   int      `json:"qty,omitempty"`
	Tags  []string `json:"tags"`
	inner int
	Sub   *Item `json:"sub,omitempty"`
}

type rot13 struct{ r io.Reader }

func (r rot13) Read(p []byte) (int, error) {
	n, err := r.r.Read(p)
	for i := range p[:n] {
		c := p[i]
		if c >= 'a' && c <= 'z' {
			p[i] = 'a' + (c-'a'+13)%26
		}
	}
	return n, err
}

type Matrix [][]float64

func (m Matrix) Mul(o Matrix) Matrix {
	out := make(Matrix, len(m))
	for i := range out {
		out[i] = make([]float64, len(o[0]))
		for j := range out[i] {
			for k := range o {
				out[i][j] += m[i][k] * o[k][j]
			}
		}
	}
	return out
}

type Account struct {
	sync.Mutex
	balance int
}
type Bank struct{ accounts [3]Account }

func (b *Bank) Transfer(from, to, n int) error {
	first, second := &b.accounts[min(from, to)], &b.accounts[max(from, to)]
	first.Lock()
	defer first.Unlock()
	second.Lock()
	defer second.Unlock()
	if b.accounts[from].balance < n {
		return fmt.Errorf("account %d: insufficient: have %d, want %d", from, b.accounts[from].balance, n)
	}
	b.accounts[from].balance -= n
	b.accounts[to].balance += n
	return nil
}

type Visitor interface {
	Visit(n Node) Visitor
}
type Node interface{ Children() []Node }
type Leaf struct{ V int }
type Branch struct{ Kids []Node }

func (Leaf) Children() []Node     { return nil }
func (b Branch) Children() []Node { return b.Kids }

type summer struct{ total *int }

func (s summer) Visit(n Node) Visitor {
	if l, ok := n.(Leaf); ok {
		*s.total += l.V
	}
	return s
}
func Walk(v Visitor, n Node) {
	if v = v.Visit(n); v == nil {
		return
	}
	for _, c := range n.Children() {
		Walk(v, c)
	}
}

func main() {
	var lines []string
	l := LogFunc(func(lv Level, f string, a ...any) {
		lines = append(lines, fmt.Sprintf("[%d] "+f, append([]any{lv}, a...)...))
	})
	st := &Store{data: map[string]int{"a": 1}}
	h := logging(l)(&api{st})
	srv := httptest.NewServer(h)
	defer srv.Close()
	for _, p := range []string{"/get?k=a", "/get?k=zz"} {
		resp, err := http.Get(srv.URL + p)
		if err != nil {
			fmt.Println(err)
			continue
		}
		body, _ := io.ReadAll(resp.Body)
		resp.Body.Close()
		fmt.Println(resp.StatusCode, strings.TrimSpace(string(body)))
	}
	resp, err := http.Post(srv.URL+"/item", "application/json", strings.NewReader(`{"name":"x","qty":4,"tags":["p","q"],"sub":{"name":"y"}}`))
	if err == nil {
		io.Copy(os.Stdout, resp.Body)
		resp.Body.Close()
	}
	fmt.Println(lines, st.hits.Load())
	var it Item
	fmt.Println(json.Unmarshal([]byte(`{"name":3}`), &it) != nil)
	b, _ := json.MarshalIndent([]Item{{Name: "a", inner: 3}, {Name: "b", Sub: &Item{Name: "c"}}}, "", " ")
	fmt.Println(string(b))
	out, _ := io.ReadAll(rot13{strings.NewReader("uryyb jbeyq")})
	fmt.Println(string(out))
	sc := bufio.NewScanner(rot13{strings.NewReader("n b\np")})
	for sc.Scan() {
		fmt.Print(sc.Text(), ";")
	}
	fmt.Println()
	m := Matrix{{1, 2}, {3, 4}}
	fmt.Println(m.Mul(Matrix{{1, 0}, {0, 1}}), len(m))
	bank := &Bank{}
	for i := range bank.accounts {
		bank.accounts[i].balance = 100
	}
	var wg sync.WaitGroup
	for i := range 60 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			bank.Transfer(i%3, (i+1)%3, 5)
		}()
	}
	wg.Wait()
	sum := 0
	for i := range bank.accounts {
		sum += bank.accounts[i].balance
	}
	fmt.Println(sum, bank.Transfer(0, 1, 1000))
	total := 0
	Walk(summer{&total}, Branch{[]Node{Leaf{1}, Branch{[]Node{Leaf{2}, Leaf{3}}}}})
	fmt.Println(total)
	words := strings.FieldsFunc("the quick, brown the fox the", func(r rune) bool { return r == ' ' || r == ',' })
	freq := map[string]int{}
	for _, w := range words {
		freq[w]++
	}
	keys := make([]string, 0, len(freq))
	for k := range freq {
		keys = append(keys, k)
	}
	sort.Slice(keys, func(i, j int) bool {
		if freq[keys[i]] != freq[keys[j]] {
			return freq[keys[i]] > freq[keys[j]]
		}
		return keys[i] < keys[j]
	})
	for _, k := range keys {
		fmt.Print(k, "=", freq[k], " ")
	}
	fmt.Println()
	re := regexp.MustCompile(`(\w)(\d+)`)
	fmt.Println(re.ReplaceAllStringFunc("a1 b22", func(s string) string { return "<" + s + ">" }), re.FindAllString("a1 b22", -1))
	var buf bytes.Buffer
	tw := tabwriter.NewWriter(&buf, 0, 8, 1, ' ', 0)
	fmt.Fprintf(tw, "a\tbbb\tc\n%d\t%v\t%s\n", 1, Info, "z")
	tw.Flush()
	fmt.Print(buf.String())
	lg := log.New(os.Stdout, "[x] ", 0)
	lg.Printf("level %v %T", Debug, Debug)
	lg.Println(Item{Name: "q"})
	r := rand.New(rand.NewSource(1))
	fmt.Println(r.Intn(100) >= 0, utf8.RuneCountInString("héllo"), time.Duration(1500)*time.Millisecond)
	for i, c := range "hé\xffx" {
		fmt.Print(i, ":", string(c), " ")
	}
	fmt.Println()
	var once sync.Once
	for range 3 {
		once.Do(func() { fmt.Println("once") })
	}
	cond := sync.NewCond(&sync.Mutex{})
	ready := false
	go func() { cond.L.Lock(); ready = true; cond.L.Unlock(); cond.Broadcast() }()
	cond.L.Lock()
	for !ready {
		cond.Wait()
	}
	cond.L.Unlock()
	var sm sync.Map
	sm.Store(Info, Item{Name: "m"})
	v, ok := sm.Load(Info)
	fmt.Println(v.(Item).Name, ok)
	sm.Range(func(k, v any) bool { fmt.Println(k, v.(Item).Name); return true })
	pool := sync.Pool{New: func() any { return new(Item) }}
	pi := pool.Get().(*Item)
	pi.Name = "pooled"
	pool.Put(pi)
	var av atomic.Value
	av.Store(Item{Name: "av"})
	fmt.Println(av.Load().(Item).Name, pi.Name)
	var x uint8 = 250
	x += 10
	var y int8 = 127
	y++
	fmt.Println(x, y, 7/2, -7/2, 7%3, -7%3, 1<<10, 0x10|1, 6&^2, ^5)
	arr := [3]int{1, 2, 3}
	brr := arr
	brr[0] = 9
	fmt.Println(arr, brr, arr == [3]int{1, 2, 3}, len(arr))
	s1 := []int{1, 2, 3, 4}
	s2 := s1[1:3]
	s2 = append(s2, 99)
	fmt.Println(s1, s2, len(s2), cap(s2), s1[len(s1)-1])
	copy(s1[1:], s1)
	fmt.Println(s1, s1[:0:2])
	goto end
end:
	fmt.Println("end")
}
