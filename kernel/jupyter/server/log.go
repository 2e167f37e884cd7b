package server

import (
	"errors"
	"log/slog"
	"maps"
	"sync"

	"weft/kernel/jupyter/wire"
)

// A logger writes what goes wrong once for each kind: what strangers send must not fill a disk.
type logger struct {
	to *slog.Logger

	mu       sync.Mutex
	written  map[string]bool // kinds come from this package, so there are few
	rejected map[wire.Reason]int
}

func newLogger(to *slog.Logger) *logger {
	if to == nil {
		to = slog.New(slog.DiscardHandler)
	}
	return &logger{to: to, written: map[string]bool{}, rejected: map[wire.Reason]int{}}
}

// once writes text unless something of this kind was written before.
func (l *logger) once(kind, text string, err error) {
	l.mu.Lock()
	again := l.written[kind]
	l.written[kind] = true
	l.mu.Unlock()
	if again {
		return
	}
	if err != nil {
		l.to.Warn(text, "error", err)
		return
	}
	l.to.Warn(text)
}

// reject counts a message that wire did not take.
func (l *logger) reject(channel string, err error) {
	var reason wire.Reason
	var e *wire.Error
	if errors.As(err, &e) {
		reason = e.Reason
	}
	l.mu.Lock()
	l.rejected[reason]++
	l.mu.Unlock()
	l.once("reject "+reason.String(), "message rejected on "+channel, err)
}

func (l *logger) rejections() map[wire.Reason]int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return maps.Clone(l.rejected)
}
