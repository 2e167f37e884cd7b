package server

import (
	"context"
	"encoding/json"
	"testing"

	"weft/kernel/jupyter/msg"
	"weft/kernel/jupyter/wire"
	"weft/kernel/jupyter/zsock"
)

// TestLateStdin: a question waits for a client whose stdin connection is the last to be established.
func TestLateStdin(t *testing.T) {
	codec, err := wire.NewCodec("hmac-sha256", nil)
	if err != nil {
		t.Fatal(err)
	}
	in := newStdin(t.Context(), newSender(codec, newLogger(nil)))
	sock, err := zsock.Listen(zsock.Router, "tcp://127.0.0.1:0", zsock.Limits{OnPeer: in.arrived})
	if err != nil {
		t.Fatal(err)
	}
	defer sock.Close(context.Background())
	in.bind(sock)
	answer := make(chan string)
	go func() {
		text, _ := in.ask(t.Context(), json.RawMessage(`{"msg_id":"1"}`), [][]byte{[]byte("late")}, msg.InputRequest{Prompt: "name? "})
		answer <- text
	}()
	conn, err := zsock.Dial(t.Context(), zsock.Dealer, sock.Endpoint(), zsock.DialOptions{Identity: "late"})
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	frames, err := conn.Recv(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	asked, err := codec.Decode(frames)
	if err != nil || asked.Header.MsgType != msg.TypeInputRequest {
		t.Fatalf("got %v, %v, want an input_request", asked, err)
	}
	reply := &wire.Message{Identities: [][]byte{[]byte("late")}, Header: wire.Header{MsgType: msg.TypeInputReply}}
	if !in.answer(reply, "Aurora") {
		t.Error("the answer was not wanted")
	}
	if got := <-answer; got != "Aurora" {
		t.Errorf("answer %q, want Aurora", got)
	}
}
