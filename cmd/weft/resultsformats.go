package main

import (
	"encoding/json"
	"fmt"
	"io"
	"math"
	"time"

	"weft/grader/report"
	"weft/grader/store"
)

// resultsFormats are the renderings of a part of a gradebook.
func resultsFormats() map[string]func(io.Writer, resultsView) error {
	return map[string]func(io.Writer, resultsView) error{"table": resultsTable, "json": resultsJSON, "csv": resultsCSV}
}

// A studentJSON is a student with what there is of them.
type studentJSON struct {
	Name      string         `json:"name"`
	ID        string         `json:"id,omitempty"`
	Email     string         `json:"email,omitempty"`
	Exercises []exerciseJSON `json:"exercises"`
}

// An exerciseJSON is what counts for an exercise, and with --student all attempts.
type exerciseJSON struct {
	Exercise string        `json:"exercise"`
	Attempts int           `json:"attempts"`
	Counts   *attemptJSON  `json:"counts,omitempty"`   // missing if nothing was handed in
	Outdated bool          `json:"outdated,omitempty"` // by another version of the exercise than the newest
	History  []attemptJSON `json:"history,omitempty"`
}

type attemptJSON struct {
	Submission string    `json:"submission"`
	HandedIn   time.Time `json:"handed_in"`
	Late       int64     `json:"late_seconds"`
	Lost       int       `json:"lost_percent"`
	Status     string    `json:"status"`
	Points     *float64  `json:"points"`  // after lateness; null if there is no grade
	Verdict    int       `json:"verdict"` // before it
	Max        int       `json:"max"`
	Version    int       `json:"version"` // of the exercise
	Grader     string    `json:"grader"`
	GradedAt   time.Time `json:"graded_at"`
}

func resultsJSON(w io.Writer, v resultsView) error {
	list := []studentJSON{}
	for i, s := range v.table.Students {
		student := studentJSON{Name: s.Name, ID: s.ID, Email: s.Email, Exercises: []exerciseJSON{}}
		for j, e := range v.table.Exercises {
			c := v.table.Cells[i][j]
			x := exerciseJSON{Exercise: e.Name, Attempts: len(c.Grades), Outdated: c.Outdated}
			if g, ok := c.Counts(); ok {
				x.Counts = new(attemptOf(g))
			}
			for _, g := range c.Grades {
				if v.student {
					x.History = append(x.History, attemptOf(g))
				}
			}
			student.Exercises = append(student.Exercises, x)
		}
		list = append(list, student)
	}
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	return e.Encode(list)
}

func attemptOf(g store.Grade) attemptJSON {
	a := attemptJSON{
		Submission: g.Attempt.Submission, HandedIn: g.Attempt.HandedIn.UTC(), Late: int64(math.Ceil(g.Late.Seconds())), Lost: g.Lost,
		Status: string(g.Verdict.Status), Verdict: g.Verdict.Points, Max: g.Verdict.Max, Version: g.Verdict.Version, Grader: g.Verdict.Grader, GradedAt: g.Verdict.At.UTC(),
	}
	if g.Graded() {
		a.Points = new(g.Points.Float())
	}
	return a
}

// resultsCSV writes a line for each student, or with --student for each attempt. Where there is no grade, points are empty.
func resultsCSV(w io.Writer, v resultsView) error {
	rows := classCSV(v.table)
	if v.student {
		rows = historyCSV(v.table)
	}
	return report.CSV(w, rows)
}

func classCSV(t store.Table) [][]string {
	header := []string{"student", "id", "email"}
	for _, e := range t.Exercises {
		header = append(header, e.Name)
	}
	rows := [][]string{header}
	for i, s := range t.Students {
		row := []string{s.Name, s.ID, s.Email}
		for _, c := range t.Cells[i] {
			points := ""
			if g, ok := c.Counts(); ok && g.Graded() {
				points = g.Points.String()
			}
			row = append(row, points)
		}
		rows = append(rows, row)
	}
	return rows
}

func historyCSV(t store.Table) [][]string {
	rows := [][]string{{"exercise", "handed_in", "status", "verdict", "max", "late_seconds", "lost_percent", "points", "version"}}
	for j, e := range t.Exercises {
		for _, g := range t.Cells[0][j].Grades {
			a, points := attemptOf(g), ""
			if a.Points != nil {
				points = g.Points.String()
			}
			rows = append(rows, []string{
				e.Name, a.HandedIn.Format(time.RFC3339), a.Status, fmt.Sprint(a.Verdict), fmt.Sprint(a.Max), fmt.Sprint(a.Late), fmt.Sprint(a.Lost), points, fmt.Sprint(a.Version),
			})
		}
	}
	return rows
}
