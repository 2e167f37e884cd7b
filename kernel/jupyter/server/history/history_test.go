package history

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gofrs/flock"
)

// text shows entries as "session.line input=output".
func text(entries []Entry) string {
	var s []string
	for _, e := range entries {
		t := fmt.Sprintf("%d.%d %s", e.Session, e.Line, e.Input)
		if e.Output != nil {
			t += "=" + *e.Output
		}
		s = append(s, t)
	}
	return strings.Join(s, "; ")
}

// open returns a store whose problems are the test's, unless they are expected.
func open(t *testing.T, path string, problems *[]error) *Store {
	return Open(path, func(err error) {
		if problems == nil {
			t.Error(err)
			return
		}
		*problems = append(*problems, err)
	})
}

func TestQueries(t *testing.T) {
	for _, path := range []string{"", filepath.Join(t.TempDir(), "new", "history")} {
		s := open(t, path, nil)
		s.Add(1, "a := 1")
		s.Add(2, "a")
		s.AddOutput(2, "1")
		s.AddOutput(9, "nothing")
		s.Add(3, "a := 1")
		s.Add(4, "日本\n语")
		for _, tt := range []struct {
			name string
			got  []Entry
			want string
		}{
			{"tail", s.Tail(2), "1.3 a := 1; 1.4 日本\n语"},
			{"all", s.Tail(100), "1.1 a := 1; 1.2 a=1; 1.3 a := 1; 1.4 日本\n语"},
			{"none", s.Tail(0), ""},
			{"range", s.Range(0, 2, 4), "1.2 a=1; 1.3 a := 1"},
			{"open range", s.Range(1, 3, -1), "1.3 a := 1; 1.4 日本\n语"},
			{"before the first", s.Range(-1, 1, -1), ""},
			{"search", s.Search("a*", 0, false), "1.1 a := 1; 1.2 a=1; 1.3 a := 1"},
			{"unique", s.Search("a*", 0, true), "1.2 a=1; 1.3 a := 1"},
			{"latest", s.Search("a*", 1, false), "1.3 a := 1"},
			{"code points", s.Search("??\n?", 0, false), "1.4 日本\n语"},
		} {
			if got := text(tt.got); got != tt.want {
				t.Errorf("%s in %q: %q, want %q", tt.name, path, got, tt.want)
			}
		}
	}
}

func TestSessions(t *testing.T) {
	path := filepath.Join(t.TempDir(), "history")
	a, b := open(t, path, nil), open(t, path, nil)
	a.Add(1, "in a")
	b.Add(1, "in b")
	a.Add(2, "again in a")
	c := open(t, path, nil)
	if got, want := text(c.Tail(10)), "1.1 in a; 1.2 again in a; 2.1 in b"; got != want {
		t.Errorf("tail %q, want %q", got, want)
	}
	if got := c.Session(); got != 3 {
		t.Errorf("session %d, want 3", got)
	}
	if got, want := text(c.Range(-2, 2, -1)), "1.2 again in a"; got != want {
		t.Errorf("two sessions before: %q, want %q", got, want)
	}
}

func TestManyKernels(t *testing.T) {
	path := filepath.Join(t.TempDir(), "history")
	const kernels, cells = 8, 50
	var wg sync.WaitGroup
	stores := make([]*Store, kernels)
	for i := range stores {
		stores[i] = open(t, path, nil)
		wg.Go(func() {
			for line := range cells {
				stores[i].Add(line+1, strings.Repeat("x", 1000))
			}
		})
	}
	wg.Wait()
	var sessions []int
	for _, s := range stores {
		sessions = append(sessions, s.Session())
	}
	slices.Sort(sessions)
	if !slices.Equal(sessions, []int{1, 2, 3, 4, 5, 6, 7, 8}) {
		t.Errorf("sessions %v", sessions)
	}
	if got := len(open(t, path, nil).Tail(1000)); got != kernels*cells {
		t.Errorf("%d entries, want %d", got, kernels*cells)
	}
}

func TestRotation(t *testing.T) {
	path := filepath.Join(t.TempDir(), "history")
	small := func() *Store {
		s := open(t, path, nil)
		s.file.max = 4 << 10
		return s
	}
	for range 3 {
		s := small()
		for line := range 100 {
			s.Add(line+1, fmt.Sprintf("cell %d", line+1))
		}
	}
	for _, p := range []string{path, path + ".old"} {
		if info, err := os.Stat(p); err != nil || info.Size() > 4<<10 {
			t.Errorf("%s: %v, %v", p, info, err)
		}
	}
	last := small()
	if got := last.Session(); got != 4 {
		t.Errorf("session %d, want 4", got)
	}
	if got := text(last.Tail(1)); got != "3.100 cell 100" {
		t.Errorf("tail %q", got)
	}
}

func TestBrokenFiles(t *testing.T) {
	for _, tt := range []struct{ name, content, want string }{
		{"half a line", `{"session":4,"line":1,"input":"a"}` + "\n" + `{"session":4,"li`, "4.1 a; 5.1 new"},
		{"binary", "\x00\xff\n" + `{"session":2,"line":1,"input":"a"}` + "\n", "2.1 a; 3.1 new"},
		{"other JSON", "[]\n1\nnull\n" + `{"session":"x"}` + "\n" + `{"session":-7,"line":1,"input":"a"}` + "\n", "1.1 new"},
		{"huge number", `{"session":99999999999999999999}` + "\n", "1.1 new"},
		{"output without input", `{"session":2,"line":1,"output":"o"}` + "\n", "3.1 new"},
		{"empty", "", "1.1 new"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "history")
			if err := os.WriteFile(path, []byte(tt.content), 0o600); err != nil {
				t.Fatal(err)
			}
			open(t, path, nil).Add(1, "new")
			if got := text(open(t, path, nil).Tail(10)); got != tt.want {
				t.Errorf("entries %q, want %q", got, tt.want)
			}
		})
	}
}

// Without a usable file, the session itself still has its history.
func TestUnusableFile(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	paths := map[string]string{"in no folder": filepath.Join(file, "history"), "a folder": dir}
	if full := "/dev/full"; exists(full) {
		link := filepath.Join(t.TempDir(), "history")
		if err := os.Symlink(full, link); err != nil {
			t.Fatal(err)
		}
		paths["a full disk"] = link
	}
	for name, path := range paths {
		var problems []error
		s := open(t, path, &problems)
		s.Add(1, "a")
		s.AddOutput(1, "b")
		if got := text(s.Tail(5)); got != "1.1 a=b" {
			t.Errorf("%s: %q", name, got)
		}
		if len(problems) == 0 {
			t.Errorf("%s: nobody was told", name)
		}
	}
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// A kernel that is stopped while it has the lock holds up nobody for long.
func TestStuckLock(t *testing.T) {
	path := filepath.Join(t.TempDir(), "history")
	l := flock.New(path + ".lock")
	if ok, err := l.TryLock(); !ok || err != nil {
		t.Fatal(ok, err)
	}
	defer l.Unlock()
	var problems []error
	s := open(t, path, &problems)
	s.Add(1, "a")
	if len(problems) == 0 || text(s.Tail(5)) != "1.1 a" {
		t.Errorf("problems %v, tail %q", problems, text(s.Tail(5)))
	}
}

// A write that fails leaves no half line.
func TestEntryTooLarge(t *testing.T) {
	path := filepath.Join(t.TempDir(), "history")
	s := open(t, path, nil)
	s.Add(1, strings.Repeat("x", 2*maxEntry))
	s.Add(2, "small")
	if got := text(open(t, path, nil).Tail(5)); got != "1.2 small" {
		t.Errorf("tail %.100q", got)
	}
	if got := len(s.Tail(5)); got != 2 {
		t.Errorf("%d entries in the session itself, want 2", got)
	}
}

func TestGlob(t *testing.T) {
	for _, tt := range []struct {
		pattern, text string
		want          bool
	}{
		{"", "", true}, {"", "a", false}, {"*", "", true}, {"*", "a\nb/c", true}, {"a", "a", true}, {"a", "A", false},
		{"a*c", "abbc", true}, {"a*c", "abcd", false}, {"*b*", "abc", true}, {"?", "日", true}, {"?", "", false},
		{"**a", "bba", true}, {"a*b*c", "aXbYbZc", true}, {"[a-c]x", "bx", true}, {"[^a-c]x", "bx", false},
		{"[^a-c]x", "dx", true}, {"[]]", "]", true}, {"[", "[", true}, {"[a", "[a", true}, {"[a-]", "-", true},
		{`\*`, `\x`, true}, {"(.+)", "(.+)", true},
		{strings.Repeat("*a", 50), strings.Repeat("a", 40), false},
	} {
		if got := compile(tt.pattern).match(tt.text); got != tt.want {
			t.Errorf("%q matches %q: %v, want %v", tt.pattern, tt.text, got, tt.want)
		}
	}
	start := time.Now()
	compile(strings.Repeat("*a", 500) + "b").match(strings.Repeat("a", 5000))
	if time.Since(start) > time.Minute {
		t.Error("matching takes exponential time")
	}
}

func FuzzGlob(f *testing.F) {
	f.Add("a*[b-d]?", "axxcy")
	f.Add("[^]", "[")
	f.Fuzz(func(t *testing.T, pattern, text string) {
		if len(pattern) > 1000 || len(text) > 1000 {
			return
		}
		compile(pattern).match(text)
		if !compile("*").match(text) {
			t.Error("* does not match")
		}
	})
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(`{"session":1,"line":1,"input":"a"}` + "\n" + `{"session":1,"line":1,"output":"b"}` + "\n"))
	f.Add([]byte("{\n\x00"))
	f.Fuzz(func(t *testing.T, data []byte) {
		path := filepath.Join(t.TempDir(), "history")
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		s := open(t, path, nil)
		s.Add(1, "new")
		if got := open(t, path, nil).Range(s.Session(), 1, -1); text(got) != fmt.Sprintf("%d.1 new", s.Session()) {
			t.Errorf("the new entry is lost behind %q: %s", data, text(got))
		}
	})
}
