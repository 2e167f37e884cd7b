package kernel

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"go/ast"
	"maps"
	"math"
	"os"
	"slices"
	"strings"
	"time"

	"weft/kernel/display/timeline"
	"weft/kernel/engine/pipe"
	"weft/kernel/engine/tracing"
	"weft/kernel/golang/cell"
	"weft/kernel/golang/waits"
	"weft/kernel/jupyter/msg"
	"weft/kernel/magic"
)

// Record implements magic.Host.
func (r *run) Record(ctx context.Context, want magic.Recording) error {
	r.record = &want
	if f := r.code(ctx, r.below(want.Code)); f != nil {
		return &refusal{f}
	}
	return nil
}

// showRecording shows what the goroutines of the cell did, below what the cell has put out. The caller holds mu.
func (r *run) showRecording(said ending) {
	if said.recording == nil {
		remark(r.out, "no timeline: something records an execution trace already, such as trace.Start of a goroutine that still runs")
		return
	}
	rec, err := tracing.Read(bytes.NewReader(said.recording.Trace))
	if err != nil {
		remark(r.out, "no timeline: "+err.Error())
		return
	}
	rec.Cut = rec.Cut || said.recording.Cut
	p := picture{session: r.session, number: r.number, rec: rec, said: said, ops: map[[2]string]waits.Op{}}
	t := p.draw()
	t.Title = cmp.Or(r.record.Title, t.Title)
	r.out.Display(msg.Bundle{"text/html": t.HTML(0), "image/svg+xml": t.SVG(0), "text/plain": t.Text(0)}, nil, "")
	if r.record.File != "" {
		if err := writeRecording(r.record.File, rec); err != nil {
			remark(r.out, err.Error())
		}
	}
}

func writeRecording(file string, rec tracing.Recording) error {
	text, err := json.MarshalIndent(rec, "", "  ")
	if err == nil {
		err = os.WriteFile(file, append(text, '\n'), 0o644)
	}
	if err != nil {
		return fmt.Errorf("write timeline: %w", err)
	}
	return nil
}

// A picture is a recording that is being drawn.
type picture struct {
	session *Session
	number  int
	rec     tracing.Recording
	said    ending
	ops     map[[2]string]waits.Op // by place and reason
	end     time.Duration
	dead    time.Duration // since when nobody can move, 0 if somebody can
}

// leastWake is the part of the picture that a wait must take for its end to be shown as an arrow.
const leastWake = 0.02

func (p *picture) draw() timeline.Timeline {
	p.end = p.rec.Elapsed
	if p.said.deadlock != nil {
		p.dead = p.since()
		p.end = min(p.end, max(p.dead*2, p.dead+50*time.Microsecond))
	}
	t := timeline.Timeline{
		Title: fmt.Sprintf("Cell [%d]", p.number),
		Clock: "real time · " + plural(p.rec.CPUs, "CPU"),
		End:   p.end,
	}
	var order []string
	groups := map[string][]tracing.Goroutine{}
	for _, g := range p.rec.Goroutines {
		if _, known := groups[g.Place]; !known {
			order = append(order, g.Place)
		}
		groups[g.Place] = append(groups[g.Place], g)
		for _, s := range g.Spans {
			if s.Waker != 0 && float64(s.To-s.From) >= leastWake*float64(p.end) {
				t.Wakes = append(t.Wakes, timeline.Wake{From: int(s.Waker), To: int(g.ID), At: s.To})
			}
		}
	}
	var heaviest heavy
	for _, place := range order {
		group := timeline.Group{Many: "goroutines"}
		if name := p.called(place); name != anonymous {
			group.Many = "of " + name
		}
		for i, g := range groups[place] {
			group.Lanes = append(group.Lanes, p.lane(g, i, len(groups[place])))
		}
		t.Groups = append(t.Groups, group)
		if w := p.heaviest(groups[place]); w.share > heaviest.share && !groups[place][0].Main {
			heaviest = w
		}
	}
	t.Summary = p.summary(heaviest)
	if p.dead > 0 {
		t.Flags = append(t.Flags, timeline.Flag{From: p.dead, Label: "from here on nobody can move", Kind: timeline.Bad})
		for _, id := range p.said.deadlock.Ring {
			t.Ring = append(t.Ring, int(id))
		}
	}
	return t
}

// since is when the last goroutine of a deadlock began to wait.
func (p *picture) since() (at time.Duration) {
	for _, g := range p.rec.Goroutines {
		if n := len(g.Spans); n > 0 && !g.Ended || g.Main {
			at = max(at, g.Spans[n-1].From)
		}
	}
	return at
}

// lane is a goroutine, the one of that index among so many that were started at one place.
func (p *picture) lane(g tracing.Goroutine, index, of int) timeline.Lane {
	l := timeline.Lane{ID: int(g.ID), Name: p.called(g.Place), Ended: g.Ended && p.dead == 0}
	if at, ok := placeOf(g.Place); ok && at.Line > 0 {
		l.Where = fmt.Sprintf("go at %s", p.line(at))
	}
	switch {
	case g.Main:
		l.Name, l.Where, l.Keep = "the cell", "", true
	case g.Name != "":
		l.Name = g.Name
	case of > 1:
		l.Name = fmt.Sprintf("%s %d", l.Name, index+1)
	}
	var running time.Duration
	for _, s := range g.Spans {
		if s.State == tracing.Running {
			running += s.To - s.From
		}
		l.Spans = append(l.Spans, p.span(s)...)
	}
	if n := len(g.Spans); n > 0 {
		if life := g.Spans[n-1].To - g.Spans[0].From; life > 0 {
			l.Side, l.Under = fmt.Sprintf("%.0f%%", 100*float64(running)/float64(life)), "running"
		}
	}
	return l
}

// span is a state of a goroutine; of one that is in a deadlock, what comes after is another.
func (p *picture) span(s tracing.Span) []timeline.Span {
	out := timeline.Span{State: states[s.State], From: s.From, To: s.To}
	if s.State == tracing.Waiting || s.State == tracing.Outside {
		op := p.op(s)
		out.Label, out.Detail = label(op), op.Phrase(false)
		if at, ok := placeOf(s.Place); ok && at.Line > 0 {
			out.Detail += ", " + p.line(at)
		}
	}
	if s.State == tracing.Outside {
		out.Label = ""
	}
	if p.dead == 0 || s.To < p.rec.Elapsed || s.State != tracing.Waiting {
		return []timeline.Span{out}
	}
	stuck := out
	stuck.State, stuck.From, stuck.To = timeline.Stuck, p.dead, p.end
	if out.To = p.dead; out.To <= out.From {
		return []timeline.Span{stuck}
	}
	return []timeline.Span{out, stuck}
}

var states = map[tracing.State]timeline.State{
	tracing.Running: timeline.Running, tracing.Ready: timeline.Ready, tracing.Waiting: timeline.Waiting, tracing.Outside: timeline.Outside,
}

// op is what a wait is for, in the words of the cell.
func (p *picture) op(s tracing.Span) waits.Op {
	key := [2]string{s.Place, s.Reason}
	if op, known := p.ops[key]; known {
		return op
	}
	at, exact := placeOf(s.Place)
	state := s.Reason
	if strings.HasPrefix(state, "sync") {
		state = p.locking(at)
	}
	_, op := p.session.doing(pipe.Frame{Cell: at.Cell, Line: at.Line, Col: at.Col, Exact: exact && at.Line > 0}, state, "")
	p.ops[key] = op
	return op
}

// locking is which wait of package sync stands at a place: the tracer has one word for all.
func (p *picture) locking(at cell.Pos) string {
	lines := strings.Split(p.session.sources[at.Cell], "\n")
	if at.Line < 1 || at.Line > len(lines) || at.Col < 1 || at.Col > len(lines[at.Line-1]) {
		return "sync"
	}
	line := lines[at.Line-1]
	for name, state := range map[string]string{"Lock": "sync.Mutex.Lock", "RLock": "sync.RWMutex.RLock", "Wait": "sync.WaitGroup.Wait"} {
		if strings.HasPrefix(line[at.Col-1:], name+"(") {
			return state
		}
	}
	return "sync"
}

// label is a wait in few words.
func label(op waits.Op) string {
	switch op.Kind {
	case waits.Receiving, waits.Ranging:
		return "receive from " + cmp.Or(op.On, "a channel")
	case waits.Sending:
		return "send to " + cmp.Or(op.On, "a channel")
	case waits.Selecting, waits.Never:
		return "select"
	case waits.Locking, waits.Reading, waits.Group, waits.Cond, waits.Calling:
		return strings.TrimSuffix(op.On, "()")
	}
	return ""
}

// line names a place, seen from the cell.
func (p *picture) line(at cell.Pos) string {
	if at.Cell == p.number {
		return fmt.Sprintf("line %d", at.Line)
	}
	return fmt.Sprintf("cell [%d] line %d", at.Cell, at.Line)
}

// anonymous is what a goroutine is called that runs a function without a name.
const anonymous = "goroutine"

// called is what goroutines started at a place are called: by the function that they run, if it has a name.
func (p *picture) called(place string) string {
	at, ok := placeOf(place)
	if !ok || at.Line == 0 {
		return anonymous
	}
	c := cell.Parse(at.Cell, p.session.sources[at.Cell]).Rest()
	name := ""
	look := func(root ast.Node) {
		ast.Inspect(root, func(n ast.Node) bool {
			if n == nil || name != "" {
				return false
			}
			if here := c.Pos(n.Pos()); here.Line == at.Line && here.Col == at.Col {
				switch n := n.(type) {
				case *ast.GoStmt:
					name = functionName(n.Call.Fun)
				case *ast.CallExpr:
					if k := len(n.Args); k > 0 { // such as wg.Go(f)
						name = functionName(n.Args[k-1])
					}
				}
			}
			return true
		})
	}
	for _, st := range c.Stmts {
		look(st)
	}
	if c.File != nil {
		look(c.File)
	}
	return cmp.Or(name, anonymous)
}

// functionName is the name of a function, or of the one that a literal does nothing but call; "" if there is none.
func functionName(f ast.Expr) string {
	switch f := ast.Unparen(f).(type) {
	case *ast.Ident:
		return f.Name
	case *ast.SelectorExpr:
		return f.Sel.Name
	case *ast.IndexExpr:
		return functionName(f.X)
	case *ast.FuncLit:
		if len(f.Body.List) != 1 {
			return ""
		}
		if st, ok := f.Body.List[0].(*ast.ExprStmt); ok {
			if call, ok := st.X.(*ast.CallExpr); ok {
				return functionName(call.Fun)
			}
		}
	}
	return ""
}

// placeOf reads a place such as "cell[3]:7:2". One without a line is in no text.
func placeOf(text string) (cell.Pos, bool) {
	var p cell.Pos
	n, err := fmt.Sscanf(text, "cell[%d]:%d:%d", &p.Cell, &p.Line, &p.Col)
	return p, err == nil && n == 3
}

// A heavy is what the goroutines of a group waited for most.
type heavy struct {
	who   string
	what  string
	share float64 // of their time
}

func (p *picture) heaviest(group []tracing.Goroutine) heavy {
	var life time.Duration
	by := map[string]time.Duration{}
	for _, g := range group {
		for _, s := range g.Spans {
			life += s.To - s.From
			if s.State == tracing.Waiting {
				what := p.op(s).Phrase(len(group) > 1)
				if at, ok := placeOf(s.Place); ok && at.Line > 0 {
					what += " (" + p.line(at) + ")"
				}
				by[what] += s.To - s.From
			}
		}
	}
	name := p.called(group[0].Place)
	w := heavy{who: name}
	switch {
	case len(group) > 1 && name == anonymous:
		w.who = fmt.Sprintf("The %d goroutines", len(group))
	case len(group) > 1:
		w.who = fmt.Sprintf("The %d goroutines of %s", len(group), name)
	case name == anonymous:
		w.who = "The goroutine"
	}
	for _, what := range slices.Sorted(maps.Keys(by)) {
		if share := float64(by[what]) / float64(max(life, 1)); share > w.share {
			w.share, w.what = share, what
		}
	}
	return w
}

// worthTelling is the share of a wait that the summary tells.
const worthTelling = 0.15

func (p *picture) summary(w heavy) string {
	var running time.Duration
	for _, g := range p.rec.Goroutines {
		for _, s := range g.Spans {
			if s.State == tracing.Running {
				running += s.To - s.From
			}
		}
	}
	parts := []string{timeline.Text(p.rec.Elapsed) + " in all"}
	if p.rec.Cut {
		parts[0] = "the first " + timeline.Text(p.rec.Elapsed)
	}
	if average := float64(running) / float64(max(p.rec.Elapsed, 1)); average >= 0.05 && p.rec.Total > 1 {
		parts[0] += fmt.Sprintf("; on average %.1f of %s ran at the same time", math.Round(average*10)/10, plural(p.rec.Total, "goroutine"))
	}
	parts[0] += "."
	switch {
	case p.said.deadlock != nil:
		parts[0] = fmt.Sprintf("Deadlock after %s: %s blocked for ever.", timeline.Text(p.dead), plural(p.said.deadlock.Total, "goroutine"))
	case w.share >= worthTelling:
		parts = append(parts, fmt.Sprintf("%s %s, %.0f%% of the time.", w.who, w.what, 100*w.share))
	}
	return strings.Join(parts, " ")
}
