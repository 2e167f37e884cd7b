package kernel

import (
	"fmt"
	"strings"

	"weft/kernel/engine/native/bubble/hook"
	bubblerun "weft/kernel/engine/native/bubble/run"
	"weft/kernel/engine/native/crash"
)

// waitingAt tells what a goroutine waits for, where, and who holds what it waits for; "" if no cell is concerned.
func (s *Session) waitingAt(g bubblerun.Goroutine) string {
	at := s.hookPlace(g.Place)
	if at == "" {
		for _, f := range g.Frames {
			if at = s.hookPlace(f); at != "" {
				break
			}
		}
	}
	if at == "" {
		return ""
	}
	who := "the cell"
	if !g.Main {
		who = "a goroutine"
	}
	lines := []string{bold + who + ": " + g.State + plain, at}
	for _, h := range g.Holders {
		if held := s.hookPlace(h.Place); held != "" {
			lines = append(lines, faint+"held since "+plain+held)
		}
	}
	if started := s.hookPlace(g.Started); started != "" && !g.Main {
		lines = append(lines, faint+"started at "+plain+started)
	}
	return indent(strings.Join(lines, "\n"))
}

// hookPlace is a position of a program as its reader sees it, "" if it is in no cell.
func (s *Session) hookPlace(p hook.Place) string {
	f := crash.FrameAt(fmt.Sprintf("%s:%d", p.File, p.Line))
	f.Func = p.Func
	return s.innermost([]crash.Frame{f})
}
