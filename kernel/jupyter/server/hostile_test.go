package server_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"weft/kernel/jupyter/kernelspec"
	"weft/kernel/jupyter/msg"
	"weft/kernel/jupyter/server"
	"weft/kernel/jupyter/server/servertest"
	"weft/kernel/jupyter/wire"
	"weft/kernel/jupyter/zsock"
	"weft/kernel/leaks"
)

// TestHostile plays one hostile client against a kernel that another client uses. Whatever it does, the
// other one is served, every rule is kept for it, and nothing stays behind.
func TestHostile(t *testing.T) {
	for _, tt := range []struct {
		name string
		play func(t *testing.T, k *kernel, bad *servertest.Client)
	}{
		{"missing delimiter", func(t *testing.T, k *kernel, bad *servertest.Client) {
			raw(bad, [][]byte{{}}, [][]byte{[]byte("x"), []byte("y")}, [][]byte{[]byte("<IDS|MSG>")})
			rejected(t, k, bad, wire.NoDelimiter, wire.MissingParts)
		}},
		{"bad HMAC", func(t *testing.T, k *kernel, bad *servertest.Client) {
			f := frames(bad, `{"code":"out stolen"}`)
			f[1] = []byte(strings.Repeat("0", 64))
			raw(bad, f)
			rejected(t, k, bad, wire.BadSignature)
		}},
		{"replay", func(t *testing.T, k *kernel, bad *servertest.Client) {
			f := frames(bad, `{"code":"out once"}`)
			raw(bad, f, f, f)
			rejected(t, k, bad, wire.Replayed)
		}},
		{"bad JSON", func(t *testing.T, k *kernel, bad *servertest.Client) {
			for _, content := range []string{`{`, `[]`, `null`, `"x"`, `{"code":}`, `{} {}`, strings.Repeat(`{"a":`, 10000)} {
				raw(bad, signed(k, content))
			}
			rejected(t, k, bad, wire.BadJSON, wire.WrongType)
		}},
		{"wrong types", wrongTypes},
		{"huge cursor_pos", func(t *testing.T, k *kernel, bad *servertest.Client) {
			for _, pos := range []string{"9223372036854775807", "-9223372036854775808", "1e300", "99999999999999999999", "0.5"} {
				for _, request := range []string{"complete_request", "inspect_request"} {
					ask(bad, "shell", request, `{"code":"日本","cursor_pos":`+pos+`}`)
				}
			}
			k.mu.Lock()
			defer k.mu.Unlock()
			if k.cursor != 0 {
				t.Errorf("the last valid cursor was below 0, the handler got %d", k.cursor)
			}
		}},
		{"unknown types", func(t *testing.T, k *kernel, bad *servertest.Client) {
			for i, name := range []string{"x", "execute_reply", "status", "input_request", "_request", "x_request", strings.Repeat("y", 10000)} {
				for _, channel := range []string{"shell", "control", "stdin"} {
					m := &wire.Message{Header: wire.Header{MsgType: name, MsgID: fmt.Sprint("u", i, channel)}}
					if err := bad.Conn(channel).Send(bad.Frames(m)); err != nil {
						t.Fatal(err)
					}
				}
			}
		}},
		{"unasked input_reply", func(t *testing.T, k *kernel, bad *servertest.Client) {
			for range 1000 {
				bad.SendMessage("stdin", answerTo("", "surprise"))
			}
		}},
		{"10,000 cells", func(t *testing.T, k *kernel, bad *servertest.Client) {
			for range 10000 {
				bad.Send("shell", cell("out a"))
			}
			bad.Settle()
		}},
		{"10,000 questions", func(t *testing.T, k *kernel, bad *servertest.Client) {
			for range 10000 {
				bad.Send("shell", msg.CompleteRequest{Code: "x"})
			}
			bad.Settle()
		}},
		{"too many cells", func(t *testing.T, k *kernel, bad *servertest.Client) {
			first := bad.Send("shell", cell("wait here"))
			<-k.entered
			var accepted, last string
			for range 1<<14 + 1 {
				accepted, last = last, bad.Send("shell", msg.ExecuteRequest{Silent: true, StopOnError: true})
			}
			reply := servertest.Content[msg.ExecuteReply](t, bad.Reply(last))
			if reply.EName != "QueueFull" {
				t.Errorf("reply %+v", reply)
			}
			bad.Ask("control", msg.InterruptRequest{})
			bad.Idle(first)
			bad.Reply(accepted) // then there is room for the other client
		}},
		{"a dealer that never reads", neverReads},
		{"subshell churn", func(t *testing.T, k *kernel, bad *servertest.Client) {
			for range 300 {
				sub := create(t, bad)
				bad.SendTo("shell", sub, cell("out a"))
				bad.Ask("control", msg.DeleteSubshellRequest{SubshellID: sub})
			}
			bad.Settle()
			if got := servertest.Content[msg.ListSubshellReply](t, bad.Ask("control", msg.ListSubshellRequest{})); len(got.SubshellID) != 0 {
				t.Errorf("left: %v", got.SubshellID)
			}
		}},
		{"too many subshells", func(t *testing.T, k *kernel, bad *servertest.Client) {
			for range 1000 {
				create(t, bad)
			}
			got := servertest.Content[msg.ErrorReply](t, bad.Ask("control", msg.CreateSubshellRequest{}))
			if got.EName != "TooManySubshells" {
				t.Errorf("reply %+v", got)
			}
		}},
		{"comm churn", func(t *testing.T, k *kernel, bad *servertest.Client) {
			for i := range 1000 {
				id := fmt.Sprint(i)
				bad.Send("shell", msg.CommOpen{CommID: id, TargetName: "none"})
				bad.Send("shell", msg.CommMsg{CommID: id})
				bad.Send("shell", msg.CommClose{CommID: id})
			}
			bad.Settle()
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			k := start(t, server.Config{})
			good := k.connect("good")
			good.Execute("out a")
			before := leaks.Before()
			bad := k.connect("bad")
			tt.play(t, k, bad)
			if reply, id := good.Execute("out fine"); reply.Status != "ok" || good.Text(id, "stdout") != "fine" {
				t.Errorf("the other client: %+v", reply)
			}
			bad.Close()
			check(t, good, others)
			leaks.None(t, before)
		})
	}
}

// raw sends frames as they are.
func raw(c *servertest.Client, messages ...[][]byte) {
	for _, m := range messages {
		c.Conn("shell").Send(m) // what is wrong with them is for the kernel to say
	}
}

// frames are those of an execute_request.
func frames(c *servertest.Client, content string) [][]byte {
	return c.Frames(&wire.Message{Header: wire.Header{MsgType: msg.TypeExecuteRequest}, Content: json.RawMessage(content)})
}

// signed are the frames of a message whose content need not be JSON.
func signed(k *kernel, content string) [][]byte {
	parts := []string{`{"msg_id":"s","session":"bad","msg_type":"execute_request"}`, "{}", "{}", content}
	f := [][]byte{[]byte("<IDS|MSG>"), servertest.Sign(k.Connection(), parts)}
	for _, p := range parts {
		f = append(f, []byte(p))
	}
	return f
}

// rejected checks that messages were rejected for these reasons. It first asks on the same
// connection: the answer shows that the kernel has seen them.
func rejected(t *testing.T, k *kernel, c *servertest.Client, reasons ...wire.Reason) {
	t.Helper()
	c.Ask("shell", msg.KernelInfoRequest{})
	got := k.Rejected()
	for _, r := range reasons {
		if got[r] == 0 {
			t.Errorf("nothing was rejected for %v: %v", r, got)
		}
	}
}

// wrongTypes sends each request with each field of the wrong type.
func wrongTypes(t *testing.T, k *kernel, bad *servertest.Client) {
	for request, fields := range map[string][]string{
		"execute_request":         {"code", "silent", "store_history", "user_expressions", "allow_stdin", "stop_on_error"},
		"complete_request":        {"code", "cursor_pos"},
		"inspect_request":         {"code", "cursor_pos", "detail_level"},
		"is_complete_request":     {"code"},
		"history_request":         {"output", "raw", "hist_access_type", "session", "start", "stop", "n", "pattern", "unique"},
		"comm_info_request":       {"target_name"},
		"shutdown_request":        {"restart"},
		"debug_request":           {"seq", "command"},
		"delete_subshell_request": {"subshell_id"},
	} {
		for _, field := range fields {
			for _, channel := range []string{"shell", "control"} {
				reply, content := ask(bad, channel, request, `{"`+field+`":[["x"]]}`)
				var got msg.ErrorReply
				if err := msg.Decode(json.RawMessage(content), &got); err != nil {
					t.Fatal(err)
				}
				if reply != strings.Replace(request, "_request", "_reply", 1) || got.EName != "BadRequest" || !strings.Contains(got.EValue, `"`+field+`"`) {
					t.Errorf("%s with a wrong %s: %s %s", request, field, reply, content)
				}
			}
		}
	}
	for _, request := range []string{"comm_open", "comm_msg", "comm_close"} {
		for _, field := range []string{"comm_id", "data"} {
			id := bad.SendMessage("shell", &wire.Message{Header: wire.Header{MsgType: request}, Content: json.RawMessage(`{"` + field + `":1}`)})
			bad.Idle(id)
		}
	}
}

// neverReads floods the kernel through connections whose answers it does not take.
func neverReads(t *testing.T, k *kernel, bad *servertest.Client) {
	for i := range 20 {
		conn, err := zsock.Dial(t.Context(), zsock.Dealer, k.Connection().Endpoint(kernelspec.Shell),
			zsock.DialOptions{Identity: fmt.Sprint("deaf", i)})
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close()
		for range 200 {
			f := bad.Frames(&wire.Message{Header: wire.Header{MsgType: msg.TypeCompleteRequest}, Content: json.RawMessage(`{"code":"` + strings.Repeat("x", 5000) + `"}`)})
			if err := conn.Send(f); err != nil {
				t.Fatal(err)
			}
		}
	}
	bad.Ask("shell", msg.KernelInfoRequest{})
}
