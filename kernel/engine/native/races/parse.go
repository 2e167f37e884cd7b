package races

import (
	"slices"
	"strconv"
	"strings"

	"weft/kernel/engine/native/crash"
	"weft/kernel/golang/cell"
)

const (
	fence  = "=================="
	title  = "WARNING: DATA RACE"
	mainly = "main goroutine"
)

// Parse reads the reports of one run, in their order. Reports that tell the same places become one.
func Parse(text string) []Race {
	var all []Race
	known := make(map[string]int) // index in all
	for report := range strings.SplitSeq(text, fence+"\n") {
		body, ok := strings.CutPrefix(report, title+"\n")
		if !ok {
			continue
		}
		r := parseReport(body)
		if len(r.Accesses) == 0 {
			continue
		}
		key := r.key()
		if i, ok := known[key]; ok {
			all[i].Count++
			continue
		}
		known[key] = len(all)
		all = append(all, r)
	}
	return all
}

// Remarks are lines of the detector that belong to no report, such as why it gave up. What it says about their
// number is not among them.
func Remarks(text string) []string {
	var all []string
	inside := false
	for line := range strings.SplitSeq(text, "\n") {
		switch {
		case line == fence:
			inside = !inside
		case inside, line == "", strings.HasPrefix(line, "Found ") && strings.HasSuffix(line, " data race(s)"):
		default:
			all = append(all, line)
		}
	}
	return all
}

func parseReport(body string) Race {
	r := Race{Count: 1}
	for part := range strings.SplitSeq(body, "\n\n") {
		head, rest, _ := strings.Cut(part, "\n")
		frames, lost := parseFrames(rest)
		if a, ok := parseAccess(head); ok {
			a.Frames, a.Lost = frames, lost
			a.Atomic = a.Atomic || len(frames) > 0 && strings.HasPrefix(frames[0].Func, "sync/atomic.")
			r.Accesses = append(r.Accesses, a)
		} else if g, ok := parseGoroutine(head); ok {
			g.Created = frames
			r.Goroutines = append(r.Goroutines, g)
		}
	}
	return r
}

// parseAccess reads "Previous atomic write at 0x00c00001c0a8 by goroutine 7:".
func parseAccess(head string) (Access, bool) {
	head, ok := strings.CutSuffix(head, ":")
	what, who, found := strings.Cut(head, " by ")
	if !ok || !found {
		return Access{}, false
	}
	what, _, found = strings.Cut(what, " at 0x")
	if !found {
		return Access{}, false
	}
	var a Access
	words := strings.Fields(strings.ToLower(what))
	words = slices.DeleteFunc(words, func(w string) bool { return w == "previous" })
	if len(words) > 0 && words[0] == "atomic" {
		a.Atomic, words = true, words[1:]
	}
	if len(words) != 1 || words[0] != "read" && words[0] != "write" {
		return Access{}, false
	}
	a.Write = words[0] == "write"
	if number, ok := strings.CutPrefix(who, "goroutine "); ok {
		n, err := strconv.Atoi(number)
		a.Goroutine = n
		return a, err == nil
	}
	return a, who == mainly
}

// parseGoroutine reads "Goroutine 7 (finished) created at:".
func parseGoroutine(head string) (Goroutine, bool) {
	text, ok := strings.CutPrefix(head, "Goroutine ")
	text, created := strings.CutSuffix(text, " created at:")
	number, state, found := strings.Cut(text, " ")
	n, err := strconv.Atoi(number)
	if !ok || !created || !found || err != nil {
		return Goroutine{}, false
	}
	return Goroutine{ID: n, Finished: state == "(finished)"}, true
}

// parseFrames reads calls, each with its position in the next line.
func parseFrames(text string) (frames []crash.Frame, lost bool) {
	call := ""
	for line := range strings.SplitSeq(text, "\n") {
		position, isPosition := strings.CutPrefix(line, "      ")
		switch {
		case isPosition && call != "":
			f := crash.FrameAt(position)
			f.Func = crash.FuncOf(call)
			frames = append(frames, f)
			call = ""
		case strings.HasPrefix(line, "  [failed to restore the stack]"):
			lost = true
		case strings.HasPrefix(line, "  "):
			call = strings.TrimSpace(line)
		}
	}
	return frames, lost
}

// key is equal for reports that look the same to their reader.
func (r Race) key() string {
	var places []string
	for _, a := range r.Accesses {
		places = append(places, placeOf(a.Frames, a.At())+" "+strconv.FormatBool(a.Write)+" "+strconv.FormatBool(a.Atomic))
	}
	slices.Sort(places) // which of the two was noticed is chance
	return strings.Join(places, "\n")
}

func placeOf(frames []crash.Frame, pos cell.Pos) string {
	switch {
	case pos.IsValid():
		return pos.String()
	case len(frames) > 0:
		return frames[0].File + ":" + strconv.Itoa(frames[0].Line)
	}
	return ""
}
