package flood

import (
	"fmt"
	"os"
	"sync"

	"weft/kernel/jupyter/msg"
)

// Settings are the limits of a session, and the folder of what its cells' marks name. They are safe for concurrent
// use and must be closed.
type Settings struct {
	// Note makes what a mark looks like; nil: plain text.
	Note func(text string) string

	mu     sync.Mutex
	limits Limits
	folder string // "" before the first file
	kept   int64  // bytes in it
	closed bool
}

// NewSettings returns the settings of a session.
func NewSettings(l Limits) *Settings { return &Settings{limits: l.WithDefaults()} }

// Limits returns the limits, without zero fields.
func (s *Settings) Limits() Limits {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.limits
}

// Set changes the limits, also of the cell that runs.
func (s *Settings) Set(l Limits) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.limits = l.WithDefaults()
}

func (s *Settings) bundle(text string) msg.Bundle {
	if s.Note != nil {
		text = s.Note(text)
	}
	return msg.Bundle{"text/plain": text}
}

// Close removes the folder.
func (s *Settings) Close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.closed = true
	if s.folder == "" {
		return nil
	}
	if err := os.RemoveAll(s.folder); err != nil {
		return fmt.Errorf("remove the kept output: %w", err)
	}
	return nil
}
