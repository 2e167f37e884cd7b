package msg

import (
	"encoding/json"
	"errors"
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// requests returns an empty content of every type that clients send.
func requests() []Content {
	return []Content{
		&ExecuteRequest{}, &InspectRequest{}, &CompleteRequest{}, &IsCompleteRequest{}, &HistoryRequest{},
		&KernelInfoRequest{}, &ConnectRequest{}, &ShutdownRequest{}, &InterruptRequest{}, &DebugRequest{}, &UsageRequest{},
		&CreateSubshellRequest{}, &DeleteSubshellRequest{}, &ListSubshellRequest{},
		&CommInfoRequest{}, &CommOpen{}, &CommMsg{}, &CommClose{}, &InputReply{},
	}
}

func TestDefaults(t *testing.T) {
	for _, tt := range []struct {
		into Content
		raw  string
		want Content
	}{
		{&ExecuteRequest{}, `{}`, &ExecuteRequest{StoreHistory: true, StopOnError: true}},
		{&ExecuteRequest{}, ``, &ExecuteRequest{StoreHistory: true, StopOnError: true}},
		{&ExecuteRequest{}, `{"silent":true}`, &ExecuteRequest{Silent: true, StopOnError: true}},
		{&ExecuteRequest{}, `{"silent":true,"store_history":true}`, &ExecuteRequest{Silent: true, StopOnError: true}},
		{&ExecuteRequest{}, `{"store_history":null,"stop_on_error":false,"unknown":[1]}`, &ExecuteRequest{StoreHistory: true}},
		{&CompleteRequest{}, `{"code":"x"}`, &CompleteRequest{Code: "x", CursorPos: CursorAtEnd}},
		{&InspectRequest{}, `{"cursor_pos":0}`, &InspectRequest{}},
		{&HistoryRequest{}, `{"stop":null,"n":null}`, &HistoryRequest{Raw: true, Start: 1}},
	} {
		if err := Decode(json.RawMessage(tt.raw), tt.into); err != nil {
			t.Errorf("%s: %v", tt.raw, err)
		}
		if diff := cmp.Diff(tt.want, tt.into); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.raw, diff)
		}
	}
}

func TestWrongTypes(t *testing.T) {
	for _, tt := range []struct {
		into Content
		raw  string
		want FieldError
	}{
		{&ExecuteRequest{}, `{"code":1}`, FieldError{"code", "string", "number"}},
		{&ExecuteRequest{}, `{"user_expressions":{"a":1}}`, FieldError{"user_expressions", "string", "number"}},
		{&CompleteRequest{}, `{"cursor_pos":1e30}`, FieldError{"cursor_pos", "int", "number 1e30"}},
		{&CompleteRequest{}, `{"cursor_pos":0.5}`, FieldError{"cursor_pos", "int", "number 0.5"}},
		{&HistoryRequest{}, `{"stop":"x"}`, FieldError{"stop", "int", "string"}},
		{&CommOpen{}, `{"data":[]}`, FieldError{"data", "map[string]interface {}", "array"}},
		{&InputReply{}, `{"value":{}}`, FieldError{"value", "string", "object"}},
		{&ExecuteRequest{}, `null`, FieldError{"", "", "null"}},
	} {
		err := Decode(json.RawMessage(tt.raw), tt.into)
		var got *FieldError
		if !errors.As(err, &got) {
			t.Errorf("%s: %v, want a FieldError", tt.raw, err)
			continue
		}
		if diff := cmp.Diff(tt.want, *got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.raw, diff)
		}
	}
	for _, into := range requests() {
		for _, raw := range []string{`[]`, `"x"`, `1`, `{`, `{} {}`} {
			if Decode(json.RawMessage(raw), into) == nil {
				t.Errorf("%s from %s", into.MsgType(), raw)
			}
		}
	}
}

func TestEncode(t *testing.T) {
	out := "2"
	for _, tt := range []struct {
		c    Content
		want string
	}{
		{ExecuteReply{ExecutionCount: 3}, `{"status":"ok","execution_count":3,"payload":[],"user_expressions":{}}`},
		{ExecuteReply{Status: StatusError, ExecutionCount: 3, EName: "E", EValue: ""},
			`{"ename":"E","evalue":"","traceback":[],"status":"error","execution_count":3,"payload":[],"user_expressions":{}}`},
		{ExecuteReply{Status: StatusAborted, ExecutionCount: 3}, `{"status":"aborted"}`},
		{ExecuteReply{UserExpressions: map[string]ExpressionResult{"a": {}, "b": {Status: StatusError, EName: "E"}}},
			`{"status":"ok","execution_count":0,"payload":[],"user_expressions":{"a":{"status":"ok","data":{},"metadata":{}},` +
				`"b":{"ename":"E","evalue":"","traceback":[],"status":"error"}}}`},
		{ExecuteRequest{Code: "<x>"}, `{"code":"<x>","silent":false,"store_history":false,"user_expressions":{},"allow_stdin":false,"stop_on_error":false}`},
		{CompleteReply{}, `{"status":"ok","matches":[],"cursor_start":0,"cursor_end":0,"metadata":{}}`},
		{InspectReply{}, `{"status":"ok","found":false,"data":{},"metadata":{}}`},
		{IsCompleteReply{}, `{"status":"unknown"}`},
		{IsCompleteReply{Status: "incomplete"}, `{"status":"incomplete","indent":""}`},
		{HistoryReply{}, `{"status":"ok","history":[]}`},
		{HistoryReply{History: []HistoryEntry{{1, 2, "a", false, nil}, {1, 3, "b", true, nil}, {1, 4, "c", true, &out}}},
			`{"status":"ok","history":[[1,2,"a"],[1,3,["b",null]],[1,4,["c","2"]]]}`},
		{DisplayData{}, `{"data":{},"metadata":{},"transient":{}}`},
		{UpdateDisplayData{Transient: Transient{DisplayID: "d"}}, `{"data":{},"metadata":{},"transient":{"display_id":"d"}}`},
		{ExecuteResult{ExecutionCount: 1}, `{"execution_count":1,"data":{},"metadata":{}}`},
		{Error{EName: "E"}, `{"ename":"E","evalue":"","traceback":[]}`},
		{ErrorReply{Type: "x_reply", Error: Error{EName: "E"}}, `{"status":"error","ename":"E","evalue":"","traceback":[]}`},
		{CommOpen{CommID: "1", TargetName: "t"}, `{"comm_id":"1","target_name":"t","data":{}}`},
		{CommInfoReply{}, `{"status":"ok","comms":{}}`},
		{ListSubshellReply{}, `{"status":"ok","subshell_id":[]}`},
		{InterruptReply{}, `{"status":"ok"}`},
		{ShutdownReply{Restart: true}, `{"status":"ok","restart":true}`},
		{Stream{"stdout", "\xff\u2028"}, `{"name":"stdout","text":"\ufffd\u2028"}`},
	} {
		got, err := Encode(tt.c)
		if err != nil || string(got) != tt.want {
			t.Errorf("%s:\n got %s, %v\nwant %s", tt.c.MsgType(), got, err, tt.want)
		}
	}
	if _, err := Encode(DisplayData{Data: Bundle{"application/json": math.Inf(1)}}); err == nil {
		t.Error("infinity is encoded")
	}
}

func TestHistoryEntry(t *testing.T) {
	out := "2"
	for _, want := range []HistoryEntry{{1, 2, "a", false, nil}, {1, 3, "b", true, nil}, {0, 0, "", true, &out}} {
		raw, err := json.Marshal(want)
		if err != nil {
			t.Fatal(err)
		}
		var got HistoryEntry
		if err := json.Unmarshal(raw, &got); err != nil || !cmp.Equal(want, got) {
			t.Errorf("%s: %+v, %v", raw, got, err)
		}
	}
	for _, bad := range []string{`[]`, `[1,2]`, `[1,2,3]`, `[1,2,[null,null]]`, `[1,2,["a"]]`, `["a",2,"x"]`, `{}`} {
		if err := json.Unmarshal([]byte(bad), new(HistoryEntry)); err == nil {
			t.Errorf("%s is an entry", bad)
		}
	}
}

// FuzzDecode decodes what clients send as each content; what can be read can be written, and read
// again to the same.
func FuzzDecode(f *testing.F) {
	for i, c := range requests() {
		raw, err := Encode(c)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(i, []byte(raw))
	}
	f.Fuzz(func(t *testing.T, kind int, raw []byte) {
		all, again := requests(), requests()
		kind = int(uint(kind) % uint(len(all)))
		c := all[kind]
		if Decode(raw, c) != nil {
			return
		}
		out, err := Encode(c)
		if err != nil {
			t.Fatalf("%s from %q cannot be written: %v", c.MsgType(), raw, err)
		}
		if err := Decode(out, again[kind]); err != nil {
			t.Fatalf("%s written as %s cannot be read: %v", c.MsgType(), out, err)
		}
		out2, err := Encode(again[kind])
		if err != nil || string(out) != string(out2) {
			t.Fatalf("%s: first %s, then %s, %v", c.MsgType(), out, out2, err)
		}
	})
}
