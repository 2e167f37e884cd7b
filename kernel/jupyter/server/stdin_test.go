package server_test

import (
	"context"
	"encoding/json"
	"log/slog"
	"testing"

	"weft/kernel/jupyter/msg"
	"weft/kernel/jupyter/server"
	"weft/kernel/jupyter/server/servertest"
	"weft/kernel/jupyter/wire"
)

func answerTo(parent, value string) *wire.Message {
	raw, _ := json.Marshal(msg.InputReply{Status: "ok", Value: value})
	m := &wire.Message{Header: wire.Header{MsgType: msg.TypeInputReply}, Content: raw}
	if parent != "" {
		m.Parent = json.RawMessage(`{"msg_id":"` + parent + `"}`)
	}
	return m
}

func cell(code string) msg.ExecuteRequest {
	return msg.ExecuteRequest{Code: code, StoreHistory: true, AllowStdin: true, StopOnError: true}
}

func TestInput(t *testing.T) {
	k := start(t, server.Config{})
	c := k.connect("c")
	for _, tt := range []struct{ code, parent, answer, want string }{
		{"out a\nask name? ", "", "Ada", "agot Ada"},
		{"secret pin", "request", "1234", "got 1234"}, // as JupyterLab does
		{"ask x", "cell", "y", "got y"},
		{"ask x", "", "\x04", "got EOF"},
		{"ask x", "", "", "got "},
	} {
		id := c.Send("shell", cell(tt.code))
		q := c.Wait("stdin", msg.TypeInputRequest, id)
		if tt.code == "secret pin" {
			if got := servertest.Content[msg.InputRequest](t, q); !got.Password || got.Prompt != "pin" {
				t.Errorf("%q: request %+v", tt.code, got)
			}
		}
		parent := map[string]string{"request": q.Header.MsgID, "cell": id}[tt.parent]
		c.SendMessage("stdin", answerTo(parent, tt.answer))
		c.Idle(id)
		c.Reply(id)
		if got := c.Text(id, "stdout"); got != tt.want {
			t.Errorf("%q: output %q, want %q", tt.code, got, tt.want)
		}
	}
	check(t, c)
}

func TestInputNotAllowed(t *testing.T) {
	k := start(t, server.Config{})
	c := k.connect("c")
	id := c.Send("shell", msg.ExecuteRequest{Code: "ask name"})
	c.Idle(id)
	if got := servertest.Content[msg.ExecuteReply](t, c.Reply(id)); got.EValue != server.ErrNoStdin.Error() {
		t.Errorf("reply %+v", got)
	}
	check(t, c)
}

// Only the answer to the open question counts.
func TestUnaskedInputReply(t *testing.T) {
	logged := make(logs, 100)
	k := start(t, server.Config{Log: slog.New(logged)})
	c, other := k.connect("c"), k.connect("other")
	_, before := c.Execute("out a")
	c.SendMessage("stdin", answerTo("", "too early"))
	if got := <-logged; got != "input_reply that nobody waits for" {
		t.Errorf("log: %s", got)
	}
	id := c.Send("shell", cell("ask x"))
	q := c.Wait("stdin", msg.TypeInputRequest, id)
	c.SendMessage("stdin", answerTo(before, "for another cell"))
	c.SendMessage("stdin", &wire.Message{Header: wire.Header{MsgType: msg.TypeInputReply}, Content: json.RawMessage(`{"value":[1]}`)})
	c.SendMessage("stdin", &wire.Message{Header: wire.Header{MsgType: msg.TypeExecuteRequest}, Content: json.RawMessage(`{"code":"x"}`)})
	other.SendMessage("stdin", answerTo(q.Header.MsgID, "from another client"))
	other.SendMessage("stdin", answerTo("", "from another client"))
	c.SendMessage("stdin", answerTo(q.Header.MsgID, "right"))
	c.SendMessage("stdin", answerTo(q.Header.MsgID, "twice"))
	c.Idle(id)
	c.Reply(id)
	if got := c.Text(id, "stdout"); got != "got right" {
		t.Errorf("output %q", got)
	}
	// A question that was given up does not take the answer that comes for it later.
	ctx, cancel := context.WithCancel(context.Background())
	k.mu.Lock()
	out := k.seen[len(k.seen)-1].Out
	k.mu.Unlock()
	gaveUp := make(chan error)
	go func() {
		_, err := out.Input(ctx, "late", false)
		gaveUp <- err
	}()
	stale := waitPrompt(t, c, "late")
	cancel()
	if err := <-gaveUp; err != context.Canceled {
		t.Errorf("canceled question: %v", err)
	}
	id = c.Send("shell", cell("ask again"))
	q = c.Wait("stdin", msg.TypeInputRequest, id)
	c.SendMessage("stdin", answerTo(stale.Header.MsgID, "stale"))
	c.SendMessage("stdin", answerTo(q.Header.MsgID, "fresh"))
	c.Idle(id)
	c.Reply(id)
	if got := c.Text(id, "stdout"); got != "got fresh" {
		t.Errorf("output %q", got)
	}
	check(t, c)
}

// waitPrompt waits for a question by its prompt.
func waitPrompt(t *testing.T, c *servertest.Client, prompt string) servertest.Event {
	return c.WaitFor("the question "+prompt, func(e servertest.Event) bool {
		return e.Header.MsgType == msg.TypeInputRequest && servertest.Content[msg.InputRequest](t, e).Prompt == prompt
	})
}

// Goroutines of one client ask one after the other; other clients are asked meanwhile.
func TestQuestionsInTurn(t *testing.T) {
	k := start(t, server.Config{})
	a, b := k.connect("a"), k.connect("b")
	sub := servertest.Content[msg.CreateSubshellReply](t, a.Ask("control", msg.CreateSubshellRequest{})).SubshellID
	first := a.Send("shell", cell("ask first"))
	q1 := a.Wait("stdin", msg.TypeInputRequest, first)
	second := a.SendTo("shell", sub, cell("ask second"))
	a.Wait("iopub", msg.TypeExecuteInput, second)
	sub2 := servertest.Content[msg.CreateSubshellReply](t, b.Ask("control", msg.CreateSubshellRequest{})).SubshellID
	third := b.SendTo("shell", sub2, cell("ask third"))
	q3 := b.Wait("stdin", msg.TypeInputRequest, third)
	b.SendMessage("stdin", answerTo(q3.Header.MsgID, "3"))
	b.Idle(third)
	a.SendMessage("stdin", answerTo(q1.Header.MsgID, "1"))
	a.Wait("stdin", msg.TypeInputRequest, second)
	a.SendMessage("stdin", answerTo("", "2"))
	a.Idle(first)
	a.Idle(second)
	if x, y, z := a.Text(first, "stdout"), a.Text(second, "stdout"), b.Text(third, "stdout"); x != "got 1" || y != "got 2" || z != "got 3" {
		t.Errorf("answers %q, %q, %q", x, y, z)
	}
}
