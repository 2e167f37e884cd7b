package flood

import (
	"fmt"
	"os"
	"path/filepath"
)

// maxKept is how many bytes the files of one session may have together.
const maxKept = 1_000_000_000

// A file has all that a cell printed.
type file struct {
	f     *os.File // nil: closed, or it could not be made
	path  string
	bytes int64
	why   error // it is not all
}

// words say where the output is.
func (f *file) words() string {
	switch {
	case f.why != nil && f.bytes > 0:
		return fmt.Sprintf(" (its first %s are in %s: %v)", Size(f.bytes), f.path, f.why)
	case f.why != nil:
		return fmt.Sprintf(" (it is not kept: %v)", f.why)
	}
	return " (all of it is in " + f.path + " as long as this kernel runs)"
}

// keep writes text to the cell's file, which it makes if there is none.
func (g *Gate) keep(text string) {
	if g.file == nil {
		g.file = g.settings.newFile(g.number)
	}
	f := g.file
	if f.why != nil {
		return
	}
	n := g.settings.take(int64(len(text)))
	if n < int64(len(text)) {
		f.why = fmt.Errorf("a session keeps %s at most", Size(maxKept))
	}
	written, err := f.f.WriteString(text[:n])
	f.bytes += int64(written)
	if err != nil {
		f.why = err
	}
}

// closeFile keeps the file only if it has more than the notebook.
func (g *Gate) closeFile() {
	f := g.file
	if f == nil || f.f == nil {
		return
	}
	if err := f.f.Close(); err != nil && f.why == nil {
		f.why = err
	}
	f.f = nil
	if g.text.mark == nil {
		os.Remove(f.path)
		g.settings.take(-f.bytes)
		g.file = nil
	}
}

func (s *Settings) newFile(cell int) *file {
	s.mu.Lock()
	defer s.mu.Unlock()
	f := &file{}
	if s.closed {
		f.why = os.ErrClosed
		return f
	}
	if s.folder == "" {
		if s.folder, f.why = os.MkdirTemp("", "weft-output-"); f.why != nil {
			return f
		}
	}
	f.path = filepath.Join(s.folder, fmt.Sprintf("cell-%d.txt", cell))
	f.f, f.why = os.OpenFile(f.path, os.O_CREATE|os.O_WRONLY|os.O_TRUNC, 0o600)
	return f
}

// take takes up to n bytes of what may be kept, and returns how many that are. Less than none are given back.
func (s *Settings) take(n int64) int64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	n = min(n, maxKept-s.kept)
	s.kept += n
	return n
}
