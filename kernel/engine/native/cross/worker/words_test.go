//go:build unix

package worker

import (
	"os"
	"testing"
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
	w, err := newWords(from, out)
	if err != nil {
		t.Fatal(err)
	}
	to.WriteString("before\n")
	w.flush()
	if got := <-out; got != "before\n" {
		t.Errorf("flush passed %q on", got)
	}
	gone, last := make(chan struct{}), make(chan string)
	go func() { last <- w.listen(gone) }()
	to.WriteString("text\npanic: no")
	if got := <-out + <-out; got != "text\npanic: no" {
		t.Errorf("what only looks like a crash became %q", got)
	}
	to.WriteString("more\nfatal error: yes\n")
	if got := <-out; got != "more\n" {
		t.Errorf("the text before a crash is %q", got)
	}
	to.WriteString("\ngoroutine 1\n")
	close(gone)
	to.Close()
	if got := <-last; got != "fatal error: yes\n\ngoroutine 1\n" {
		t.Errorf("the last words are %q", got)
	}
}
