package kernel

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"weft/kernel/engine/pipe"
	"weft/kernel/magic"
)

// surveyLimit is how long the evaluator may take to list its goroutines.
const surveyLimit = 10 * time.Second

// settling is how often %goroutines looks at most until what is about to end has ended. It does not count the time: a
// machine that stalls would make it tell what nobody could have waited for.
const settling = 200

// Goroutines implements magic.Host.
func (r *run) Goroutines(ctx context.Context) (magic.Table, error) {
	g, err := r.survey(ctx, r.settled)
	if err != nil {
		return magic.Table{}, err
	}
	r.session.mu.Lock()
	defer r.session.mu.Unlock()
	return r.session.goroutineTable(g, r.number), nil
}

// settled lists the goroutines, and again while one runs that is in no cell's code: those of a server that has been
// closed are about to end, and not worth telling.
func (r *run) settled(ctx context.Context) (pipe.Goroutines, error) {
	passing := func(g pipe.Goroutine) bool {
		return !g.Main && len(g.Frames) == 0 && (g.State == "running" || g.State == "runnable")
	}
	g, err := r.session.child.Survey(ctx)
	for look := 1; err == nil && look < settling && slices.ContainsFunc(g.Goroutines, passing); look++ {
		select {
		case <-ctx.Done():
			return g, nil
		case <-time.After(10 * time.Millisecond):
		}
		next, failed := r.session.child.Survey(ctx)
		if failed != nil && ctx.Err() != nil {
			return g, nil
		}
		g, err = next, failed
	}
	return g, err
}

// goroutineTable lists goroutines, those that do the same together; it has no rows if there are none. The one that
// runs the cell of that number, which asks, is left out.
func (s *Session) goroutineTable(g pipe.Goroutines, number int) magic.Table {
	list := slices.DeleteFunc(slices.Clone(g.Goroutines), func(g pipe.Goroutine) bool { return g.Main && g.Cell == number })
	total := max(g.Total-(len(g.Goroutines)-len(list)), len(list))
	t := magic.Table{
		Title:   "1 goroutine is alive",
		Columns: []magic.Column{{Title: "goroutine"}, {Title: "what it does", Prose: true}, {Title: "age", Number: true}, {Title: "where"}, {Title: "line", Code: true}, {Title: "started at"}},
	}
	if total != 1 {
		t.Title = thousands(total) + " goroutines are alive"
	}
	if total > len(list) {
		t.Foot = fmt.Sprintf("%s of the %s goroutines are listed", thousands(len(list)), thousands(total))
	}
	all := s.gather(list, nil)
	slices.SortStableFunc(all, func(a, b blocked) int {
		return cmp.Or(a.Cell-b.Cell, cmp.Compare(b.Age, a.Age), cmp.Compare(a.ID, b.ID))
	})
	for _, b := range all {
		t.Rows = append(t.Rows, magic.Row{Cells: s.goroutineRow(b)})
	}
	return t
}

func (s *Session) goroutineRow(b blocked) []string {
	where, line := "cell ["+strconv.Itoa(b.Cell)+"]", ""
	if b.Cell == 0 {
		where = ""
	}
	if b.at.Exact && b.at.Cell > 0 {
		where, line = framePos(b.at).String(), clip(strings.TrimSpace(s.excerpt(framePos(b.at), false)), 40)
	}
	started := ""
	if b.Started != nil && b.Started.Cell > 0 && b.Started.Line > 0 {
		started = framePos(*b.Started).String()
	}
	return []string{numbers(b.ids), b.op.Phrase(false) + s.holding(b), ages(b), where, line, started}
}

// holding says which locks a goroutine holds.
func (s *Session) holding(b blocked) string {
	var names []string
	for _, l := range b.Holds {
		name := "a lock"
		if l.At != nil {
			if taken := s.lockText(*l.At); taken != "" {
				name = strings.TrimSuffix(strings.TrimSuffix(strings.TrimSuffix(taken, "()"), ".Lock"), ".RLock")
			}
		}
		if !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	if len(names) == 0 || len(b.ids) > 1 {
		return ""
	}
	return "; holds " + strings.Join(names, ", ")
}

// numbers are up to three of a group's numbers, or the first and how many there are.
func numbers(ids []int64) string {
	if len(ids) > 3 {
		return fmt.Sprintf("%d and %d more", ids[0], len(ids)-1)
	}
	return strings.Trim(strings.ReplaceAll(fmt.Sprint(ids), " ", ", "), "[]")
}

// ages is how long ago the goroutines were started: the first, if they are several.
func ages(b blocked) string {
	if b.Age <= 0 {
		return ""
	}
	d := time.Duration(b.Age)
	switch {
	case d < time.Second:
		return fmt.Sprintf("%d ms", d.Milliseconds())
	case d < time.Minute:
		return fmt.Sprintf("%.1f s", d.Seconds())
	case d < time.Hour:
		return fmt.Sprintf("%d min %d s", int(d.Minutes()), int(d.Seconds())%60)
	}
	return fmt.Sprintf("%d h %d min", int(d.Hours()), int(d.Minutes())%60)
}

// thousands writes 100000 as 100,000.
func thousands(n int) string {
	text := strconv.Itoa(n)
	for i := len(text) - 3; i > 0; i -= 3 {
		text = text[:i] + "," + text[i:]
	}
	return text
}
