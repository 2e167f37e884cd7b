package server

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"sync"

	"weft/kernel/jupyter/msg"
	"weft/kernel/jupyter/wire"
	"weft/kernel/jupyter/zsock"
)

// Why Output.Input may have no answer.
var (
	ErrNoStdin = errors.New("input is not possible: the frontend does not take questions (allow_stdin is false)")
	ErrStopped = errors.New("the kernel is shutting down")
)

// endOfInput is the answer that stands for the end of the input (Ctrl-D in a terminal).
const endOfInput = "\x04"

// stdin asks clients for input. A client is asked one question at a time; the next waits.
type stdin struct {
	send *sender
	ctx  context.Context // ends with the server

	mu      sync.Mutex
	sock    *zsock.Socket
	waiting map[string][]*question // by the client's identity; the first one has been asked
}

// A question is one input_request.
type question struct {
	m      *wire.Message
	parent string      // msg_id of the request that asks
	answer chan string // takes one
	sent   bool        // to a connection of the client
}

func newStdin(ctx context.Context, send *sender) *stdin {
	return &stdin{send: send, ctx: ctx, waiting: map[string][]*question{}}
}

// bind sets the socket that questions leave by.
func (in *stdin) bind(sock *zsock.Socket) {
	in.mu.Lock()
	in.sock = sock
	in.mu.Unlock()
}

// ask sends a question to a client, under the header parent, and waits for its answer.
func (in *stdin) ask(ctx context.Context, parent json.RawMessage, identities [][]byte, c msg.InputRequest) (string, error) {
	if len(identities) == 0 {
		return "", ErrNoStdin
	}
	m, err := in.send.compose(parent, c)
	if err != nil {
		return "", err
	}
	m.Identities = identities
	q := &question{m: m, parent: messageID(parent), answer: make(chan string, 1)}
	client := string(identities[0])
	in.add(client, q)
	defer in.remove(client, q)
	select {
	case value := <-q.answer:
		if value == endOfInput {
			return "", io.EOF
		}
		return value, nil
	case <-ctx.Done():
		return "", ctx.Err()
	case <-in.ctx.Done():
		return "", ErrStopped
	}
}

func (in *stdin) add(client string, q *question) {
	in.mu.Lock()
	defer in.mu.Unlock()
	in.waiting[client] = append(in.waiting[client], q)
	if len(in.waiting[client]) == 1 {
		in.put(client, q)
	}
}

// put sends a question if its client can be reached. Its stdin connection may be the last to be
// established: then arrived sends it. The caller holds in.mu.
func (in *stdin) put(client string, q *question) {
	if q.sent = in.sock.Reaches([]byte(client)); q.sent {
		in.send.sendTo(in.sock, q.m.Identities, q.m)
	}
}

// arrived is told of each new connection of a client.
func (in *stdin) arrived(client string) {
	in.mu.Lock()
	defer in.mu.Unlock()
	if open := in.waiting[client]; len(open) > 0 && !open[0].sent {
		in.put(client, open[0])
	}
}

// remove takes q away and asks the next question if q was the one being asked.
func (in *stdin) remove(client string, q *question) {
	in.mu.Lock()
	defer in.mu.Unlock()
	var rest []*question
	for _, other := range in.waiting[client] {
		if other != q {
			rest = append(rest, other)
		}
	}
	wasFirst := in.waiting[client][0] == q
	if len(rest) == 0 {
		delete(in.waiting, client)
		return
	}
	in.waiting[client] = rest
	if wasFirst {
		in.put(client, rest[0])
	}
}

// answer takes an input_reply. It reports false if nobody has asked for it: no question is open
// at this client, or the reply says that it belongs to another one. Most clients name no
// parent, JupyterLab names the input_request, some name the request that led to it.
func (in *stdin) answer(m *wire.Message, value string) bool {
	if len(m.Identities) == 0 {
		return false
	}
	in.mu.Lock()
	defer in.mu.Unlock()
	open := in.waiting[string(m.Identities[0])]
	if len(open) == 0 {
		return false
	}
	q := open[0]
	if id := messageID(m.Parent); id != "" && id != q.m.Header.MsgID && id != q.parent {
		return false
	}
	select {
	case q.answer <- value:
		return true
	default: // it has one already
		return false
	}
}

// messageID returns the msg_id of a header, "" if there is none.
func messageID(header json.RawMessage) string {
	var h struct {
		MsgID string `json:"msg_id"`
	}
	if json.Unmarshal(header, &h) != nil {
		return ""
	}
	return h.MsgID
}
