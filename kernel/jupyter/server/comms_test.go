package server_test

import (
	"encoding/json"
	"errors"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"weft/kernel/jupyter/msg"
	"weft/kernel/jupyter/server"
	"weft/kernel/jupyter/server/servertest"
	"weft/kernel/jupyter/wire"
)

// A mirror sends back what it gets.
type mirror struct {
	comm *server.Comm
	mu   sync.Mutex
	got  []server.CommData
	end  bool
}

func (m *mirror) Msg(out *server.Output, d server.CommData) {
	m.mu.Lock()
	m.got = append(m.got, d)
	m.mu.Unlock()
	if d.Data["panic"] != nil {
		panic("comm")
	}
	m.comm.Send(out, d)
}

func (m *mirror) Close(*server.Output, server.CommData) {
	m.mu.Lock()
	m.end = true
	m.mu.Unlock()
}

// comm is a comm message with metadata and a buffer.
func comm(content msg.Content, buffers ...[]byte) *wire.Message {
	raw, _ := msg.Encode(content)
	return &wire.Message{Header: wire.Header{MsgType: content.MsgType()}, Metadata: json.RawMessage(`{"m":1}`), Content: raw, Buffers: buffers}
}

func TestComm(t *testing.T) {
	comms := server.NewComms()
	var m *mirror
	comms.Register("mirror", func(out *server.Output, c *server.Comm, d server.CommData) (server.CommHandler, error) {
		m = &mirror{comm: c}
		c.Send(out, server.CommData{Data: map[string]any{"hello": d.Data["name"]}})
		return m, nil
	})
	comms.Register("no", func(*server.Output, *server.Comm, server.CommData) (server.CommHandler, error) {
		return nil, errors.New("not now")
	})
	comms.Register("panic", func(*server.Output, *server.Comm, server.CommData) (server.CommHandler, error) {
		panic("target")
	})
	k := start(t, server.Config{Comms: comms})
	c := k.connect("c")
	do := func(content msg.Content, buffers ...[]byte) []servertest.Event {
		id := c.SendMessage("shell", comm(content, buffers...))
		c.Idle(id)
		return c.Iopub(id)
	}

	greeting := do(msg.CommOpen{CommID: "1", TargetName: "mirror", Data: map[string]any{"name": "x"}})
	if got := servertest.Content[msg.CommMsg](t, greeting[0]); got.Data["hello"] != "x" || got.CommID != "1" {
		t.Errorf("greeting %+v", got)
	}
	back := do(msg.CommMsg{CommID: "1", Data: map[string]any{"k": "v"}}, []byte{0, 1, 255}, nil)
	if len(back) != 1 || back[0].Header.MsgType != msg.TypeCommMsg {
		t.Fatalf("echo %s", kinds(t, back))
	}
	if diff := cmp.Diff([][]byte{{0, 1, 255}, {}}, back[0].Buffers); diff != "" {
		t.Errorf("buffers (-want +got):\n%s", diff)
	}
	if got := string(back[0].Metadata); got != `{"m":1}` {
		t.Errorf("metadata %s", got)
	}
	info := func(target string) map[string]msg.CommInfo {
		return servertest.Content[msg.CommInfoReply](t, c.Ask("shell", msg.CommInfoRequest{TargetName: target})).Comms
	}
	if diff := cmp.Diff(map[string]msg.CommInfo{"1": {TargetName: "mirror"}}, info("")); diff != "" {
		t.Errorf("comm_info (-want +got):\n%s", diff)
	}
	if got := info("other"); len(got) != 0 {
		t.Errorf("comm_info of another target: %v", got)
	}

	for _, target := range []string{"unknown", "no", "panic"} {
		got := do(msg.CommOpen{CommID: "2", TargetName: target})
		if kinds(t, got) != "comm_close" || servertest.Content[msg.CommClose](t, got[0]).CommID != "2" {
			t.Errorf("target %s: %s, want comm_close", target, kinds(t, got))
		}
	}
	for name, content := range map[string]msg.Content{
		"open again":      msg.CommOpen{CommID: "1", TargetName: "mirror"},
		"unknown message": msg.CommMsg{CommID: "9"},
		"unknown close":   msg.CommClose{CommID: "9"},
		"panic":           msg.CommMsg{CommID: "1", Data: map[string]any{"panic": 1}},
		"close":           msg.CommClose{CommID: "1"},
	} {
		if name != "close" {
			if got := do(content); len(got) != 0 {
				t.Errorf("%s: %s", name, kinds(t, got))
			}
		}
	}
	do(msg.CommClose{CommID: "1"})
	if !m.end || len(info("")) != 0 {
		t.Errorf("after comm_close: handler told %v, open %v", m.end, info(""))
	}
	if err := m.comm.Send(nil, server.CommData{}); err != server.ErrCommClosed {
		t.Errorf("send after close: %v", err)
	}
	check(t, c)
}

func TestCommFromKernel(t *testing.T) {
	comms := server.NewComms()
	k := start(t, server.Config{Comms: comms})
	c := k.connect("c")
	m := &mirror{}
	var err error
	m.comm, err = comms.Open(nil, "frontend", server.CommData{Data: map[string]any{"x": 1}, Buffers: [][]byte{{7}}}, m)
	if err != nil {
		t.Fatal(err)
	}
	open := c.Wait("iopub", msg.TypeCommOpen, "")
	if got := servertest.Content[msg.CommOpen](t, open); got.TargetName != "frontend" || got.CommID != m.comm.ID || len(open.Buffers) != 1 {
		t.Errorf("open %+v, %d buffers", got, len(open.Buffers))
	}
	id := c.Send("shell", msg.CommMsg{CommID: m.comm.ID, Data: map[string]any{"k": "v"}})
	c.Wait("iopub", msg.TypeCommMsg, id)
	if _, err := comms.Open(nil, "bad", server.CommData{Data: map[string]any{"f": func() {}}}, m); err == nil {
		t.Error("a func in comm data is accepted")
	}
	if err := m.comm.Close(nil, server.CommData{}); err != nil {
		t.Error(err)
	}
	c.Wait("iopub", msg.TypeCommClose, "")
	if err := m.comm.Close(nil, server.CommData{}); err != server.ErrCommClosed {
		t.Errorf("close again: %v", err)
	}
	c.Idle(id)
}

// Comm messages keep their place between the cells of their shell, and are served beside a
// running cell in another.
func TestCommOrder(t *testing.T) {
	comms := server.NewComms()
	comms.Register("mirror", func(_ *server.Output, c *server.Comm, _ server.CommData) (server.CommHandler, error) {
		return &mirror{comm: c}, nil
	})
	k := start(t, server.Config{Comms: comms})
	c := k.connect("c")
	sub := create(t, c)
	running := c.Send("shell", cell("wait here"))
	<-k.entered
	queued := c.Send("shell", msg.CommOpen{CommID: "a", TargetName: "mirror"})
	beside := c.SendTo("shell", sub, msg.CommOpen{CommID: "b", TargetName: "mirror"})
	c.Idle(beside)
	info := servertest.Content[msg.CommInfoReply](t, c.Ask("shell", msg.CommInfoRequest{}))
	if diff := cmp.Diff(map[string]msg.CommInfo{"b": {TargetName: "mirror"}}, info.Comms); diff != "" {
		t.Errorf("while the cell runs (-want +got):\n%s", diff)
	}
	c.Ask("control", msg.InterruptRequest{})
	c.Idle(running)
	c.Idle(queued)
	check(t, c)
}
