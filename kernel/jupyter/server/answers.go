package server

import (
	"unicode/utf8"

	"weft/kernel/jupyter/msg"
	"weft/kernel/jupyter/server/history"
	"weft/kernel/jupyter/wire"
)

// answers is what the server can be asked, on shell and control alike.
func (s *Server) answers() map[string]answer {
	return map[string]answer{
		msg.TypeExecuteRequest:        decoded(s.execute),
		msg.TypeCompleteRequest:       decoded(s.complete),
		msg.TypeInspectRequest:        decoded(s.inspect),
		msg.TypeIsCompleteRequest:     decoded(s.isComplete),
		msg.TypeHistoryRequest:        decoded(s.history),
		msg.TypeKernelInfoRequest:     decoded(s.kernelInfo),
		msg.TypeConnectRequest:        decoded(s.connect),
		msg.TypeInterruptRequest:      decoded(s.interrupt),
		msg.TypeShutdownRequest:       decoded(s.shutdown),
		msg.TypeUsageRequest:          decoded(s.usage),
		msg.TypeDebugRequest:          decoded(s.debug),
		msg.TypeCreateSubshellRequest: decoded(s.createSubshell),
		msg.TypeDeleteSubshellRequest: decoded(s.deleteSubshell),
		msg.TypeListSubshellRequest:   decoded(s.listSubshell),
		msg.TypeCommInfoRequest:       decoded(s.commInfo),
		msg.TypeCommOpen:              decoded(s.commOpen),
		msg.TypeCommMsg:               decoded(s.commMsg),
		msg.TypeCommClose:             decoded(s.commClose),
	}
}

// decoded makes an answer from a function that wants the request's content.
func decoded[R any](f func(*request, R) (msg.Content, error)) answer {
	return func(r *request) (msg.Content, error) {
		var content R
		if err := msg.Decode(r.Content, &content); err != nil {
			return nil, err
		}
		return f(r, content)
	}
}

func (s *Server) kernelInfo(*request, msg.KernelInfoRequest) (msg.Content, error) {
	info := s.h.Info()
	info.ProtocolVersion = wire.ProtocolVersion
	// A new list: the handler's may be shared.
	info.SupportedFeatures = append([]string{"kernel subshells"}, info.SupportedFeatures...)
	return info, nil
}

func (s *Server) complete(_ *request, q msg.CompleteRequest) (msg.Content, error) {
	q.CursorPos = clamp(q.CursorPos, q.Code)
	return s.h.Complete(s.ctx, q), nil
}

func (s *Server) inspect(_ *request, q msg.InspectRequest) (msg.Content, error) {
	q.CursorPos = clamp(q.CursorPos, q.Code)
	return s.h.Inspect(s.ctx, q), nil
}

// clamp moves a cursor into code. Both count code points.
func clamp(pos int, code string) int {
	return max(0, min(pos, utf8.RuneCountInString(code)))
}

func (s *Server) isComplete(_ *request, q msg.IsCompleteRequest) (msg.Content, error) {
	return s.h.IsComplete(s.ctx, q), nil
}

func (s *Server) history(_ *request, q msg.HistoryRequest) (msg.Content, error) {
	var found []history.Entry
	switch q.HistAccessType {
	case "tail":
		n := q.N
		if n <= 0 {
			n = 10
		}
		found = s.past.Tail(n)
	case "range":
		stop := -1
		if q.Stop != nil {
			stop = max(0, *q.Stop)
		}
		found = s.past.Range(q.Session, q.Start, stop)
	case "search":
		found = s.past.Search(q.Pattern, q.N, q.Unique)
	default:
		return nil, &refusal{"BadRequest", "hist_access_type must be range, tail or search, not " + q.HistAccessType}
	}
	reply := msg.HistoryReply{History: make([]msg.HistoryEntry, len(found))}
	for i, e := range found {
		reply.History[i] = msg.HistoryEntry{Session: e.Session, Line: e.Line, Input: e.Input, WithOutput: q.Output, Output: e.Output}
	}
	return reply, nil
}

func (s *Server) connect(*request, msg.ConnectRequest) (msg.Content, error) {
	c := s.socks.conn
	return msg.ConnectReply{ShellPort: c.ShellPort, IopubPort: c.IOPubPort, StdinPort: c.StdinPort,
		HBPort: c.HBPort, ControlPort: c.ControlPort}, nil
}

func (s *Server) interrupt(*request, msg.InterruptRequest) (msg.Content, error) {
	s.h.Interrupt()
	return msg.InterruptReply{}, nil
}

// shutdown only says what is wanted: the answer comes when the kernel has really ended.
func (s *Server) shutdown(r *request, q msg.ShutdownRequest) (msg.Content, error) {
	r.postponed = true // before anybody can see r
	if !s.end.request(r, q.Restart) {
		r.postponed = false
		return msg.ShutdownReply{Restart: s.end.restarting()}, nil
	}
	return nil, nil
}

// usage adds what does not depend on the language to what the handler knows.
func (s *Server) usage(*request, msg.UsageRequest) (msg.Content, error) {
	u := s.h.Usage()
	s.host.fill(&u)
	return u, nil
}

// debug refuses in the words of both protocols.
func (s *Server) debug(_ *request, q msg.DebugRequest) (msg.Content, error) {
	const why = "this kernel has no debugger"
	return msg.DebugReply{Status: msg.StatusError, RequestSeq: q.Seq, Command: q.Command, Message: why,
		EName: "NotSupported", EValue: why, Traceback: []string{"NotSupported: " + why}}, nil
}
