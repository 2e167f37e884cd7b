package kernel

import (
	"context"
	"strconv"
	"strings"

	"weft/kernel/golang/cell"
	"weft/kernel/golang/complete"
	"weft/kernel/jupyter/msg"
	"weft/kernel/magic"
)

// Inspect implements server.Handler.
func (k *Kernel) Inspect(_ context.Context, r msg.InspectRequest) msg.InspectReply {
	s := k.session
	offset := byteOffset(r.Code, r.CursorPos)
	code := r.Code
	if l, ok := s.magicLine(code, offset); ok && l.Takes&magic.GoCode != 0 {
		code = l.golang(code)
	} else if data, ok := s.inspectMagic(code, offset); ok {
		return msg.InspectReply{Found: true, Data: data}
	}
	if block := cell.Parse(1, code).Block; block != nil && !s.magics.TakesGo(block.Name) {
		return msg.InspectReply{}
	}
	s.mu.Lock()
	session := s.check
	s.mu.Unlock()
	info, ok := complete.At(session, code, offset, detail(r.DetailLevel > 0))
	if !ok {
		return msg.InspectReply{}
	}
	s.lookAt(&info)
	return msg.InspectReply{Found: true, Data: bundle(info)}
}

func detail(full bool) complete.Detail {
	if full {
		return complete.Full
	}
	return complete.Brief
}

func bundle(info complete.Info) msg.Bundle {
	return msg.Bundle{"text/plain": info.Text(), "text/markdown": info.Markdown()}
}

// inspectMagic describes the magic that the cursor is in.
func (s *Session) inspectMagic(code string, offset int) (msg.Bundle, bool) {
	line, _, _ := strings.Cut(code[strings.LastIndexByte(code[:offset], '\n')+1:], "\n")
	line = strings.TrimLeft(line, " \t")
	if !strings.HasPrefix(line, "%") {
		return nil, false
	}
	name, _, _ := strings.Cut(strings.TrimSpace(line), " ")
	m, ok := s.magics.Named(strings.TrimRight(name, "?"))
	if !ok {
		return nil, false
	}
	return msg.Bundle{"text/plain": m.Text(), "text/markdown": m.Markdown()}, true
}

// help answers x? and x?? in the frontend's pager.
func (r *run) help(m cell.Magic) {
	name := strings.TrimSpace(m.Name)
	s := r.session
	if data, ok := s.inspectMagic(name, len(name)); ok {
		r.payload = append(r.payload, msg.Page(data, 0))
		return
	}
	s.mu.Lock()
	session := s.check
	s.mu.Unlock()
	info, ok := complete.At(session, name, len(name), detail(m.Kind == cell.HelpSource))
	if !ok {
		r.out.Stream("stdout", "nothing is known about "+strconv.Quote(name)+"\n")
		return
	}
	r.lookAt(&info)
	r.payload = append(r.payload, msg.Page(bundle(info), 0))
}
