package servertest

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"sync"
	"testing"
	"time"

	"weft/kernel/jupyter/kernelspec"
	"weft/kernel/jupyter/msg"
	"weft/kernel/jupyter/wire"
	"weft/kernel/jupyter/zsock"
)

// patience ends a test that would hang: so long nothing has come from the kernel. No test depends on its length.
const patience = time.Minute

// A Client is one frontend of a kernel in a test. What it sends and receives goes into a Trace.
type Client struct {
	t       testing.TB
	codec   *wire.Codec
	session string
	conns   map[string]*zsock.Conn

	mu      sync.Mutex
	changed *sync.Cond
	trace   Trace
	replies map[string]Event // by the request's msg_id
	idle    map[string]bool
	sent    int
	readers sync.WaitGroup
	closed  bool
}

// Connect connects a client to all channels and waits until it misses nothing on iopub. The
// session name must be the client's own. The client is closed when the test ends.
func Connect(t testing.TB, c kernelspec.Connection, session string) *Client {
	t.Helper()
	codec, err := wire.NewCodec(c.SignatureScheme, []byte(c.Key))
	if err != nil {
		t.Fatal(err)
	}
	cl := &Client{t: t, codec: codec, session: session, conns: map[string]*zsock.Conn{},
		replies: map[string]Event{}, idle: map[string]bool{}}
	cl.changed = sync.NewCond(&cl.mu)
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	for channel, kind := range map[string]zsock.Kind{"shell": zsock.Dealer, "control": zsock.Dealer, "stdin": zsock.Dealer, "iopub": zsock.Sub} {
		o := zsock.DialOptions{Identity: session}
		if kind == zsock.Sub {
			o = zsock.DialOptions{Subscribe: []string{""}}
		}
		conn, err := zsock.Dial(ctx, kind, c.Endpoint(kernelspec.Channel(channel)), o)
		if err != nil {
			t.Fatalf("connect to %s: %v", channel, err)
		}
		cl.conns[channel] = conn
	}
	for channel, conn := range cl.conns {
		cl.readers.Go(func() { cl.read(channel, conn) })
	}
	t.Cleanup(cl.Close)
	cl.WaitFor("the welcome on iopub", func(e Event) bool { return e.Header.MsgType == msg.TypeIopubWelcome })
	return cl
}

// Close disconnects the client. It may be called more than once.
func (c *Client) Close() {
	c.mu.Lock()
	c.closed = true
	c.mu.Unlock()
	for _, conn := range c.conns {
		conn.Close()
	}
	c.readers.Wait()
}

func (c *Client) read(channel string, conn *zsock.Conn) {
	for {
		frames, err := conn.Recv(context.Background())
		if err != nil {
			return
		}
		m, err := c.codec.Decode(frames)
		c.mu.Lock()
		if err != nil {
			c.t.Errorf("received on %s: %v", channel, err)
		} else {
			c.note(Event{channel, m})
		}
		c.changed.Broadcast()
		c.mu.Unlock()
	}
}

// note keeps an event. Replies and idles have an index: some tests have ten thousands of them.
func (c *Client) note(e Event) {
	c.trace.Received = append(c.trace.Received, e)
	switch {
	case e.Channel == "shell", e.Channel == "control":
		if id := parentID(e.Message); c.replies[id].Message == nil {
			c.replies[id] = e
		}
	case executionState(e.Message) == "idle":
		c.idle[parentID(e.Message)] = true
	}
}

// Conn is the connection of a channel, for tests that send what is no message.
func (c *Client) Conn(channel string) *zsock.Conn { return c.conns[channel] }

// Frames are m as it would be sent, with an id and a date if it has none.
func (c *Client) Frames(m *wire.Message) [][]byte {
	c.t.Helper()
	if m.Header.MsgID == "" {
		c.mu.Lock()
		c.sent++
		m.Header.MsgID = fmt.Sprintf("%s-%d", c.session, c.sent)
		c.mu.Unlock()
	}
	m.Header.Session, m.Header.Username, m.Header.Version = c.session, "test", wire.ProtocolVersion
	if m.Header.Date == "" {
		m.Header.Date = date(time.Now())
	}
	frames, err := c.codec.Encode(m)
	if err != nil {
		c.t.Fatal(err)
	}
	return frames
}

func date(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05.000000Z") }

// SendMessage sends m, completing its header, and returns its msg_id.
func (c *Client) SendMessage(channel string, m *wire.Message) string {
	c.t.Helper()
	frames := c.Frames(m)
	c.mu.Lock()
	c.trace.Sent = append(c.trace.Sent, Event{channel, m})
	c.mu.Unlock()
	if err := c.conns[channel].Send(frames); err != nil {
		c.t.Fatalf("send %s on %s: %v", m.Header.MsgType, channel, err)
	}
	return m.Header.MsgID
}

// SendBack is Send of a message that has been on its way for some time.
func (c *Client) SendBack(way time.Duration, channel string, content msg.Content) string {
	c.t.Helper()
	m := c.message("", content)
	m.Header.Date = date(time.Now().Add(-way))
	return c.SendMessage(channel, m)
}

// Send sends a content and returns the msg_id.
func (c *Client) Send(channel string, content msg.Content) string {
	c.t.Helper()
	return c.SendTo(channel, "", content)
}

// SendTo is Send to a subshell.
func (c *Client) SendTo(channel, subshell string, content msg.Content) string {
	c.t.Helper()
	return c.SendMessage(channel, c.message(subshell, content))
}

func (c *Client) message(subshell string, content msg.Content) *wire.Message {
	c.t.Helper()
	raw, err := msg.Encode(content)
	if err != nil {
		c.t.Fatal(err)
	}
	return &wire.Message{Header: wire.Header{MsgType: content.MsgType(), SubshellID: subshell}, Content: raw}
}

// Ask sends a request and waits for its reply and its idle.
func (c *Client) Ask(channel string, content msg.Content) Event {
	c.t.Helper()
	id := c.Send(channel, content)
	reply := c.Reply(id)
	c.Idle(id)
	return reply
}

// Execute runs code in the main shell and waits for its reply and its idle.
func (c *Client) Execute(code string) (msg.ExecuteReply, string) {
	c.t.Helper()
	id := c.Send("shell", msg.ExecuteRequest{Code: code, StoreHistory: true, StopOnError: true, AllowStdin: true})
	c.Idle(id)
	return Content[msg.ExecuteReply](c.t, c.Reply(id)), id
}

// Reply waits for the reply to a request.
func (c *Client) Reply(id string) Event {
	c.t.Helper()
	var reply Event
	c.until("the reply to "+id, func() bool {
		reply = c.replies[id]
		return reply.Message != nil
	})
	return reply
}

// Idle waits until the kernel has ended a request.
func (c *Client) Idle(id string) {
	c.t.Helper()
	c.until("idle after "+id, func() bool { return c.idle[id] })
}

// Settle waits until every request so far has its reply and its idle.
func (c *Client) Settle() {
	c.t.Helper()
	for _, e := range c.Trace().Sent {
		if e.Channel == "stdin" {
			continue
		}
		c.Idle(e.Header.MsgID)
		if replyType(e.Header.MsgType) != "" {
			c.Reply(e.Header.MsgID)
		}
	}
}

// Wait waits for a message of one type on one channel under a request; "" is any request.
func (c *Client) Wait(channel, msgType, id string) Event {
	c.t.Helper()
	return c.WaitFor(msgType+" on "+channel, func(e Event) bool {
		return e.Channel == channel && e.Header.MsgType == msgType && (id == "" || parentID(e.Message) == id)
	})
}

// WaitFor waits for the first event that wanted accepts; what names it in failures.
func (c *Client) WaitFor(what string, wanted func(Event) bool) Event {
	c.t.Helper()
	seen := 0
	var found Event
	c.until(what, func() bool {
		for ; seen < len(c.trace.Received); seen++ {
			if found = c.trace.Received[seen]; wanted(found) {
				return true
			}
		}
		return false
	})
	return found
}

// until waits until done, which is called with c.mu held.
func (c *Client) until(what string, done func() bool) {
	c.t.Helper()
	late := false
	timer := time.AfterFunc(patience, func() {
		c.mu.Lock()
		late = true
		c.mu.Unlock()
		c.changed.Broadcast()
	})
	defer timer.Stop()
	c.mu.Lock()
	defer c.mu.Unlock()
	for came := len(c.trace.Received); !done(); {
		if n := len(c.trace.Received); n > came {
			came, late = n, false
			timer.Reset(patience)
		}
		if late {
			c.t.Fatalf("client %s waits in vain for %s", c.session, what)
		}
		c.changed.Wait()
	}
}

// Iopub returns what has come on iopub under a request so far, without its statuses.
func (c *Client) Iopub(id string) []Event {
	c.mu.Lock()
	defer c.mu.Unlock()
	var found []Event
	for _, e := range c.trace.Received {
		if e.Channel == "iopub" && parentID(e.Message) == id && e.Header.MsgType != msg.TypeStatus {
			found = append(found, e)
		}
	}
	return found
}

// Text returns the text of a stream that has come under a request so far.
func (c *Client) Text(id, name string) string {
	text := ""
	for _, e := range c.Iopub(id) {
		if e.Header.MsgType != msg.TypeStream {
			continue
		}
		if s := Content[msg.Stream](c.t, e); s.Name == name {
			text += s.Text
		}
	}
	return text
}

// Trace returns a copy of what was sent and received so far.
func (c *Client) Trace() Trace {
	c.mu.Lock()
	defer c.mu.Unlock()
	t := c.trace
	t.Sent = append([]Event(nil), t.Sent...)
	t.Received = append([]Event(nil), t.Received...)
	return t
}

// Sign returns the signature of JSON parts that need not be JSON, for tests that send what Codec
// does not encode. The scheme must be hmac-sha256.
func Sign(c kernelspec.Connection, parts []string) []byte {
	mac := hmac.New(sha256.New, []byte(c.Key))
	for _, p := range parts {
		mac.Write([]byte(p))
	}
	return []byte(hex.EncodeToString(mac.Sum(nil)))
}

// Content decodes the content of a message.
func Content[C any](t testing.TB, e Event) C {
	t.Helper()
	var c C
	if err := json.Unmarshal(e.Message.Content, &c); err != nil {
		t.Fatalf("%s: %v", e.Header.MsgType, err)
	}
	return c
}
