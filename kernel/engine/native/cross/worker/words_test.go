//go:build unix

package worker

import (
	"os"
	"testing"
	"time"
)

// A heard tells what it is written.
type heard chan string

func (h heard) Write(text []byte) (int, error) {
	if len(text) > 0 {
		h <- string(text)
	}
	return len(text), nil
}

func TestWords(t *testing.T) {
	from, to, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer from.Close()
	out := make(heard, 10)
	gone, last := make(chan struct{}), make(chan string)
	w, err := newWords(from, out, gone)
	if err != nil {
		t.Fatal(err)
	}
	to.WriteString("before\n")
	w.flush()
	if got := <-out; got != "before\n" {
		t.Errorf("flush passed %q on", got)
	}
	go func() { last <- w.listen() }()
	to.WriteString("text\npanic: no")
	if got := <-out + <-out; got != "text\npanic: no" {
		t.Errorf("what only looks like a crash became %q", got)
	}
	w.mu.Lock()
	w.holdFor = time.Hour
	w.mu.Unlock()
	to.WriteString("more\nfatal error: yes\n")
	if got := <-out; got != "more\n" {
		t.Errorf("the text before a crash is %q", got)
	}
	to.WriteString("\ngoroutine 1\n")
	close(gone)
	w.deadline(time.Time{})
	to.Close()
	if got := <-last; got != "fatal error: yes\n\ngoroutine 1\n" {
		t.Errorf("the last words are %q", got)
	}
}

// TestLateLook: the words of a process that has gone are all heard, though who listens is late.
func TestLateLook(t *testing.T) {
	from, to, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer from.Close()
	defer to.Close()
	gone := make(chan struct{})
	w, err := newWords(from, make(heard), gone)
	if err != nil {
		t.Fatal(err)
	}
	to.WriteString("fatal error: yes\n")
	from.SetReadDeadline(time.Unix(1, 0))
	close(gone)
	if got := w.listen(); got != "fatal error: yes\n" {
		t.Errorf("the last words are %q", got)
	}
}
