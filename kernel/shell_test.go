//go:build unix

package kernel

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"weft/kernel/engine/child"
	"weft/kernel/jupyter/msg"
)

// TestBackgroundCommand: what a ! command leaves behind is said, and ends with the session.
func TestBackgroundCommand(t *testing.T) {
	dir := t.TempDir()
	fifo := filepath.Join(dir, "held")
	if err := syscall.Mkfifo(fifo, 0o600); err != nil {
		t.Fatal(err)
	}
	s, err := NewSession(Config{Child: child.Options{Dir: dir}})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	out := &texts{}
	if f := s.Run(t.Context(), 1, "!exec 9<>held; sleep 10000 & echo started", out).Failure; f != nil {
		t.Fatal(f.Plain())
	}
	if !strings.Contains(out.text, "goes on in the background") {
		t.Errorf("the cell shows %q", out.text)
	}
	held, err := os.OpenFile(fifo, os.O_RDONLY|syscall.O_NONBLOCK, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer held.Close()
	s.Close()
	if _, err := held.Read(make([]byte, 1)); err == nil { // ends when nobody can write any more
		t.Error("the process still writes")
	}
}

// texts keeps what is displayed as text.
type texts struct {
	discard
	text string
}

func (n *texts) Display(data, _ msg.Bundle, _ string) {
	text, _ := data["text/plain"].(string)
	n.text += text
}
