package servertest

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"weft/kernel/jupyter/msg"
	"weft/kernel/jupyter/wire"
)

// message makes an event of the kernel.
func message(channel, parent string, c msg.Content) Event {
	raw, _ := msg.Encode(c)
	var p json.RawMessage
	if parent != "" {
		p = json.RawMessage(`{"msg_id":"` + parent + `"}`)
	}
	return Event{channel, &wire.Message{
		Header:  wire.Header{MsgID: "k", Session: "kernel", MsgType: c.MsgType(), Version: wire.ProtocolVersion},
		Parent:  p,
		Content: raw,
	}}
}

func status(parent, state string) Event {
	return message("iopub", parent, msg.Status{ExecutionState: state})
}

func TestCheck(t *testing.T) {
	request := message("shell", "", msg.ExecuteRequest{Code: "x"})
	request.Header.MsgID, request.Header.Session = "1", "client"
	reply := message("shell", "1", msg.ExecuteReply{})
	stream := message("iopub", "1", msg.Stream{Name: "stdout", Text: "a"})
	good := []Event{
		message("iopub", "", msg.IopubWelcome{}), status("", "starting"),
		status("1", "busy"), message("iopub", "1", msg.ExecuteInput{}), stream, reply, status("1", "idle"),
	}
	swap := func(i int, e Event) []Event {
		changed := slices.Clone(good)
		changed[i] = e
		return changed
	}
	other := message("iopub", "1", msg.Stream{})
	other.Header.Session = "another"
	for _, tt := range []struct {
		name string
		got  []Event
		want string // in a problem; "" means that there is none
	}{
		{"good", good, ""},
		{"reply seen before busy", []Event{reply, status("1", "busy"), status("1", "idle")}, ""},
		{"no busy", slices.Delete(slices.Clone(good), 2, 3), "before busy"},
		{"no idle", good[:6], `last status "busy"`},
		{"no reply", slices.Delete(slices.Clone(good), 5, 6), "0 replies"},
		{"two replies", append(slices.Clone(good), reply), "2 replies"},
		{"wrong reply", swap(5, message("shell", "1", msg.InspectReply{})), "answers execute_request"},
		{"reply elsewhere", swap(5, message("control", "1", msg.ExecuteReply{})), "was asked on shell"},
		{"late output", append(slices.Clone(good), stream), "after idle"},
		{"unknown parent", swap(4, message("iopub", "9", msg.Stream{})), "no request of this client"},
		{"no parent", swap(4, message("iopub", "", msg.Stream{})), "no parent"},
		{"two sessions", swap(4, other), "others have"},
		{"starting twice", swap(0, status("", "starting")), "starting once"},
		{"busy twice", swap(4, status("1", "busy")), `state "busy" after "busy"`},
	} {
		problems := strings.Join(Check(Trace{Sent: []Event{request}, Received: tt.got}), "\n")
		if (tt.want == "") != (problems == "") || !strings.Contains(problems, tt.want) {
			t.Errorf("%s: problems %q, want %q", tt.name, problems, tt.want)
		}
	}
}
