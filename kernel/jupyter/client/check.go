package client

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"weft/kernel/jupyter/kernelspec"
	"weft/kernel/jupyter/msg"
)

// A checker looks for broken rules in a trace.
type checker struct {
	t        *Trace
	byID     map[string]request
	byParent map[string][]Received
	problems []error
}

func newChecker(t *Trace) *checker {
	c := &checker{t: t, byID: map[string]request{}, byParent: map[string][]Received{}}
	for _, q := range t.requests {
		c.byID[q.Header.MsgID] = q
	}
	for _, m := range t.log {
		id := parentOf(m.Message).MsgID
		c.byParent[id] = append(c.byParent[id], m)
	}
	return c
}

func (c *checker) fail(m Received, format string, args ...any) {
	where := fmt.Sprintf("trace: %s on %s: ", m.Header.MsgType, m.Channel)
	c.problems = append(c.problems, fmt.Errorf(where+format, args...))
}

func (c *checker) failed(q request, format string, args ...any) {
	where := fmt.Sprintf("trace: %s %s: ", q.Header.MsgType, q.Header.MsgID)
	c.problems = append(c.problems, fmt.Errorf(where+format, args...))
}

// headers: every message has an id of its own, a date and a protocol version ("Message header").
func (c *checker) headers() {
	seen := map[string]bool{}
	for _, m := range c.t.log {
		h := m.Header
		if h.MsgID == "" || seen[h.MsgID] {
			c.fail(m, "msg_id %q is empty or used twice", h.MsgID)
		}
		seen[h.MsgID] = true
		if _, err := time.Parse(time.RFC3339Nano, h.Date); err != nil {
			c.fail(m, "date %q is not ISO 8601 with a time zone", h.Date)
		}
		if h.Version == "" {
			c.fail(m, "the header has no version")
		}
	}
}

// sessions: a kernel has one session id for its lifetime, and it is not that of a client.
func (c *checker) sessions() {
	kernel := 0
	for i, m := range c.t.log {
		for kernel < len(c.t.ends) && c.t.ends[kernel] <= i {
			kernel++
		}
		if kernel < len(c.t.kernels) && m.Header.Session != c.t.kernels[kernel] {
			c.fail(m, "session %q, but this kernel's is %q", m.Header.Session, c.t.kernels[kernel])
		}
		if parent := parentOf(m.Message); parent.Session == m.Header.Session && parent.Session != "" {
			c.fail(m, "the kernel uses the session of its client")
		}
	}
	for i, s := range c.t.kernels {
		if slices.Contains(c.t.kernels[:i], s) {
			c.problems = append(c.problems, fmt.Errorf("trace: session %q outlived a restart", s))
		}
	}
}

// parents: the parent of a message is the header of the request that led to it. Without a parent
// there can be only what no request leads to.
func (c *checker) parents() {
	starting := map[string]int{}
	ready := map[string]bool{} // said idle after it
	for _, m := range c.t.log {
		if stateOf(m.Message) == "starting" {
			if starting[m.Header.Session]++; starting[m.Header.Session] > 1 {
				c.fail(m, "starting for the second time")
			}
			continue
		}
		parent := parentOf(m.Message)
		if session := m.Header.Session; parent.MsgID == "" && stateOf(m.Message) == "idle" && !ready[session] {
			ready[session] = true
			continue
		}
		if parent.MsgID == "" {
			kind := m.Header.MsgType
			if m.Channel != kernelspec.IOPub || kind == msg.TypeStatus || kind == msg.TypeExecuteInput || kind == msg.TypeExecuteResult {
				c.fail(m, "it has no parent")
			}
			continue
		}
		q, ours := c.byID[parent.MsgID]
		switch {
		case !ours && m.Channel != kernelspec.IOPub:
			c.fail(m, "its parent %s was never sent", parent.MsgID)
		case ours && (parent.Session != q.Header.Session || parent.MsgType != q.Header.MsgType):
			c.fail(m, "its parent is %s of session %q, but the request was %s", parent.MsgType, parent.Session, q.Header.MsgType)
		}
	}
}

// replies: a request gets exactly one reply, of its type, on the channel where it was sent.
func (c *checker) replies(q request) {
	want := strings.Replace(q.Header.MsgType, "_request", "_reply", 1)
	n := 0
	for _, m := range c.byParent[q.Header.MsgID] {
		switch {
		case m.Channel == kernelspec.IOPub || m.Header.MsgType == msg.TypeInputRequest:
		case m.Channel != q.Channel:
			c.fail(m, "the request came on %s", q.Channel)
		case m.Header.MsgType != want:
			c.fail(m, "want %s", want)
		default:
			n++
		}
	}
	switch {
	case q.noReply && n > 0:
		c.failed(q, "has a reply")
	case n > 1:
		c.failed(q, "has %d replies", n)
	case n == 0 && !q.noReply && !q.probe && !c.kernelEnded(q):
		c.failed(q, "has no reply")
	}
}

// kernelEnded reports whether the kernel that q was sent to has ended, or had before.
func (c *checker) kernelEnded(q request) bool {
	return q.kernel < len(c.t.ends) || q.kernel >= len(c.t.kernels)
}

// published: on iopub a request begins with busy and ends with idle, once each, with all that it
// publishes in between ("Request-Reply", "Kernel status").
func (c *checker) published(q request) {
	var log []Received
	for _, m := range c.byParent[q.Header.MsgID] {
		if m.Channel == kernelspec.IOPub {
			log = append(log, m)
		}
	}
	if q.probe {
		return
	}
	busy, idle := 0, 0
	for i, m := range log {
		switch state := stateOf(m.Message); {
		case state == "busy":
			if busy++; busy > 1 || i > 0 {
				c.fail(m, "busy as message %d of %s", i+1, q.Header.MsgType)
			}
		case state == "idle":
			if idle++; idle > 1 {
				c.fail(m, "idle for the second time")
			}
		case state != "":
			c.fail(m, "execution_state %q", state)
		case busy == 0:
			c.fail(m, "before busy")
		case idle > 0 && !c.mayBeLate(m):
			c.fail(m, "after idle")
		}
	}
	if busy == 0 && !c.kernelEnded(q) {
		c.failed(q, "never became busy")
	}
	if idle == 0 && !q.noIdle && !c.kernelEnded(q) {
		c.failed(q, "never became idle")
	}
	if q.Header.MsgType == msg.TypeExecuteRequest {
		c.execution(q, log)
	}
}

func (c *checker) mayBeLate(m Received) bool {
	switch m.Header.MsgType {
	case msg.TypeExecuteInput, msg.TypeExecuteResult:
		return false
	}
	return c.t.late
}

// execution: the input is announced before any output, once, with the count of the reply; a
// failure is also published; a silent request announces nothing ("Execute").
func (c *checker) execution(q request, log []Received) {
	var asked msg.ExecuteRequest
	if err := json.Unmarshal(q.Content, &asked); err != nil {
		c.failed(q, "cannot be read back: %v", err)
		return
	}
	var input *msg.ExecuteInput
	failures, outputs := 0, 0
	for _, m := range log {
		switch m.Header.MsgType {
		case msg.TypeExecuteInput:
			if input != nil || outputs > 0 {
				c.fail(m, "a second time, or after output")
			}
			input = &msg.ExecuteInput{}
			c.read(m, input)
			if input.Code != asked.Code {
				c.fail(m, "code %q, want %q", input.Code, asked.Code)
			}
		case msg.TypeError:
			failures++
			outputs++
		case msg.TypeStream, msg.TypeDisplayData, msg.TypeExecuteResult:
			outputs++
		}
		if asked.Silent && (m.Header.MsgType == msg.TypeExecuteInput || m.Header.MsgType == msg.TypeExecuteResult) {
			c.fail(m, "for a silent request")
		}
	}
	for _, m := range c.byParent[q.Header.MsgID] {
		if m.Header.MsgType == msg.TypeExecuteReply {
			c.outcome(m, input, failures)
		}
	}
}

func (c *checker) outcome(m Received, input *msg.ExecuteInput, failures int) {
	var reply msg.ExecuteReply
	c.read(m, &reply)
	switch reply.Status {
	case msg.StatusOK:
	case msg.StatusError:
		if failures == 0 && input != nil {
			c.fail(m, "status error, but no error on iopub")
		}
	case msg.StatusAborted:
		if input != nil {
			c.fail(m, "status aborted, but the code was started")
		}
		return
	default:
		c.fail(m, "status %q", reply.Status)
	}
	if input != nil && input.ExecutionCount != reply.ExecutionCount {
		c.fail(m, "execution_count %d, but execute_input had %d", reply.ExecutionCount, input.ExecutionCount)
	}
}

func (c *checker) read(m Received, into any) {
	if err := msg.Decode(m.Content, into); err != nil {
		c.fail(m, "%v", err)
	}
}
