package server

import (
	"testing"
	"time"

	"weft/kernel/jupyter/msg"
	"weft/kernel/jupyter/wire"
)

// TestStragglers has the kernel's clock at 100 s when the cell fails, and clients with clocks of their own.
func TestStragglers(t *testing.T) {
	at := func(seconds float64) time.Time {
		return time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC).Add(time.Duration(seconds * float64(time.Second)))
	}
	sent := func(session, shell, kind, date string) *request {
		return &request{shell: shell, Message: &wire.Message{Header: wire.Header{Session: session, MsgType: kind, Date: date}}}
	}
	exact := func(t time.Time) string { return t.Format("2006-01-02T15:04:05.000000Z") }
	cell := msg.TypeExecuteRequest
	for _, tt := range []struct {
		name    string
		behind  float64 // seconds that the client's clock is behind
		r       *request
		arrives float64
		want    bool
	}{
		{"sent before, arrived after", 0, sent("c", "", cell, exact(at(99.9))), 101, true},
		{"sent after", 0, sent("c", "", cell, exact(at(100.1))), 101, false},
		{"sent before, by a clock that is ahead", -3600, sent("c", "", cell, exact(at(3699.9))), 101, true},
		{"sent after, by a clock that is behind", 3600, sent("c", "", cell, exact(at(100.1-3600))), 101, false},
		{"not surely before", 0, sent("c", "", cell, exact(at(99.9999))), 101, false},
		{"a date in milliseconds", 0, sent("c", "", cell, at(99.9).Format("2006-01-02T15:04:05.000Z")), 101, true},
		{"a date in seconds", 0, sent("c", "", cell, at(99).Format("2006-01-02T15:04:05Z")), 101, false},
		{"no date", 0, sent("c", "", cell, ""), 101, false},
		{"no cell", 0, sent("c", "", msg.TypeCommMsg, exact(at(99.9))), 101, false},
		{"in another shell", 0, sent("c", "sub", cell, exact(at(99.9))), 101, false},
		{"of another client", 0, sent("d", "", cell, exact(at(99.9))), 101, false},
		{"too late to be one", 0, sent("c", "", cell, exact(at(99.9))), 111, false},
	} {
		s := newStragglers()
		failing := sent("c", "", cell, exact(at(99.5-tt.behind)))
		if s.arrived(failing, at(99.5)) {
			t.Errorf("%s: a straggler before anything failed", tt.name)
		}
		s.arrived(sent("c", "", cell, exact(at(90-tt.behind))), at(99.6)) // a slow one tells nothing about the clocks
		s.failed(failing, at(100))
		if got := s.arrived(tt.r, at(tt.arrives)); got != tt.want {
			t.Errorf("%s: %v, want %v", tt.name, got, tt.want)
		}
	}
}

// Once a client has sent a cell that is no straggler, none is any more, whatever becomes of its clock.
func TestStragglersEnd(t *testing.T) {
	s, now := newStragglers(), time.Now()
	send := func(ago time.Duration) bool {
		m := &wire.Message{Header: wire.Header{Session: "c", MsgType: msg.TypeExecuteRequest, Date: timestamp(now.Add(-ago))}}
		return s.arrived(&request{Message: m}, now)
	}
	send(0)
	s.failed(&request{Message: &wire.Message{Header: wire.Header{Session: "c"}}}, now)
	for range 2 {
		if !send(time.Minute) {
			t.Error("no straggler behind the failure")
		}
	}
	now = now.Add(time.Second)
	if send(0) || send(time.Minute) {
		t.Error("stragglers behind a cell that was sent after the failure")
	}
}

// A clock that is set back while the notebook is open makes stragglers of what comes for a minute or two, at most.
func TestStragglersAfterClockSet(t *testing.T) {
	s, now := newStragglers(), time.Now()
	send := func(behind time.Duration) bool {
		m := &wire.Message{Header: wire.Header{Session: "c", MsgType: msg.TypeExecuteRequest, Date: timestamp(now.Add(-behind))}}
		return s.arrived(&request{Message: m}, now)
	}
	send(0)
	for range 3 {
		now = now.Add(setting)
		send(5 * time.Second)
	}
	s.failed(&request{Message: &wire.Message{Header: wire.Header{Session: "c"}}}, now)
	now = now.Add(time.Second)
	if send(5 * time.Second) {
		t.Error("a cell that was sent after the failure is taken for a straggler")
	}
}
