// Package servertest checks what a kernel says to its clients against the rules of the messaging
// protocol, and has a client that collects it. It knows messages and their order, but neither the
// server's insides nor any language.
package servertest

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"weft/kernel/jupyter/msg"
	"weft/kernel/jupyter/wire"
)

// An Event is a message on a channel ("shell", "control", "stdin", "iopub"), as one client sees it.
type Event struct {
	Channel string
	*wire.Message
}

// A Trace is all that one client has sent and received, each in order.
type Trace struct {
	Sent     []Event
	Received []Event

	// Late allows output after the idle status, as goroutines that outlive their cell produce it.
	Late bool
	// Open lists the msg_ids of requests that need no reply, for instance because the kernel was killed.
	Open []string
	// Others says that other clients are at work too, so that iopub has messages of theirs.
	Others bool
}

// Check returns what breaks the protocol, in words; nothing if all is well.
func Check(t Trace) []string {
	c := &checker{Trace: t, sent: map[string]Event{}, state: map[string]string{}, replies: map[string]int{}, busy: map[string]bool{}}
	for _, e := range t.Sent {
		c.sent[e.Header.MsgID] = e
	}
	for _, e := range t.Received {
		if executionState(e.Message) == "busy" {
			c.busy[parentID(e.Message)] = true
		}
	}
	for i, e := range t.Received {
		c.session(i, e)
		if e.Channel == "iopub" {
			c.iopub(i, e)
		} else if e.Header.MsgType != msg.TypeInputRequest {
			c.reply(i, e)
		}
	}
	c.end()
	return c.problems
}

type checker struct {
	Trace
	problems []string
	kernel   string            // the kernel's session
	started  bool              // "starting" was seen
	ready    bool              // and "idle" behind it
	sent     map[string]Event  // by msg_id
	state    map[string]string // by parent's msg_id: "busy", "idle"
	replies  map[string]int
	busy     map[string]bool // by parent's msg_id: busy comes at some time
}

func (c *checker) problem(i int, e Event, format string, args ...any) {
	c.problems = append(c.problems, fmt.Sprintf("message %d, %s on %s: %s", i, e.Header.MsgType, e.Channel, fmt.Sprintf(format, args...)))
}

// session: the kernel has one of its own, in all messages.
func (c *checker) session(i int, e Event) {
	if c.kernel == "" {
		c.kernel = e.Header.Session
	}
	switch {
	case e.Header.Session == "":
		c.problem(i, e, "no session")
	case e.Header.Session != c.kernel:
		c.problem(i, e, "session %q, others have %q", e.Header.Session, c.kernel)
	case len(c.Sent) > 0 && e.Header.Session == c.Sent[0].Header.Session:
		c.problem(i, e, "has the client's session")
	}
	if e.Header.Version != wire.ProtocolVersion {
		c.problem(i, e, "version %q", e.Header.Version)
	}
}

func (c *checker) iopub(i int, e Event) {
	parent := parentID(e.Message)
	if parent == "" {
		c.unparented(i, e)
		return
	}
	if _, ours := c.sent[parent]; !ours && !c.Others {
		c.problem(i, e, "its parent %s is no request of this client", parent)
		return
	}
	state := c.state[parent]
	if e.Header.MsgType == msg.TypeStatus {
		c.status(i, e, parent, state)
		return
	}
	if state == "" {
		c.problem(i, e, "before busy")
	}
	late := []string{msg.TypeStream, msg.TypeDisplayData, msg.TypeUpdateDisplayData, msg.TypeClearOutput,
		msg.TypeCommOpen, msg.TypeCommMsg, msg.TypeCommClose}
	if state == "idle" && !(c.Late && slices.Contains(late, e.Header.MsgType)) {
		c.problem(i, e, "after idle")
	}
	if e.Header.MsgType == msg.TypeExecuteInput || e.Header.MsgType == msg.TypeExecuteResult {
		c.notSilent(i, e, parent)
	}
}

// unparented: a welcome, "starting" and then "idle" once, and what the kernel does by itself with comms.
func (c *checker) unparented(i int, e Event) {
	switch e.Header.MsgType {
	case msg.TypeIopubWelcome, msg.TypeCommOpen, msg.TypeCommMsg, msg.TypeCommClose:
	case msg.TypeStatus:
		switch s := executionState(e.Message); {
		case s == "idle" && !c.ready:
			c.ready = true
			return
		case s != "starting" || c.started:
			c.problem(i, e, "state %q without a parent, want starting once and then idle once", s)
		}
		c.started = true
	default:
		c.problem(i, e, "no parent")
	}
}

func (c *checker) status(i int, e Event, parent, before string) {
	now := executionState(e.Message)
	if !(before == "" && now == "busy" || before == "busy" && now == "idle") {
		c.problem(i, e, "state %q after %q", now, before)
	}
	c.state[parent] = now
}

func (c *checker) notSilent(i int, e Event, parent string) {
	request, ok := c.sent[parent]
	if !ok {
		return
	}
	var q msg.ExecuteRequest
	if request.Header.MsgType != msg.TypeExecuteRequest || msg.Decode(request.Content, &q) != nil {
		c.problem(i, e, "its parent is no execute_request")
	} else if q.Silent {
		c.problem(i, e, "its parent is silent")
	}
}

// reply: of the right type, for a request of this client, where that was sent.
func (c *checker) reply(i int, e Event) {
	parent := parentID(e.Message)
	request, ok := c.sent[parent]
	if !ok {
		c.problem(i, e, "its parent %q is no request of this client", parent)
		return
	}
	c.replies[parent]++
	if want := replyType(request.Header.MsgType); e.Header.MsgType != want {
		c.problem(i, e, "answers %s", request.Header.MsgType)
	}
	if e.Channel != request.Channel {
		c.problem(i, e, "was asked on %s", request.Channel)
	}
	if !c.busy[parent] { // before or after: channels are not ordered among each other
		c.problem(i, e, "no busy for its request")
	}
}

// end: every request has one reply, every busy its idle.
func (c *checker) end() {
	for _, e := range c.Sent {
		id := e.Header.MsgID
		if slices.Contains(c.Open, id) || e.Channel == "stdin" {
			continue
		}
		if want := replyType(e.Header.MsgType); want != "" && c.replies[id] != 1 {
			c.problems = append(c.problems, fmt.Sprintf("%s %s: %d replies, want 1", e.Header.MsgType, id, c.replies[id]))
		}
		if c.state[id] != "idle" {
			c.problems = append(c.problems, fmt.Sprintf("%s %s: last status %q, want idle", e.Header.MsgType, id, c.state[id]))
		}
	}
}

// replyType is "" for messages that have no reply.
func replyType(request string) string {
	kind, ok := strings.CutSuffix(request, "_request")
	if !ok {
		return ""
	}
	return kind + "_reply"
}

func parentID(m *wire.Message) string {
	var h wire.Header
	if json.Unmarshal(m.Parent, &h) != nil {
		return ""
	}
	return h.MsgID
}

// executionState is "" for messages other than status.
func executionState(m *wire.Message) string {
	var s msg.Status
	if m.Header.MsgType != msg.TypeStatus || msg.Decode(m.Content, &s) != nil {
		return ""
	}
	return s.ExecutionState
}
