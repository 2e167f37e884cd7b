package server_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"weft/kernel/jupyter/msg"
	"weft/kernel/jupyter/server"
	"weft/kernel/jupyter/server/servertest"
	"weft/kernel/jupyter/wire"
)

func TestExecuteOutput(t *testing.T) {
	k := start(t, server.Config{})
	c := k.connect("c")
	for _, tt := range []struct {
		code, want string // iopub between execute_input and idle
	}{
		{"", ""},
		{"out a\nout b", "stdout(ab)"},
		{"out a\nerr b\nout c", "stdout(a) stderr(b) stdout(c)"},
		{"out a\nresult 1\nout b", "stdout(a) execute_result stdout(b)"},
		{"out a\ndisplay x\nupdate x\nclear", "stdout(a) display_data update_display_data clear_output"},
		{"nan", "stderr(display_data is not shown: encode display_data: json: unsupported value: NaN\n)"},
		{"out a\nfail no", "stdout(a) error"},
	} {
		id := c.Send("shell", msg.ExecuteRequest{Code: tt.code})
		c.Idle(id)
		c.Reply(id)
		want := "execute_input"
		if tt.want != "" {
			want += " " + tt.want
		}
		if got := kinds(t, c.Iopub(id)); got != want {
			t.Errorf("%q: iopub %s, want %s", tt.code, got, want)
		}
	}
	check(t, c)
}

func TestExecutionCount(t *testing.T) {
	k := start(t, server.Config{})
	c := k.connect("c")
	for i, tt := range []struct {
		request string
		want    int
		input   bool // execute_input is published
	}{
		{`{"code":"out a","store_history":false}`, 0, true},
		{`{"code":"out a"}`, 1, true},
		{`{"code":"out a","silent":true}`, 1, false},
		{`{"code":"out a","silent":true,"store_history":true}`, 1, false},
		{`{"code":"out a","store_history":false}`, 1, true},
		{`{"code":"fail","store_history":true}`, 2, true},
		{`{"code":"result x\nresult y","silent":true}`, 2, false},
		{`{"code":"","store_history":true}`, 3, true},
	} {
		id := c.SendMessage("shell", &wire.Message{Header: wire.Header{MsgType: msg.TypeExecuteRequest}, Content: json.RawMessage(tt.request)})
		c.Idle(id)
		if got := servertest.Content[msg.ExecuteReply](t, c.Reply(id)).ExecutionCount; got != tt.want {
			t.Errorf("%d: %s: count %d, want %d", i, tt.request, got, tt.want)
		}
		input := false
		for _, e := range c.Iopub(id) {
			if e.Header.MsgType == msg.TypeExecuteInput {
				input = true
				if got := servertest.Content[msg.ExecuteInput](t, e).ExecutionCount; got != tt.want {
					t.Errorf("%d: %s: count %d in execute_input, want %d", i, tt.request, got, tt.want)
				}
			}
		}
		if input != tt.input {
			t.Errorf("%d: %s: execute_input %v, want %v", i, tt.request, input, tt.input)
		}
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	for i := range k.seen {
		if k.seen[i].Silent && k.seen[i].StoreHistory {
			t.Errorf("%d: silent and store_history reach the handler together", i)
		}
	}
	check(t, c)
}

func TestReply(t *testing.T) {
	k := start(t, server.Config{})
	c := k.connect("c")
	id := c.SendMessage("shell", &wire.Message{
		Header:   wire.Header{MsgType: msg.TypeExecuteRequest},
		Metadata: json.RawMessage(`{"cellId":"abc","other":1}`),
		Content:  json.RawMessage(`{"code":"page text","user_expressions":{"e":"1+1"}}`),
	})
	c.Idle(id)
	got := servertest.Content[msg.ExecuteReply](t, c.Reply(id))
	want := msg.ExecuteReply{
		Status:         "ok",
		ExecutionCount: 1,
		Payload: []msg.Payload{
			{"source": "page", "data": map[string]any{"text/plain": "text"}, "start": 0.0},
			{"source": "set_next_input", "text": "text", "replace": true},
		},
		UserExpressions: map[string]msg.ExpressionResult{
			"e": {Status: "ok", Data: msg.Bundle{"text/plain": "1+1"}, Metadata: msg.Bundle{}},
		},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("reply (-want +got):\n%s", diff)
	}
	k.mu.Lock()
	if x := k.seen[0]; x.CellID != "abc" || x.Count != 1 || x.Subshell != "" {
		t.Errorf("execution: cell %q, count %d, subshell %q", x.CellID, x.Count, x.Subshell)
	}
	k.mu.Unlock()
	check(t, c)
}

func TestErrorReply(t *testing.T) {
	k := start(t, server.Config{})
	c := k.connect("c")
	for _, tt := range []struct{ code, name, value string }{
		{"fail why", "EchoError", "why"},
		{"panic bug", "InternalError", "bug"},
		{"goexit", "InternalError", "the handler ended its goroutine"},
	} {
		reply, id := c.Execute(tt.code)
		if reply.Status != "error" || reply.EName != tt.name || reply.EValue != tt.value || len(reply.Traceback) == 0 {
			t.Errorf("%q: reply %+v", tt.code, reply)
		}
		if got := kinds(t, c.Iopub(id)); got != "execute_input error" {
			t.Errorf("%q: iopub %s, want one error", tt.code, got)
		}
		e := servertest.Content[msg.Error](t, c.Wait("iopub", "error", id))
		if e.EName != reply.EName || e.EValue != reply.EValue || !cmp.Equal(e.Traceback, reply.Traceback) {
			t.Errorf("%q: error on iopub %+v, reply %+v", tt.code, e, reply)
		}
	}
	if reply, _ := c.Execute("out still here"); reply.Status != "ok" {
		t.Errorf("after a panic: %+v", reply)
	}
	check(t, c)
}

func TestAbort(t *testing.T) {
	k := start(t, server.Config{})
	c := k.connect("c")
	send := func(code string, stop bool) string {
		return c.Send("shell", msg.ExecuteRequest{Code: code, StoreHistory: true, StopOnError: stop})
	}
	ids := []string{
		send("wait here", true), // fails by the interrupt
		send("out a", true), send("out b", true),
	}
	<-k.entered
	info := c.Ask("shell", msg.KernelInfoRequest{}) // behind the cells, so these are queued now
	if info.Header.MsgType != msg.TypeKernelInfoReply {
		t.Errorf("reply %s to kernel_info_request", info.Header.MsgType)
	}
	c.Ask("control", msg.InterruptRequest{})
	for i, want := range []string{"error", "aborted", "aborted"} {
		c.Idle(ids[i])
		if got := servertest.Content[msg.ExecuteReply](t, c.Reply(ids[i])).Status; got != want {
			t.Errorf("cell %d: %s, want %s", i, got, want)
		}
	}
	if got := kinds(t, c.Iopub(ids[1])); got != "" {
		t.Errorf("an aborted cell published %s", got)
	}
	if reply, _ := c.Execute("out c"); reply.Status != "ok" || reply.ExecutionCount != 2 {
		t.Errorf("the next cell: %+v, want ok with count 2", reply)
	}

	// Without stop_on_error, the queue goes on.
	ids = []string{send("wait here", false), send("out a", true)}
	<-k.entered
	c.Ask("shell", msg.KernelInfoRequest{})
	c.Ask("control", msg.InterruptRequest{})
	if got := servertest.Content[msg.ExecuteReply](t, c.Reply(ids[1])).Status; got != "ok" {
		t.Errorf("after an error without stop_on_error: %s", got)
	}
	c.Idle(ids[1])
	check(t, c)
}

// All cells of a notebook are run at once, and the first one fails at once. However long the others take to arrive, they
// are aborted; what the client runs afterwards is not. The others are dated back, so that no stall of this test makes them
// younger than the failure.
func TestAbortAll(t *testing.T) {
	for _, late := range []bool{false, true} {
		k := start(t, server.Config{})
		c := k.connect("c")
		failing := c.Send("shell", msg.ExecuteRequest{Code: "fail", StopOnError: true})
		if late {
			c.Reply(failing)
			c.Idle(failing)
		}
		var ids []string
		for range 50 {
			ids = append(ids, c.SendBack(time.Minute, "shell", msg.ExecuteRequest{Code: "out a", StopOnError: true}))
		}
		for _, id := range ids {
			if got := servertest.Content[msg.ExecuteReply](t, c.Reply(id)).Status; got != "aborted" {
				t.Errorf("late %v: %s: %s, want aborted", late, id, got)
			}
			c.Idle(id)
		}
		if reply, _ := c.Execute("out b"); reply.Status != "ok" {
			t.Errorf("late %v: the next cell: %+v", late, reply)
		}
		check(t, c)
	}
}

func TestLateOutput(t *testing.T) {
	k := start(t, server.Config{})
	c := k.connect("c")
	_, first := c.Execute("late from the first cell")
	_, second := c.Execute("out b")
	close(k.release)
	c.Wait("iopub", msg.TypeStream, first)
	if got := c.Text(first, "stdout"); got != "from the first cell" {
		t.Errorf("late output under its cell: %q", got)
	}
	if got := c.Text(second, "stdout"); got != "b" {
		t.Errorf("output of the other cell: %q", got)
	}
	check(t, c, late)
}
