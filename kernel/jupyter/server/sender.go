package server

import (
	"encoding/json"
	"fmt"
	"os"
	"sync"
	"sync/atomic"
	"time"

	"weft/kernel/jupyter/msg"
	"weft/kernel/jupyter/wire"
	"weft/kernel/jupyter/zsock"
)

// A sender writes the messages of one session.
type sender struct {
	codec   *wire.Codec
	log     *logger
	session string
	iopub   *zsock.Socket
	pace    pace
	n       atomic.Int64 // messages so far

	mu      sync.Mutex
	pending map[*Output]struct{} // those with text that is not sent yet
}

func newSender(codec *wire.Codec, log *logger) *sender {
	return &sender{codec: codec, log: log, session: wire.NewID(), pending: map[*Output]struct{}{}}
}

// output returns the Output of a request; nil stands for no request, as when a kernel says
// something by itself.
func (s *sender) output(r *request, in *stdin) *Output {
	o := &Output{send: s, in: in}
	if r != nil {
		o.parent, o.identities = r.RawHeader, r.Identities
	}
	return o
}

// compose makes a message of c with an id of its own.
func (s *sender) compose(parent json.RawMessage, c msg.Content) (*wire.Message, error) {
	content, err := msg.Encode(c)
	if err != nil {
		return nil, err
	}
	return &wire.Message{
		Header: wire.Header{
			MsgID:    fmt.Sprintf("%s_%d_%d", s.session, os.Getpid(), s.n.Add(1)),
			Session:  s.session,
			Username: "kernel",
			Date:     timestamp(time.Now()),
			MsgType:  c.MsgType(),
			Version:  wire.ProtocolVersion,
		},
		Parent:  parent,
		Content: content,
	}, nil
}

func timestamp(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05.000000Z") }

// reply answers r on the socket that asked, after all that r has published so far.
func (s *sender) reply(r *request, c msg.Content) {
	r.out.flush()
	m, err := s.compose(r.RawHeader, c)
	if err != nil {
		s.log.once("encode", "cannot encode a reply", err)
		failed := msg.Error{EName: "EncodeError", EValue: err.Error()}
		m, _ = s.compose(r.RawHeader, msg.ErrorReply{Type: c.MsgType(), Error: failed}) // text always encodes
	}
	m.Metadata = r.replyMetadata
	s.sendTo(r.via, r.Identities, m)
}

func (s *sender) sendTo(sock *zsock.Socket, identities [][]byte, m *wire.Message) {
	m.Identities = identities
	frames, err := s.codec.Encode(m)
	if err == nil {
		err = sock.Send(frames)
	}
	if err != nil {
		s.log.once("send", "cannot send "+m.Header.MsgType, err)
	}
}

// frames are m as iopub sends it. The topic has the form that ipykernel uses, for subscribers
// that choose.
func (s *sender) frames(m *wire.Message, topic string) ([][]byte, error) {
	m.Identities = [][]byte{[]byte("kernel." + s.session + "." + topic)}
	return s.codec.Encode(m)
}

// welcome tells a new subscriber that it misses nothing from now on (JEP 65).
func (s *sender) welcome(topic []byte) [][]byte {
	m, err := s.compose(nil, msg.IopubWelcome{Subscription: string(topic)})
	if err == nil {
		m.Identities = [][]byte{topic}
		var frames [][]byte
		if frames, err = s.codec.Encode(m); err == nil {
			return frames
		}
	}
	s.log.once("welcome", "cannot welcome a subscriber", err)
	return nil
}

// hold remembers that o has text to send, for flushAll.
func (s *sender) hold(o *Output) {
	s.mu.Lock()
	s.pending[o] = struct{}{}
	s.mu.Unlock()
}

func (s *sender) release(o *Output) {
	s.mu.Lock()
	delete(s.pending, o)
	s.mu.Unlock()
}

// flushAll sends all text that waits.
func (s *sender) flushAll() {
	s.mu.Lock()
	all := make([]*Output, 0, len(s.pending))
	for o := range s.pending {
		all = append(all, o)
	}
	s.mu.Unlock()
	for _, o := range all {
		o.flush()
	}
}
