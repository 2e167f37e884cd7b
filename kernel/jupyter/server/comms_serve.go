package server

import (
	"encoding/json"
	"fmt"

	"weft/kernel/jupyter/msg"
)

func (s *Server) commInfo(_ *request, q msg.CommInfoRequest) (msg.Content, error) {
	return msg.CommInfoReply{Comms: s.comms.list(q.TargetName)}, nil
}

// commOpen opens a comm for a client, or closes it again at once, with the reason.
func (s *Server) commOpen(r *request, q msg.CommOpen) (msg.Content, error) {
	c := &Comm{ID: q.CommID, Target: q.TargetName, comms: s.comms}
	target, ok := s.comms.reserve(c)
	if !ok {
		return nil, &refusal{"CommExists", fmt.Sprintf("comm %q is open already", q.CommID)}
	}
	h, err := acceptComm(target, r, c, q)
	if err == nil {
		s.comms.accept(c, h)
		return nil, nil
	}
	if s.comms.remove(c.ID) {
		s.log.once("comm refused", "comm refused", err)
		r.out.publish(msg.CommClose{CommID: c.ID, Data: map[string]any{"error": err.Error()}})
	}
	return nil, nil
}

// acceptComm asks the target. A panic is a no.
func acceptComm(t Target, r *request, c *Comm, q msg.CommOpen) (h CommHandler, err error) {
	if t == nil {
		return nil, fmt.Errorf("there is no comm target %q", q.TargetName)
	}
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic in comm target %q: %v", q.TargetName, p)
		}
	}()
	return t(r.out, c, commData(r, q.Data))
}

func (s *Server) commMsg(r *request, q msg.CommMsg) (msg.Content, error) {
	h, ok := s.comms.find(q.CommID)
	if !ok {
		return nil, &refusal{"CommNotFound", fmt.Sprintf("there is no comm %q", q.CommID)}
	}
	if h != nil {
		h.Msg(r.out, commData(r, q.Data))
	}
	return nil, nil
}

func (s *Server) commClose(r *request, q msg.CommClose) (msg.Content, error) {
	h, ok := s.comms.find(q.CommID)
	if !ok || !s.comms.remove(q.CommID) {
		return nil, &refusal{"CommNotFound", fmt.Sprintf("there is no comm %q", q.CommID)}
	}
	if h != nil {
		h.Close(r.out, commData(r, q.Data))
	}
	return nil, nil
}

func commData(r *request, data map[string]any) CommData {
	d := CommData{Data: data, Buffers: r.Buffers}
	if json.Unmarshal(r.Metadata, &d.Metadata) != nil {
		d.Metadata = nil // wire has checked that it is an object
	}
	return d
}
