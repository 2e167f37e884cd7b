package kernel

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strings"

	"weft/kernel/engine/child"
	"weft/kernel/engine/pipe"
	"weft/kernel/engine/profiling"
	"weft/kernel/golang/cell"
	"weft/kernel/magic"
)

// profileGoroutines shows what the session's goroutines do, with the calls that led there.
func (r *run) profileGoroutines(ctx context.Context, asked magic.Profiling) error {
	g, err := r.survey(ctx, r.settled)
	if err != nil {
		return fmt.Errorf("%%pprof goroutine: %w", err)
	}
	s := r.session
	s.mu.Lock()
	defer s.mu.Unlock()
	var p profiling.Profile
	for _, g := range g.Goroutines {
		if !g.Main || g.Cell != r.number {
			p.Samples = append(p.Samples, profiling.Sample{Value: 1, Count: 1, Frames: s.goroutineFrames(g)})
		}
	}
	if len(p.Samples) == 0 {
		r.Print("no goroutines are running\n")
		return nil
	}
	r.writeProfile(asked, p, "goroutine", "count", "goroutines")
	v := view{run: r, profile: p, how: "interpreted code", measure: func(n int64) string { return thousands(int(n)) }}
	if g.Total > len(g.Goroutines) {
		v.notes = append(v.notes, fmt.Sprintf("%s of the %s goroutines were looked at", thousands(len(g.Goroutines)), thousands(g.Total)))
	}
	v.show("What goroutines do", plural(len(p.Samples), "goroutine")+"; ", "of them", "Goroutines", v.rows(p, true))
	return nil
}

// survey asks the evaluator, for some time.
func (r *run) survey(ctx context.Context, ask func(context.Context) (pipe.Goroutines, error)) (pipe.Goroutines, error) {
	ctx, stop := r.Stoppable(ctx)
	defer stop()
	limited, cancel := context.WithTimeout(ctx, surveyLimit)
	defer cancel()
	g, err := ask(limited)
	var exit *child.ExitError
	switch {
	case errors.As(err, &exit):
		return g, errors.New("the evaluator has ended, and with it all goroutines")
	case errors.Is(err, context.DeadlineExceeded):
		return g, fmt.Errorf("the evaluator did not answer within %s", surveyLimit)
	}
	return g, err
}

// goroutineFrames are what a goroutine does, and its calls. The caller holds mu.
func (s *Session) goroutineFrames(g pipe.Goroutine) (all []profiling.Frame) {
	at, op := s.doing(innermostFrame(g.Frames), g.State, g.Call)
	if what := cmp.Or(label(op), op.Phrase(false)); what != "" {
		all = append(all, profiling.Frame{Func: what, Kind: profiling.Library, Pos: framePos(at)})
	}
	for i, f := range g.Frames {
		if f.Cell == 0 {
			continue
		}
		if i == 0 {
			f = at
		}
		c := cell.Parse(f.Cell, s.sources[f.Cell]).Rest()
		all = append(all, profiling.Frame{Func: cmp.Or(function(c, f, framePos(f)), theCell), Kind: profiling.Own, Pos: framePos(f)})
	}
	if g.Started != nil && g.Started.Line > 0 {
		all = append(all, profiling.Frame{Func: fmt.Sprintf("go at cell [%d] line %d", g.Started.Cell, g.Started.Line), Kind: profiling.Own, Pos: framePos(*g.Started)})
	}
	return all
}

// profileVariables shows what the session's variables hold.
func (r *run) profileVariables(ctx context.Context, asked magic.Profiling) error {
	g, err := r.survey(ctx, r.session.child.Weigh)
	switch {
	case err != nil:
		return fmt.Errorf("%%pprof heap: %w", err)
	case !g.Weighed:
		return errors.New("%pprof heap: goroutines of cells are running, and variables cannot be looked at while they may change; %goroutines lists them. End them first, or write %%pprof heap above a cell to see what it allocates")
	}
	s := r.session
	unit := s.check.Everything()
	var p profiling.Profile
	for _, w := range g.Weights {
		f := profiling.Frame{Func: w.Name, Kind: profiling.Own}
		if o := unit.Pkg.Scope().Lookup(w.Name); o != nil {
			f.Pos = cell.Locate(unit.Fset, o.Pos())
			f.Pos.Col = 0
		}
		whole := profiling.Frame{Func: "variables", Kind: profiling.System}
		if f.Pos.Cell > 0 {
			whole.Func = fmt.Sprintf("cell [%d]", f.Pos.Cell)
		}
		p.Samples = append(p.Samples, profiling.Sample{Value: w.Bytes, Count: 1, Frames: []profiling.Frame{f, whole}})
	}
	if len(p.Samples) == 0 {
		r.Print("no variable holds anything beside itself\n")
		return nil
	}
	r.writeProfile(asked, p, "inuse_space", "bytes", "inuse_objects")
	s.mu.Lock()
	defer s.mu.Unlock()
	total, _ := p.Total()
	var rows []row
	for _, w := range p.Top()[:min(len(p.Samples), topLines)] {
		where, text := "", ""
		if w.Pos.IsValid() {
			where, text = fmt.Sprintf("cell [%d] line %d", w.Pos.Cell, w.Pos.Line), clip(strings.TrimSpace(s.excerpt(w.Pos, false)), lineWidth)
		}
		rows = append(rows, row{cells: []string{w.Func, where, text, bytesText(w.Flat) + " " + shareText(w.Flat, total)}})
	}
	t := table{title: "What the session's variables hold, about",
		columns: []column{{title: "Variable"}, {title: "Where"}, {title: "Line", code: true}, {title: "Bytes", number: true}}, rows: rows,
		foot: "Of what has many parts some were looked at; what only goroutines refer to is not among it."}
	r.out.Display(t.bundle(), nil, "")
	v := view{run: r, profile: p, how: "about", measure: bytesText}
	v.draw("What the session's variables hold", bytesText(total)+" in "+plural(len(p.Samples), "variable")+".")
	return nil
}
