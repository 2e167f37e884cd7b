package main

import (
	"fmt"
	"io"
	"strings"
	"time"
	"unicode/utf8"

	"weft/grader/result"
	"weft/grader/store"
)

// A resultsView is a table and what of it is asked for.
type resultsView struct {
	table    store.Table
	exercise bool // one exercise
	student  bool // one student, with all attempts
}

// minutes is how times are shown, in the zone of this machine.
const minutes = "2006-01-02 15:04"

// resultsTable writes a view as text.
func resultsTable(w io.Writer, v resultsView) error {
	var rows [][]string
	left := 1 // columns of words, on the left
	switch {
	case v.student:
		rows, left = historyRows(v.table), 4
		fmt.Fprintln(w, studentLine(v.table.Students[0]))
	case v.exercise:
		rows, left = exerciseRows(v.table), 3
	default:
		rows = classRows(v.table)
	}
	text := &strings.Builder{}
	writeColumns(text, rows, left)
	for _, e := range v.table.Exercises {
		if e.Deadline != nil {
			fmt.Fprintf(text, "%s: until %s; %s\n", e.Name, e.Deadline.At.Format(minutes), e.Deadline.Policy())
		}
	}
	fmt.Fprintf(text, "the %s attempt counts%s\n", v.table.Count, legend(v))
	_, err := io.WriteString(w, text.String())
	return err
}

func studentLine(s store.Student) string {
	text := clip(s.Name, 60)
	for _, more := range []string{s.ID, s.Email} {
		if more != "" && more != s.Name {
			text += ", " + clip(more, 60)
		}
	}
	return text
}

// classRows has a line for each student, and a column for each exercise.
func classRows(t store.Table) [][]string {
	header := []string{"student"}
	for _, e := range t.Exercises {
		header = append(header, e.Name)
	}
	rows := [][]string{append(header, "sum")}
	for i, s := range t.Students {
		row, sum := []string{clip(s.Name, 32)}, store.Points(0)
		for _, c := range t.Cells[i] {
			row = append(row, cellText(c))
			if g, ok := c.Counts(); ok {
				sum += g.Points
			}
		}
		rows = append(rows, append(row, sum.String()))
	}
	return rows
}

// Marks behind points.
const (
	markLate     = "*"
	markOutdated = "~"
)

// cellText is what counts: the points after lateness, or why there are none.
func cellText(c store.Cell) string {
	g, ok := c.Counts()
	switch {
	case !ok:
		return "-"
	case !g.Graded():
		return string(g.Verdict.Status)
	}
	text := g.Points.String()
	if g.Late > 0 {
		text += markLate
	}
	if c.Outdated {
		text += markOutdated
	}
	return text
}

// exerciseRows has a line for each student, with what is behind the points.
func exerciseRows(t store.Table) [][]string {
	rows := [][]string{{"student", "verdict", "handed in", "late", "attempts", "points", "of"}}
	for i, s := range t.Students {
		c := t.Cells[i][0]
		g, ok := c.Counts()
		if !ok {
			rows = append(rows, []string{clip(s.Name, 32), "missing", "-", "-", "0", "-", "-"})
			continue
		}
		rows = append(rows, []string{clip(s.Name, 32), verdictText(g), g.Attempt.HandedIn.Format(minutes), lateText(g), fmt.Sprint(len(c.Grades)), cellText(c), fmt.Sprint(g.Verdict.Max)})
	}
	return rows
}

// historyRows has a line for each attempt.
func historyRows(t store.Table) [][]string {
	rows := [][]string{{"exercise", "handed in", "verdict", "counts", "late", "points", "of", "version"}}
	for j, e := range t.Exercises {
		c := t.Cells[0][j]
		for i, g := range c.Grades {
			counts := ""
			if i == c.Counting && g.Graded() {
				counts = "yes"
			}
			points := "-"
			if g.Graded() {
				points = g.Points.String()
			}
			rows = append(rows, []string{e.Name, g.Attempt.HandedIn.Format(minutes), verdictText(g), counts, lateText(g), points, fmt.Sprint(g.Verdict.Max), fmt.Sprint(g.Verdict.Version)})
		}
		if len(c.Grades) == 0 {
			rows = append(rows, []string{e.Name, "-", "missing", "", "-", "-", "-", "-"})
		}
	}
	return rows
}

// verdictText is what was found, before lateness.
func verdictText(g store.Grade) string {
	if g.Graded() {
		return fmt.Sprintf("%d/%d", g.Verdict.Points, g.Verdict.Max)
	}
	return string(g.Verdict.Status)
}

func lateText(g store.Grade) string {
	switch {
	case g.Late == 0:
		return "-"
	case g.Lost == 0:
		return store.Span(max(g.Late, time.Second))
	}
	return fmt.Sprintf("%s, -%d %%", store.Span(max(g.Late, time.Second)), g.Lost)
}

// legend explains the marks and words that are used.
func legend(v resultsView) string {
	late, outdated, ungradable, failed := false, false, false, false
	for _, row := range v.table.Cells {
		for _, c := range row {
			g, ok := c.Counts()
			if !ok {
				continue
			}
			late = late || g.Graded() && g.Late > 0 && !v.student
			outdated = outdated || c.Outdated && g.Graded() && !v.student
			ungradable = ungradable || g.Verdict.Status == result.Ungradable
			failed = failed || g.Verdict.Status == result.Failed
		}
	}
	text := ""
	for _, l := range []struct {
		used bool
		says string
	}{
		{late, markLate + " late"}, {outdated, markOutdated + " by another version of the exercise than the newest: weft regrade"},
		{ungradable, "ungradable costs nothing, and is no grade"}, {failed, "error is a failure of weft: weft regrade"},
	} {
		if l.used {
			text += "; " + l.says
		}
	}
	return text
}

// writeColumns aligns rows: the first columns at their left, numbers at their right.
func writeColumns(b *strings.Builder, rows [][]string, left int) {
	width := make([]int, len(rows[0]))
	for _, row := range rows {
		for i, text := range row {
			width[i] = max(width[i], utf8.RuneCountInString(text))
		}
	}
	for _, row := range rows {
		line := ""
		for i, text := range row {
			space := strings.Repeat(" ", width[i]-utf8.RuneCountInString(text))
			if i > 0 {
				line += "  "
			}
			if i < left {
				line += text + space
			} else {
				line += space + text
			}
		}
		b.WriteString(strings.TrimRight(line, " ") + "\n")
	}
}
