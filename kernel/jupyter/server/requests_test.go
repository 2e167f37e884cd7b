package server_test

import (
	"encoding/json"
	"path/filepath"
	"slices"
	"testing"

	"weft/kernel/jupyter/kernelspec"
	"weft/kernel/jupyter/msg"
	"weft/kernel/jupyter/server"
	"weft/kernel/jupyter/server/servertest"
	"weft/kernel/jupyter/wire"
)

// ask sends a request as JSON text, waits for its end, and returns the reply's type and content.
func ask(c *servertest.Client, channel, msgType, content string) (string, string) {
	id := c.SendMessage(channel, &wire.Message{Header: wire.Header{MsgType: msgType}, Content: json.RawMessage(content)})
	reply := c.Reply(id)
	c.Idle(id)
	return reply.Header.MsgType, string(reply.Message.Content)
}

func TestRequests(t *testing.T) {
	k := start(t, server.Config{})
	c := k.connect("c")
	for _, tt := range []struct{ request, content, reply, want string }{
		{"complete_request", `{"code":"日本","cursor_pos":1}`, "complete_reply",
			`{"status":"ok","matches":["日本!"],"cursor_start":0,"cursor_end":1,"metadata":{}}`},
		{"complete_request", `{"code":"日本"}`, "complete_reply",
			`{"status":"ok","matches":["日本!"],"cursor_start":0,"cursor_end":2,"metadata":{}}`},
		{"complete_request", `{"code":"日本","cursor_pos":9223372036854775807}`, "complete_reply",
			`{"status":"ok","matches":["日本!"],"cursor_start":0,"cursor_end":2,"metadata":{}}`},
		{"complete_request", `{"code":"日本","cursor_pos":-5}`, "complete_reply",
			`{"status":"ok","matches":["日本!"],"cursor_start":0,"cursor_end":0,"metadata":{}}`},
		{"inspect_request", `{"code":"x"}`, "inspect_reply",
			`{"status":"ok","found":true,"data":{"text/plain":"x"},"metadata":{}}`},
		{"is_complete_request", `{"code":"x"}`, "is_complete_reply", `{"status":"complete"}`},
		{"is_complete_request", `{"code":"x\\"}`, "is_complete_reply", `{"status":"incomplete","indent":"  "}`},
		{"history_request", `{"hist_access_type":"tail"}`, "history_reply", `{"status":"ok","history":[]}`},
		{"comm_info_request", `{}`, "comm_info_reply", `{"status":"ok","comms":{}}`},
		{"interrupt_request", `{}`, "interrupt_reply", `{"status":"ok"}`},
		{"list_subshell_request", `{}`, "list_subshell_reply", `{"status":"ok","subshell_id":[]}`},
		{"debug_request", `{"seq":7,"type":"request","command":"attach"}`, "debug_reply",
			`{"status":"error","seq":0,"type":"response","request_seq":7,"success":false,"command":"attach",` +
				`"message":"this kernel has no debugger","ename":"NotSupported","evalue":"this kernel has no debugger",` +
				`"traceback":["NotSupported: this kernel has no debugger"],"body":{}}`},
		{"new_request", `{}`, "new_reply", `{"status":"error","ename":"UnknownRequest",` +
			`"evalue":"messages of type \"new_request\" are not known",` +
			`"traceback":["UnknownRequest: messages of type \"new_request\" are not known"]}`},
		{"history_request", `{"hist_access_type":"head"}`, "history_reply", `{"status":"error","ename":"BadRequest",` +
			`"evalue":"hist_access_type must be range, tail or search, not head",` +
			`"traceback":["BadRequest: hist_access_type must be range, tail or search, not head"]}`},
	} {
		for _, channel := range []string{"shell", "control"} {
			reply, got := ask(c, channel, tt.request, tt.content)
			if reply != tt.reply || got != tt.want {
				t.Errorf("%s %s on %s:\n got %s %s\nwant %s %s", tt.request, tt.content, channel, reply, got, tt.reply, tt.want)
			}
		}
	}
	check(t, c)
}

func TestKernelInfo(t *testing.T) {
	k := start(t, server.Config{})
	c := k.connect("c")
	for _, channel := range []string{"shell", "control"} {
		info := servertest.Content[msg.KernelInfoReply](t, c.Ask(channel, msg.KernelInfoRequest{}))
		if info.Status != "ok" || info.ProtocolVersion != "5.5" || info.Implementation != "echo" ||
			!slices.Contains(info.SupportedFeatures, "kernel subshells") || info.HelpLinks == nil {
			t.Errorf("on %s: %+v", channel, info)
		}
	}
	check(t, c)
}

func TestConnectAndUsage(t *testing.T) {
	k := start(t, server.Config{})
	c := k.connect("c")
	ports := servertest.Content[msg.ConnectReply](t, c.Ask("control", msg.ConnectRequest{}))
	conn := k.Connection()
	want := msg.ConnectReply{Status: "ok", ShellPort: conn.ShellPort, IopubPort: conn.IOPubPort,
		StdinPort: conn.StdinPort, HBPort: conn.HBPort, ControlPort: conn.ControlPort}
	if ports != want || ports.ShellPort == 0 {
		t.Errorf("connect_reply %+v, want %+v", ports, want)
	}
	u := servertest.Content[msg.UsageReply](t, c.Ask("control", msg.UsageRequest{}))
	if u.KernelMemory != 1<<20 || u.KernelCPU != 1.5 || u.PID == 0 || u.CPUCount < 1 {
		t.Errorf("usage_reply %+v", u)
	}
	check(t, c)
}

// Everything but cells and comms is answered while a cell runs.
func TestWhileCellRuns(t *testing.T) {
	k := start(t, server.Config{})
	c := k.connect("c")
	cell := c.Send("shell", msg.ExecuteRequest{Code: "wait here"})
	<-k.entered
	for _, request := range []msg.Content{
		msg.CompleteRequest{Code: "x"}, msg.InspectRequest{Code: "x"}, msg.IsCompleteRequest{Code: "x"},
		msg.HistoryRequest{HistAccessType: "tail"}, msg.CommInfoRequest{}, msg.KernelInfoRequest{}, msg.ConnectRequest{},
		msg.UsageRequest{}, msg.DebugRequest{}, msg.CreateSubshellRequest{}, msg.ListSubshellRequest{}, msg.InterruptRequest{},
	} {
		for _, channel := range []string{"shell", "control"} {
			if request.MsgType() != msg.TypeInterruptRequest || channel == "control" {
				c.Ask(channel, request)
			}
		}
	}
	c.Idle(cell)
	if got := servertest.Content[msg.ExecuteReply](t, c.Reply(cell)); got.EValue != "interrupted" {
		t.Errorf("the cell: %+v", got)
	}
	check(t, c)
}

func TestSignal(t *testing.T) {
	k := start(t, server.Config{})
	c := k.connect("c")
	cell := c.Send("shell", msg.ExecuteRequest{Code: "wait here"})
	<-k.entered
	k.Server.Interrupt()
	c.Idle(cell)
	if got := servertest.Content[msg.ExecuteReply](t, c.Reply(cell)); got.EValue != "interrupted" {
		t.Errorf("the cell: %+v", got)
	}
}

func TestPanicInHandler(t *testing.T) {
	k := start(t, server.Config{})
	c := k.connect("c")
	got := servertest.Content[msg.ErrorReply](t, c.Ask("shell", msg.CompleteRequest{Code: "panic"}))
	if got.EName != "InternalError" || got.EValue != "complete" || len(got.Traceback) < 2 {
		t.Errorf("reply %+v", got)
	}
	c.Ask("shell", msg.IsCompleteRequest{Code: "x"})
	check(t, c)
}

func TestHistory(t *testing.T) {
	path := filepath.Join(t.TempDir(), "history.jsonl")
	before := start(t, server.Config{HistoryPath: path})
	c := before.connect("c")
	c.Execute("out a")
	c.Execute("result 7")
	c.Ask("shell", msg.ExecuteRequest{Code: "out secret", StoreHistory: false})
	k := start(t, server.Config{HistoryPath: path})
	c2 := k.connect("c2")
	c2.Execute("out b")
	for _, tt := range []struct{ request, want string }{
		{`{"hist_access_type":"tail","n":2}`, `[[1,2,"result 7"],[2,1,"out b"]]`},
		{`{"hist_access_type":"tail","output":true}`, `[[1,1,["out a",null]],[1,2,["result 7","7"]],[2,1,["out b",null]]]`},
		{`{"hist_access_type":"range","session":0}`, `[[2,1,"out b"]]`},
		{`{"hist_access_type":"range","session":-1,"start":2}`, `[[1,2,"result 7"]]`},
		{`{"hist_access_type":"range","session":1,"start":1,"stop":2}`, `[[1,1,"out a"]]`},
		{`{"hist_access_type":"search","pattern":"out*"}`, `[[1,1,"out a"],[2,1,"out b"]]`},
		{`{"hist_access_type":"search","pattern":"out ?","n":1}`, `[[2,1,"out b"]]`},
	} {
		_, got := ask(c2, "shell", "history_request", tt.request)
		if want := `{"status":"ok","history":` + tt.want + `}`; got != want {
			t.Errorf("%s:\n got %s\nwant %s", tt.request, got, want)
		}
	}
}

func TestTransports(t *testing.T) {
	ipc, err := kernelspec.NewIPC(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	tcp := kernelspec.Connection{Transport: "tcp", IP: "127.0.0.1"}
	with := func(c kernelspec.Connection, scheme, key string) kernelspec.Connection {
		c.SignatureScheme, c.Key = scheme, key
		return c
	}
	for name, conn := range map[string]kernelspec.Connection{
		"ipc":         ipc,
		"hmac-sha512": with(tcp, "hmac-sha512", "k"),
		"hmac-md5":    with(tcp, "hmac-md5", "k"),
		"unsigned":    with(tcp, "hmac-sha256", ""),
		"ipv6":        with(kernelspec.Connection{Transport: "tcp", IP: "::1"}, "hmac-sha256", "k"),
	} {
		t.Run(name, func(t *testing.T) {
			k := start(t, server.Config{Connection: conn})
			c := k.connect("c")
			if reply, _ := c.Execute("out a"); reply.Status != "ok" {
				t.Errorf("reply %+v", reply)
			}
			check(t, c)
		})
	}
}

func TestNewFails(t *testing.T) {
	k := start(t, server.Config{})
	if _, err := server.New(server.Config{Connection: k.Connection()}, newEcho()); err == nil {
		t.Error("two servers on one address")
	}
	c := k.Connection()
	c.SignatureScheme = "hmac-rot13"
	if _, err := server.New(server.Config{Connection: c}, newEcho()); err == nil {
		t.Error("hmac-rot13 is accepted")
	}
}
