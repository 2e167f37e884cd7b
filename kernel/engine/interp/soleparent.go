package interp

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"strings"

	"weft/kernel/engine/pipe"
	"weft/kernel/golang/slice"
)

// A soleParent is the other end of a session's link in a process that has no parent to speak to, but serves a caller
// of package procs. It acknowledges everything, and ends the process as a program ends: a panic prints what a compiled
// program's would, so that package procs finds it.
type soleParent struct {
	session *session
	file    string // with what the session interprets
}

// Write takes one message, which is written in one call or several.
func (p *soleParent) Write(b []byte) (int, error) {
	m, err := pipe.NewReader(bytes.NewReader(b)).Read()
	if err != nil {
		return len(b), nil // a large display comes in pieces: there is nobody to see it
	}
	switch m := m.(type) {
	case *pipe.Started:
		go p.session.link.answer(m.Seq, &pipe.Ack{Seq: m.Seq})
	case *pipe.Display:
		go p.session.link.answer(m.Seq, &pipe.Ack{Seq: m.Seq})
	case *pipe.Result:
		go p.session.link.answer(m.Seq, &pipe.Ack{Seq: m.Seq})
	case *pipe.Clear:
		go p.session.link.answer(m.Seq, &pipe.Ack{Seq: m.Seq})
	case *pipe.Input:
		go p.session.link.answer(m.Seq, p.reply(m))
	case *pipe.Late:
		// Only one cell ever runs here.
	case *pipe.Panic:
		p.crash(m)
	case *pipe.Done:
		p.done(m)
	}
	return len(b), nil
}

func (p *soleParent) reply(m *pipe.Input) *pipe.InputReply {
	if m.Worker { // it is the same for processes that this one starts
		text, err := json.Marshal(pipe.Worker{Eval: p.file})
		if err == nil {
			return &pipe.InputReply{Seq: m.Seq, Text: string(text)}
		}
	}
	return &pipe.InputReply{Seq: m.Seq, EOF: true}
}

// crash writes a panic in the run time's words to descriptor 2, and ends the process.
func (p *soleParent) crash(m *pipe.Panic) {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n\ngoroutine 1 [running]:\n", m.Message)
	text, _ := os.ReadFile(p.file + pipe.PlacesSuffix) // without it there are no places
	for _, f := range m.Frames {
		if at, ok := slice.Place(string(text), f.Line, max(f.Col, 1)); ok {
			fmt.Fprintf(&b, "main.%s(...)\n\tcell[%d]:%d\n", f.Func, at.Cell, at.Line)
		}
	}
	lastWords(b.String())
	os.Exit(2)
}

func (p *soleParent) done(m *pipe.Done) {
	if m.Status == pipe.Faulty {
		lastWords("fatal error: " + m.Fault + "\n\n")
	}
	os.Exit(125) // procs.Serve does not return
}
