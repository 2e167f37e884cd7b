package server

import (
	"context"
	"encoding/json"
	"fmt"
	"runtime/debug"
	"strings"
	"sync/atomic"
	"time"

	"weft/kernel/jupyter/msg"
	"weft/kernel/jupyter/wire"
	"weft/kernel/jupyter/zsock"
)

// A request is a message from a client on its way through the server.
type request struct {
	*wire.Message
	via           *zsock.Socket // where the answer goes
	out           *Output
	shell         string          // subshell id, "" is the main shell
	replyMetadata json.RawMessage // nil means {}
	postponed     bool            // the answer and idle come later

	// These can be set while the request waits.
	aborted atomic.Bool
	refusal atomic.Pointer[refusal]
}

func (r *request) refuse(why *refusal) { r.refusal.Store(why) }

// A refusal is an error that the client is told by name.
type refusal struct{ name, text string }

func (r *refusal) Error() string { return r.text }

// An answer makes the content of the reply to a request, nil if its type has none.
type answer func(*request) (msg.Content, error)

func (s *Server) readShell(ctx context.Context)   { s.read(ctx, "shell", s.socks.shell) }
func (s *Server) readControl(ctx context.Context) { s.read(ctx, "control", s.socks.control) }

// read takes requests from a socket until it is closed.
func (s *Server) read(ctx context.Context, channel string, sock *zsock.Socket) {
	for {
		frames, err := sock.Recv(ctx)
		if err != nil {
			return
		}
		m, err := s.send.codec.Decode(frames)
		if err != nil {
			s.log.reject(channel, err)
			continue
		}
		r := &request{Message: m, via: sock, shell: m.Header.SubshellID}
		r.out = s.send.output(r, s.stdin)
		if s.stragglers.arrived(r, time.Now()) {
			r.aborted.Store(true)
		}
		s.route(channel, r)
	}
}

// readStdin takes answers to questions. There are no requests on this channel, so nobody is
// told of a message that is no answer.
func (s *Server) readStdin(ctx context.Context) {
	for {
		frames, err := s.socks.stdin.Recv(ctx)
		if err != nil {
			return
		}
		m, err := s.send.codec.Decode(frames)
		if err != nil {
			s.log.reject("stdin", err)
			continue
		}
		var reply msg.InputReply
		if m.Header.MsgType != msg.TypeInputReply {
			s.log.once("stdin type", "message on stdin is no input_reply", nil)
		} else if err := msg.Decode(m.Content, &reply); err != nil {
			s.log.once("stdin content", "input_reply cannot be read", err)
		} else if !s.stdin.answer(m, reply.Value) {
			s.log.once("stdin unasked", "input_reply that nobody waits for", nil)
		}
	}
}

// echoHeartbeat sends back whatever comes. It does nothing else, so it never waits.
func (s *Server) echoHeartbeat(ctx context.Context) {
	for {
		frames, err := s.socks.hb.Recv(ctx)
		if err != nil {
			return
		}
		if err := s.socks.hb.Send(frames); err != nil {
			s.log.once("heartbeat", "cannot answer a heartbeat", err)
		}
	}
}

// route puts a request into the queue that serves it.
func (s *Server) route(channel string, r *request) {
	if r.shell != "" && !s.shells.has(r.shell) {
		r.refuse(&refusal{"SubshellNotFound", fmt.Sprintf("there is no subshell %q", r.shell)})
		r.shell = ""
	}
	queues, name := s.asks, channel+" "+string(r.client())
	switch r.Header.MsgType {
	case msg.TypeExecuteRequest, msg.TypeCommOpen, msg.TypeCommMsg, msg.TypeCommClose:
		if r.refusal.Load() == nil {
			queues, name = s.cells, r.shell
		}
	}
	if why := queues.push(name, r); why != nil {
		r.refuse(why)
		s.serve(r) // asks nothing of the handler, so it does not wait
	}
}

// client identifies who sent r.
func (r *request) client() []byte {
	if len(r.Identities) == 0 {
		return nil
	}
	return r.Identities[0]
}

// serve answers one request, between busy and idle.
func (s *Server) serve(r *request) {
	r.out.publish(msg.Status{ExecutionState: "busy"})
	var reply msg.Content
	returned := false
	defer func() {
		if p := recover(); p != nil {
			reply = s.panicked(r, fmt.Sprint(p))
		} else if !returned {
			reply = s.panicked(r, "the handler ended its goroutine")
		}
		if r.postponed {
			return
		}
		if reply != nil {
			s.send.reply(r, reply)
		}
		r.out.publish(msg.Status{ExecutionState: "idle"})
	}()
	reply = s.answer(r)
	returned = true
}

func (s *Server) answer(r *request) msg.Content {
	if r.aborted.Load() {
		r.replyMetadata = json.RawMessage(`{"status":"aborted"}`)
		return msg.ExecuteReply{Status: msg.StatusAborted}
	}
	if why := r.refusal.Load(); why != nil {
		return s.refused(r, why)
	}
	f, ok := s.table[r.Header.MsgType]
	if !ok {
		return s.refused(r, &refusal{"UnknownRequest", fmt.Sprintf("messages of type %q are not known", r.Header.MsgType)})
	}
	reply, err := f(r)
	if err != nil {
		return s.refused(r, err)
	}
	return reply
}

// refused is the reply to a request that fails before it reaches the language side.
func (s *Server) refused(r *request, err error) msg.Content {
	why, ok := err.(*refusal)
	if !ok {
		why = &refusal{"BadRequest", err.Error()}
	}
	return s.errorReply(r, msg.Error{EName: why.name, EValue: why.text,
		Traceback: []string{why.name + ": " + why.text}})
}

// panicked is the reply to a request that the language side could not cope with.
func (s *Server) panicked(r *request, value string) msg.Content {
	stack := strings.Split(strings.TrimSpace(string(debug.Stack())), "\n")
	s.log.once("panic in handler", "panic while serving "+r.Header.MsgType, fmt.Errorf("%s\n%s", value, strings.Join(stack, "\n")))
	e := msg.Error{EName: "InternalError", EValue: value,
		Traceback: append([]string{"InternalError: " + value}, stack...)}
	if r.Header.MsgType == msg.TypeExecuteRequest {
		r.out.Error(e)
	}
	return s.errorReply(r, e)
}

// errorReply is nil for messages that have no reply: these are logged.
func (s *Server) errorReply(r *request, e msg.Error) msg.Content {
	kind, ok := strings.CutSuffix(r.Header.MsgType, "_request")
	if !ok {
		s.log.once("failed without reply", "cannot serve "+r.Header.MsgType, fmt.Errorf("%s: %s", e.EName, e.EValue))
		return nil
	}
	if r.Header.MsgType == msg.TypeExecuteRequest {
		return msg.ExecuteReply{Status: msg.StatusError, ExecutionCount: s.count.next(false),
			EName: e.EName, EValue: e.EValue, Traceback: e.Traceback}
	}
	return msg.ErrorReply{Type: kind + "_reply", Error: e}
}
