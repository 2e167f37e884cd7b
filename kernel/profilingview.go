package kernel

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"weft/kernel/display/flame"
	"weft/kernel/engine/profiling"
	"weft/kernel/flood"
	"weft/kernel/jupyter/msg"
	"weft/kernel/magic"
)

// A view is a profile on its way to the reader: a table and a flame graph.
type view struct {
	*run
	profile profiling.Profile // with names as the reader knows them
	because profiling.Profile // of locks: the calls that ended the waits
	how     string            // what was measured: "compiled code"
	measure func(int64) string
	notes   []string // below the table
}

// Bounds.
const (
	topLines  = 10
	fewLooks  = 20 // samples below which shares say little
	lineWidth = 44 // of a line of Go in the table
)

func (v view) processor() {
	total, looks := v.profile.Total()
	if looks == 0 {
		note(v.out, "nothing to show: the cell used less than 10 ms of a processor's time, and the run time looks only every 10 ms")
		return
	}
	if looks < fewLooks {
		v.notes = append(v.notes, fmt.Sprintf("only %s: repeat the work in the cell for figures to rely on", plural(int(looks), "sample")))
	}
	summary := fmt.Sprintf("%s of processor time, seen in %s; ", v.measure(total), plural(int(looks), "sample"))
	if v.profile.Elapsed > 0 {
		summary = fmt.Sprintf("%s of processor time in %s, seen in %s; ", v.measure(total), v.measure(v.profile.Elapsed), plural(int(looks), "sample"))
	}
	v.show("Processor time of cell ["+strconv.Itoa(v.number)+"]", summary, "of the time", "Samples", v.rows(v.profile, false))
}

func (v view) allocations() {
	total, objects := v.profile.Total()
	if total == 0 {
		note(v.out, "the cell allocates nothing")
		return
	}
	v.show("Allocations of cell ["+strconv.Itoa(v.number)+"]", fmt.Sprintf("%s in %s; ", v.measure(total), plural(int(objects), "allocation")), "of the bytes", "Times", v.rows(v.profile, false))
}

// waits shows waits for everything, or for locks.
func (v view) waits(p magic.Profile) {
	total, times := v.profile.Total()
	title, nobody := "Waits of cell ["+strconv.Itoa(v.number)+"]", "no goroutine of the cell waited for another"
	rows := v.rows(v.profile, true)
	if p == magic.ProfileMutex {
		title, nobody = "Waits for locks of cell ["+strconv.Itoa(v.number)+"]", "nobody waited for a lock"
		if _, n := v.because.Total(); n > 0 && len(rows) > 0 {
			rows[0].section = "Who waited, and where"
			others := v.rows(v.because, true)
			others[0].section = "Whose unlock ended the waits: there the lock was held"
			rows = append(rows, others...)
		}
	}
	if total == 0 {
		note(v.out, nobody)
		return
	}
	v.show(title, fmt.Sprintf("%s in %s of all goroutines together; ", v.measure(total), plural(int(times), "wait")), "of the waiting", "Waits", rows)
}

// rows are the top lines; own leaves those out that cost nothing but what they call.
func (v view) rows(p profiling.Profile, own bool) (rows []row) {
	total, _ := p.Total()
	top := p.Top()
	if own {
		top = slices.DeleteFunc(top, func(e profiling.Entry) bool { return e.Flat == 0 })
	}
	for _, e := range top[:min(len(top), topLines)] {
		where, text := "", ""
		if e.Pos.IsValid() {
			where = fmt.Sprintf("cell [%d] line %d", e.Pos.Cell, e.Pos.Line)
			text = clip(strings.TrimSpace(v.session.excerpt(e.Pos, false)), lineWidth)
		}
		flat, times := "", ""
		if e.Flat > 0 {
			flat, times = v.measure(e.Flat)+" "+shareText(e.Flat, total), strconv.Itoa(int(e.Count))
		}
		rows = append(rows, row{cells: []string{e.Func, where, text, flat, v.measure(e.Cumulative) + " " + shareText(e.Cumulative, total), times}})
	}
	return rows
}

// show shows the table and the flame graph. The summary's end is what costs most.
func (v view) show(title, summary, of, times string, rows []row) {
	total, _ := v.profile.Total()
	top := v.profile.Top()[0]
	summary += fmt.Sprintf("%s %s in %s", strings.TrimSpace(shareText(top.Flat, total)), of, top.Func)
	if top.Pos.IsValid() {
		summary += fmt.Sprintf(" (cell [%d] line %d)", top.Pos.Cell, top.Pos.Line)
	}
	t := table{
		title:   title + ", " + v.how,
		columns: []column{{title: "Function"}, {title: "Where"}, {title: "Line", code: true}, {title: "Flat", number: true}, {title: "Cumulative", number: true}, {title: times, number: true}},
		rows:    rows, foot: strings.Join(v.notes, "\n"),
	}
	v.out.Display(t.bundle(), nil, "")
	v.draw(title, summary+".")
}

// draw shows the flame graph.
func (v view) draw(title, summary string) {
	tree := v.profile.Tree()
	g := flame.Graph{Title: title, Aside: v.how, Summary: summary, Root: v.node(tree)}
	g.Root.Name, g.Root.Where, g.Root.Kind = "everything", "", flame.Whole
	if len(g.Root.Children) == 1 {
		g.Root = g.Root.Children[0]
	}
	v.out.Display(msg.Bundle{"text/html": g.HTML(0), "image/svg+xml": g.SVG(0), "text/plain": g.Text()}, nil, "")
}

func (v view) node(n *profiling.Node) flame.Node {
	f := flame.Node{Name: n.Func, Amount: v.measure(n.Value), Value: n.Value, Kind: blockKind(n.Kind)}
	if n.Pos.IsValid() {
		f.Where = fmt.Sprintf("[%d]:%d", n.Pos.Cell, n.Pos.Line)
	}
	for _, c := range n.Children {
		f.Children = append(f.Children, v.node(c))
	}
	return f
}

func blockKind(k profiling.Kind) flame.Kind {
	switch k {
	case profiling.Library:
		return flame.Library
	case profiling.System:
		return flame.System
	}
	return flame.Own
}

// shareText is a share in few characters.
func shareText(part, all int64) string {
	return fmt.Sprintf("%3.0f%%", 100*float64(part)/float64(max(all, 1)))
}

// nanoseconds is a duration in three digits.
func nanoseconds(n int64) string {
	d := time.Duration(n)
	switch {
	case d < time.Microsecond:
		return fmt.Sprintf("%d ns", n)
	case d < time.Millisecond:
		return fmt.Sprintf("%.3g µs", float64(n)/1e3)
	case d < time.Second:
		return fmt.Sprintf("%.3g ms", float64(n)/1e6)
	}
	return fmt.Sprintf("%.3g s", d.Seconds())
}

func bytesText(n int64) string { return flood.Size(n) }
