package kernel

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"weft/kernel/engine/native/bubble/hook"
	bubblerun "weft/kernel/engine/native/bubble/run"
	"weft/kernel/engine/native/crash"
)

// goroutineNames are what goroutines are called in messages, by their numbers: those are long and say nothing.
func goroutineNames(all []bubblerun.Goroutine) map[int64]string {
	names := map[int64]string{}
	var others []int64
	for _, g := range all {
		if g.Main {
			names[g.ID] = "the cell"
			continue
		}
		others = append(others, g.ID)
		names[g.ID] = "goroutine " + itoa(len(others))
	}
	if len(others) == 1 {
		names[others[0]] = "a goroutine"
	}
	return names
}

// circle says in a sentence who waits for whom.
func circle(cycle []int64, names map[int64]string) string {
	if len(cycle) < 2 {
		return ""
	}
	var b strings.Builder
	for i, id := range append(slices.Clone(cycle), cycle[0]) {
		if names[id] == "" {
			return ""
		}
		b.WriteString([]string{"", " waits for ", ", which waits for "}[min(i, 2)] + names[id])
	}
	return "  in a circle: " + b.String()
}

// waits says what a goroutine that is in state does.
func waits(state string) string {
	switch state {
	case "running", "runnable":
		return "is running"
	case "sleep":
		return "sleeps"
	case "chan receive":
		return "waits to receive from a channel"
	case "chan send":
		return "waits to send on a channel"
	case "select":
		return "waits in a select"
	}
	return "waits in " + state
}

// waitingAt tells what a goroutine waits for, where, and who holds what it waits for; "" if no cell is concerned.
func (s *Session) waitingAt(g bubblerun.Goroutine, names map[int64]string) string {
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
	lines := []string{bold + names[g.ID] + " " + waits(g.State) + plain, at}
	for _, h := range g.Holders {
		if held := s.hookPlace(h.Place); held != "" {
			lines = append(lines, faint+"held by "+holder(h.Goroutine, g.ID, names)+" since "+plain+held)
		}
	}
	if started := s.hookPlace(g.Started); started != "" && !g.Main {
		lines = append(lines, faint+"started at "+plain+started)
	}
	return indent(strings.Join(lines, "\n"))
}

// holder is who has what waiting waits for. A goroutine that ended may have left a lock behind.
func holder(id, waiting int64, names map[int64]string) string {
	if id == waiting {
		return "itself"
	}
	return cmp.Or(names[id], "a goroutine that has ended")
}

// hookPlace is a position of a program as its reader sees it, "" if it is in no cell.
func (s *Session) hookPlace(p hook.Place) string {
	f := crash.FrameAt(fmt.Sprintf("%s:%d", p.File, p.Line))
	f.Func = p.Func
	return s.innermost([]crash.Frame{f})
}
