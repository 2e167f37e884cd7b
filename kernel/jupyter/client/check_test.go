package client

import (
	"encoding/json"
	"strings"
	"testing"

	"weft/kernel/jupyter/kernelspec"
	"weft/kernel/jupyter/wire"
)

// A tracer writes traces as a kernel would have caused them.
type tracer struct {
	*Trace
	n int
}

const kernelSession = "kernel"

func (t *tracer) message(session, kind, content string, parent *wire.Message) *wire.Message {
	t.n++
	m := &wire.Message{Header: wire.Header{
		MsgID: session + "-" + kind + "-" + string(rune('a'+t.n)), Session: session, MsgType: kind,
		Date: "2026-01-02T03:04:05.000006Z", Version: "5.5",
	}, Content: json.RawMessage(content)}
	if parent != nil {
		m.Parent, _ = json.Marshal(parent.Header)
	}
	return m
}

// cell records an execute request and a kernel that answers as the words say.
func (t *tracer) cell(request string, words ...string) {
	q := t.message("client", "execute_request", request, nil)
	t.sent(kernelspec.Shell, q, sendOptions{})
	for _, w := range words {
		kind, content, _ := strings.Cut(w, " ")
		ch := kernelspec.IOPub
		session, parent := kernelSession, q
		switch kind {
		case "busy", "idle", "starting", "odd":
			content = `{"execution_state":"` + kind + `"}`
			if kind == "starting" {
				parent = nil
			}
			kind = "status"
		case "execute_reply", "complete_reply":
			ch = kernelspec.Shell
		case "control:execute_reply":
			ch, kind = kernelspec.Control, "execute_reply"
		case "input_request":
			ch = kernelspec.Stdin
		case "orphan":
			kind, parent = "execute_input", nil
		case "orphan-stream":
			kind, parent = "stream", nil
		case "foreign":
			kind, session = "stream", "other kernel"
		case "stranger": // a request that we never sent
			kind, ch, parent = "execute_reply", kernelspec.Shell, t.message("client", "execute_request", "{}", nil)
		case "disguised":
			p := *q
			p.Header.MsgType = "inspect_request"
			kind, parent = "stream", &p
		case "client-session":
			kind, session = "stream", "client"
		case "restarted":
			t.end()
			t.begin(content)
			continue
		}
		m := t.message(session, kind, content, parent)
		switch content {
		case "baddate":
			m.Header.Date, m.Content = "yesterday", json.RawMessage("{}")
		case "noversion":
			m.Header.Version, m.Content = "", json.RawMessage("{}")
		case "sameid":
			m.Header.MsgID, m.Content = t.log[0].Header.MsgID, json.RawMessage("{}")
		}
		t.received(ch, m)
	}
}

func TestCheck(t *testing.T) {
	const (
		ok      = `execute_reply {"status":"ok","execution_count":1}`
		failing = `execute_reply {"status":"error","execution_count":1}`
		aborted = `execute_reply {"status":"aborted"}`
		input   = `execute_input {"code":"x","execution_count":1}`
		out     = "stream {}"
	)
	for _, tt := range []struct {
		name    string
		request string
		words   []string
		late    bool
		want    string // "" means that nothing is wrong
	}{
		{"a cell", "", []string{"busy", input, out, "display_data {}", ok, "idle"}, false, ""},
		{"reply after idle", "", []string{"busy", input, "idle", ok}, false, ""},
		{"a question", "", []string{"busy", input, "input_request {}", ok, "idle"}, false, ""},
		{"aborted", "", []string{"busy", aborted, "idle"}, false, ""},
		{"failed", "", []string{"busy", input, "error {}", failing, "idle"}, false, ""},
		{"starting", "", []string{"starting", "busy", input, ok, "idle"}, false, ""},
		{"late output", "", []string{"busy", input, ok, "idle", out}, true, ""},
		{"a kernel's own stream", "", []string{"busy", input, ok, "idle", "orphan-stream {}"}, false, ""},
		{"restart", "", []string{"busy", "restarted new"}, false, ""},

		{"no busy", "", []string{out, ok, "idle"}, false, "stream on iopub: before busy"},
		{"never busy", "", []string{ok}, false, "never became busy"},
		{"no idle", "", []string{"busy", input, ok}, false, "never became idle"},
		{"busy twice", "", []string{"busy", "busy", input, ok, "idle"}, false, "busy as message 2"},
		{"idle twice", "", []string{"busy", input, ok, "idle", "idle"}, false, "idle for the second time"},
		{"unknown state", "", []string{"busy", "odd", input, ok, "idle"}, false, `execution_state "odd"`},
		{"after idle", "", []string{"busy", input, ok, "idle", out}, false, "stream on iopub: after idle"},
		{"late result", "", []string{"busy", input, ok, "idle", "execute_result {}"}, true, "after idle"},
		{"no reply", "", []string{"busy", input, "idle"}, false, "has no reply"},
		{"two replies", "", []string{"busy", input, ok, ok, "idle"}, false, "has 2 replies"},
		{"wrong reply", "", []string{"busy", input, "complete_reply {}", ok, "idle"}, false, "want execute_reply"},
		{"reply elsewhere", "", []string{"busy", input, `control:execute_reply {"status":"ok","execution_count":1}`, ok, "idle"}, false, "the request came on shell"},
		{"input twice", "", []string{"busy", input, input, ok, "idle"}, false, "a second time"},
		{"input after output", "", []string{"busy", out, input, ok, "idle"}, false, "after output"},
		{"other code", "", []string{"busy", `execute_input {"code":"y","execution_count":1}`, ok, "idle"}, false, `code "y", want "x"`},
		{"count", "", []string{"busy", `execute_input {"code":"x","execution_count":2}`, ok, "idle"}, false, "execution_count 1, but execute_input had 2"},
		{"silent", `{"code":"x","silent":true}`, []string{"busy", input, ok, "idle"}, false, "for a silent request"},
		{"unpublished failure", "", []string{"busy", input, failing, "idle"}, false, "no error on iopub"},
		{"aborted, but begun", "", []string{"busy", input, aborted, "idle"}, false, "but the code was started"},
		{"unknown status", "", []string{"busy", input, `execute_reply {"status":"fine","execution_count":1}`, "idle"}, false, `status "fine"`},
		{"wrong type", "", []string{"busy", `execute_input {"code":1}`, ok, "idle"}, false, `field "code"`},
		{"session changes", "", []string{"busy", input, "foreign {}", ok, "idle"}, false, `session "other kernel", but this kernel's is "kernel"`},
		{"client's session", "", []string{"busy", input, "client-session {}", ok, "idle"}, false, "uses the session of its client"},
		{"session outlives restart", "", []string{"busy", input, ok, "idle", "restarted kernel"}, false, "outlived a restart"},
		{"no parent", "", []string{"busy", input, ok, "idle", "orphan {}"}, false, "it has no parent"},
		{"unknown parent", "", []string{"busy", input, ok, "idle", "stranger {}"}, false, "was never sent"},
		{"wrong parent", "", []string{"busy", input, "disguised {}", ok, "idle"}, false, "its parent is inspect_request"},
		{"starting twice", "", []string{"starting", "starting", "busy", input, ok, "idle"}, false, "starting for the second time"},
		{"date", "", []string{"busy", "stream baddate", input, ok, "idle"}, false, `date "yesterday"`},
		{"version", "", []string{"busy", "stream noversion", input, ok, "idle"}, false, "no version"},
		{"id", "", []string{"busy", "stream sameid", input, ok, "idle"}, false, "used twice"},
	} {
		tr := &tracer{Trace: &Trace{late: tt.late}}
		tr.begin(kernelSession)
		if tt.request == "" {
			tt.request = `{"code":"x"}`
		}
		tr.cell(tt.request, tt.words...)
		err := tr.Check()
		if tt.want == "" && err != nil {
			t.Errorf("%s: %v", tt.name, err)
		}
		if tt.want != "" && (err == nil || !strings.Contains(err.Error(), tt.want)) {
			t.Errorf("%s: %v, want %q", tt.name, err, tt.want)
		}
	}
}
