package kernel

import (
	"fmt"
	"slices"
	"strings"

	"weft/kernel/engine/native/bench"
	"weft/kernel/engine/native/testlog"
	"weft/kernel/jupyter/msg"
)

// testTable is what tests came to, one line each; under a failed one stands what it said and where.
func testTable(r testlog.Report, s *Session) msg.Bundle {
	t := table{columns: []column{{title: "Result"}, {title: "Test"}, {title: "Took", number: true}}}
	var add func(tests []testlog.Test)
	add = func(tests []testlog.Test) {
		for _, test := range tests {
			row := row{cells: []string{testMark(test.Status), test.Name, fmt.Sprintf("%.2f s", test.Elapsed.Seconds())}, tone: testTone(test.Status)}
			if test.Status != testlog.Passed {
				row.below = testDetails(test, s)
			}
			t.rows = append(t.rows, row)
			add(test.Parts)
		}
	}
	add(r.Tests)
	c := r.Count()
	t.title, t.tone = plural(c.Passed, "test")+" passed", good
	if c.Failed+c.Unfinished > 0 {
		t.title, t.tone = fmt.Sprintf("%d of %d tests failed", c.Failed+c.Unfinished, c.Passed+c.Failed+c.Unfinished+c.Skipped), bad
	}
	if c.Skipped > 0 {
		t.title += fmt.Sprintf(", %d skipped", c.Skipped)
	}
	return t.bundle()
}

func testMark(s testlog.Status) string {
	switch s {
	case testlog.Passed:
		return "✓ passed"
	case testlog.Failed:
		return "✗ failed"
	case testlog.Skipped:
		return "– skipped"
	}
	return "✗ not ended"
}

func testTone(s testlog.Status) tone {
	switch s {
	case testlog.Passed:
		return good
	case testlog.Skipped:
		return quiet
	}
	return bad
}

// testDetails are the logs of a test with their lines, and what an example printed.
func testDetails(t testlog.Test, s *Session) string {
	var b strings.Builder
	for _, l := range t.Logs {
		if l.Pos.IsValid() {
			fmt.Fprintf(&b, "cell [%d] line %d: %s\n", l.Pos.Cell, l.Pos.Line, l.Text)
			s.mu.Lock()
			b.WriteString(s.excerpt(l.Pos, false) + "\n")
			s.mu.Unlock()
			continue
		}
		fmt.Fprintf(&b, "%s\n", l.Text)
	}
	if t.Want != "" || t.Got != "" {
		fmt.Fprintf(&b, "printed:  %s\nexpected: %s\n", strings.ReplaceAll(t.Got, "\n", "\n          "), strings.ReplaceAll(t.Want, "\n", "\n          "))
	}
	if b.Len() == 0 {
		b.WriteString(t.Output)
	}
	return strings.TrimRight(b.String(), "\n")
}

// benchTable shows medians with their spreads, and what changed.
func benchTable(rows []bench.Row) msg.Bundle {
	if slices.ContainsFunc(rows, func(r bench.Row) bool { return r.Before != nil }) {
		return changeTable(rows)
	}
	t := table{title: "Benchmarks", columns: []column{{title: "Benchmark"}}}
	units := []string{}
	byName := map[string]map[string]bench.Row{}
	var names []string
	for _, r := range rows {
		if byName[r.Name] == nil {
			byName[r.Name] = map[string]bench.Row{}
			names = append(names, r.Name)
		}
		if _, ok := byName[r.Name][r.Unit]; !ok && !slices.Contains(units, r.Unit) {
			units = append(units, r.Unit)
		}
		byName[r.Name][r.Unit] = r
	}
	for _, u := range units {
		t.columns = append(t.columns, column{title: unitTitle(u), number: true})
	}
	var notes []string
	for _, name := range names {
		line := row{cells: []string{name}}
		for _, u := range units {
			r, ok := byName[name][u]
			if !ok {
				line.cells = append(line.cells, "")
				continue
			}
			line.cells = append(line.cells, figureText(&r.Now))
			for _, n := range r.Notes {
				if !slices.Contains(notes, n) {
					notes = append(notes, n)
				}
			}
		}
		t.rows = append(t.rows, line)
	}
	t.foot = strings.Join(notes, "\n")
	return t.bundle()
}

// changeTable has a line for each unit of a benchmark: what is now, what was before, and whether that is a change.
func changeTable(rows []bench.Row) msg.Bundle {
	t := table{title: "Benchmarks, compared with the run before", columns: []column{{title: "Benchmark"}, {title: "Measure"},
		{title: "Now", number: true}, {title: "Before", number: true}, {title: "Change"}}}
	var notes []string
	name := ""
	for _, r := range rows {
		line := row{cells: []string{r.Name, unitTitle(r.Unit), figureText(&r.Now), figureText(r.Before), changeText(r)}}
		if r.Name == name {
			line.cells[0] = ""
		}
		name = r.Name
		for _, n := range r.Notes {
			if !slices.Contains(notes, n) {
				notes = append(notes, n)
			}
		}
		t.rows = append(t.rows, line)
	}
	t.foot = strings.Join(notes, "\n")
	return t.bundle()
}

// figureText is a median with its spread, which is padded so that the medians stand below one another.
func figureText(f *bench.Figure) string {
	if f == nil {
		return ""
	}
	return f.Text + " " + fmt.Sprintf("%5s", f.Spread)
}

// changeText says whether a change is one, in words beside the figure.
func changeText(r bench.Row) string {
	switch {
	case r.Before == nil:
		return "new"
	case r.Change == bench.Better:
		return r.Delta + " better"
	case r.Change == bench.Worse:
		return r.Delta + " worse"
	case r.Now.Median == r.Before.Median:
		return "same"
	case r.Change == bench.Same:
		return "may be chance"
	}
	return r.Delta
}

func unitTitle(unit string) string {
	if unit == "sec/op" {
		return "time/op"
	}
	return unit
}
