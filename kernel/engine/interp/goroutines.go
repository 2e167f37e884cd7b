package interp

import (
	"bytes"
	"cmp"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"time"

	"weft/kernel/engine/pipe"
	"weft/kernel/engine/rt"
	"weft/kernel/engine/sched"
)

// A look at all goroutines of the session takes the stacks from the run time's own dump, whose arguments lead
// to the interpreter's frames, and the places from the notes in these; when and where goroutines were started
// they have recorded themselves (rt.Birth). It stops the process for about 20 µs for each goroutine, so of
// crowds only what the scheduler keeps is told.

// A sight is a goroutine as a look found it.
type sight struct {
	pipe.Goroutine
	ended bool // it can no longer run its cell's code, and only waits in compiled code
	gone  bool // it is a cell's own one that has called runtime.Goexit
}

// survey answers a request.
func (s *session) survey(m *pipe.Survey) {
	all, total := s.look()
	answer := pipe.Goroutines{Seq: m.Seq, Goroutines: described(all), Total: total}
	if m.Weigh {
		answer.Weights, answer.Weighed = s.weights(all, total)
	}
	s.link.send(&answer)
}

// described are the goroutines of a look for a message.
func described(all []sight) []pipe.Goroutine {
	out := make([]pipe.Goroutine, 0, min(len(all), pipe.MaxGoroutines))
	for _, g := range all[:min(len(all), pipe.MaxGoroutines)] {
		out = append(out, g.Goroutine)
	}
	return out
}

// look finds the goroutines that belong to cells and can go on with their code, the oldest first, and how many
// they are.
func (s *session) look() (all []sight, total int) {
	if runtime.NumGoroutine() > crowd {
		return s.outline()
	}
	all = s.sights(func() []byte { text, _ := trace(); return text })
	return all, len(all)
}

// sights are the goroutines of cells in a trace that can go on with their code.
func (s *session) sights(trace func() []byte) (all []sight) {
	births, waits := s.births(), s.waits()
	s.pacer.frozen(func() {
		for block := range bytes.SplitSeq(trace(), []byte("\n\n")) {
			if !belongs(block) {
				continue
			}
			if g := s.sight(block, births, waits); !g.ended && !g.gone {
				all = append(all, g)
			}
		}
	})
	slices.SortFunc(all, func(a, b sight) int { return cmp.Compare(a.ID, b.ID) })
	s.locks.describe(all)
	return all
}

// lookOnce is look for what is told once: of a crowd it tells the places of those that the run time names first,
// which are the oldest as a rule. The process stands still for up to a second meanwhile.
func (s *session) lookOnce() []sight {
	if runtime.NumGoroutine() <= crowd {
		all, _ := s.look()
		return all
	}
	return s.sights(func() []byte {
		text := make([]byte, 4096*pipe.MaxGoroutines)
		text = text[:runtime.Stack(text, true)]
		return text[:max(bytes.LastIndex(text, []byte("\n\n")), 0)] // the last one may be incomplete
	})
}

// births are when and where the goroutines were started.
func (s *session) births() map[int64]rt.Birth {
	of := map[int64]rt.Birth{}
	for b := range s.rt.Births() {
		of[b.Goroutine] = b
	}
	return of
}

// waits are the channels and locks that goroutines wait for; nil if that cannot be known.
func (s *session) waits() map[int64][]sched.Object {
	if s.sched == nil {
		return nil
	}
	of, ours := map[int64][]sched.Object{}, s.labels.wakes()
	for g := range s.sched.Goroutines() {
		if g.Waits() {
			of[g.ID] = slices.DeleteFunc(g.WaitsFor(), func(o sched.Object) bool { return ours[o] })
		}
	}
	return of
}

// sight reads a block of a trace.
func (s *session) sight(block []byte, births map[int64]rt.Birth, waits map[int64][]sched.Object) sight {
	header, body, _ := bytes.Cut(block, []byte("\n"))
	st := parseStack(string(header), string(body))
	g := sight{Goroutine: pipe.Goroutine{ID: st.goroutine, Cell: cellOf(header), Main: bytes.Contains(block, []byte(ownStart))}}
	located, innermost := s.traces.stackIn(block)
	for _, l := range located {
		g.Frames = append(g.Frames, l.Frame)
	}
	v := view{stack: st, body: string(body), note: innermost}
	v.objects, v.known = waits[st.goroutine]
	g.State, g.Call = v.state(), v.call()
	s.started(&g.Goroutine, births)
	if n := len(st.calls); n > 0 {
		outermost, ok := s.frames.at(st.calls[n-1])
		g.ended = ok && s.frames.revoked(outermost)
	}
	g.gone = strings.Contains(string(body), leftCall)
	return g
}

// leftCall begins the line of the function in which a cell's own goroutine waits that has called Goexit.
const leftCall = "weft/kernel/engine/interp.(*session).left("

// started fills in where and when the goroutine was started.
func (s *session) started(g *pipe.Goroutine, births map[int64]rt.Birth) {
	b, ok := births[g.ID]
	if ok {
		g.Age = max(time.Since(b.When).Nanoseconds(), 1)
	}
	switch {
	case g.Main:
	case ok && b.At != "":
		g.Started = placeOf(b.At)
	default:
		g.Started = &pipe.Frame{Cell: g.Cell}
	}
}

// stackIn is locatedIn for another goroutine's stack.
func (t *traces) stackIn(block []byte) ([]located, *note) {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.locatedIn(block)
}

// cellOf reads a goroutine's cell in the header of its block.
func cellOf(header []byte) int {
	_, after, _ := bytes.Cut(header, []byte(strconv.Quote(cellLabel)+`: "`))
	number, _, _ := bytes.Cut(after, []byte(`"`))
	n, _ := strconv.Atoi(string(number))
	return n
}

// outline is look for a crowd: without stacks, and of a few goroutines only.
func (s *session) outline() (all []sight, total int) {
	if s.sched == nil {
		return nil, runtime.NumGoroutine()
	}
	births := map[int64]rt.Birth{}
	for g := range s.sched.Goroutines() {
		m, ok := s.labels.of(g.Labels)
		if !ok {
			continue
		}
		if total++; len(all) < pipe.MaxGoroutines {
			state := g.Reason.String()
			if !g.Waits() || state == "" {
				state = g.State()
			}
			all = append(all, sight{Goroutine: pipe.Goroutine{ID: g.ID, Cell: m.cell.number, State: state, Main: !m.joined && g.Start() == ownFunction}})
			births[g.ID] = rt.Birth{}
		}
	}
	for b := range s.rt.Births() {
		if _, ok := births[b.Goroutine]; ok {
			births[b.Goroutine] = b
		}
	}
	for i := range all {
		s.started(&all[i].Goroutine, births)
	}
	return all, total
}

// ownFunction is where a cell's own goroutine begins.
const ownFunction = "weft/kernel/engine/interp.(*session).eval.func1"
