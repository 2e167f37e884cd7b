package main

import (
	"fmt"
	"io"
	"os"
	"strings"
	"text/tabwriter"

	"golang.org/x/term"

	"weft/kernel/jupyter/client/headless"
)

// writeTable prints the verdicts with a line of sums.
func writeTable(w io.Writer, rows []verdict) error {
	tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(tw, "cells\ttime\tverdict\t  notebook")
	cells, seconds, good := 0, 0.0, 0
	for _, v := range rows {
		name := v.Notebook
		if v.Detail != "" {
			name += "  (" + v.Detail + ")"
		}
		fmt.Fprintf(tw, "%d\t%.1f s\t%s\t  %s\n", v.Cells, v.Seconds, v.Verdict, name)
		cells, seconds = cells+v.Cells, seconds+v.Seconds
		if v.Verdict == "ok" {
			good++
		}
	}
	fmt.Fprintf(tw, "%d\t%.1f s\t%d of %d\t  in all\n", cells, seconds, good, len(rows))
	return tw.Flush()
}

// A statusLine tells what runs now, on one line that is overwritten. Where nobody could see
// that, it says each notebook once.
type statusLine struct {
	w     io.Writer
	live  bool
	width int
	last  string
}

func newStatusLine(w io.Writer) *statusLine {
	s := &statusLine{w: w, width: 80}
	if isTerminal(w) {
		s.live = true
		if width, _, err := term.GetSize(int(w.(*os.File).Fd())); err == nil && width > 20 {
			s.width = width
		}
	}
	return s
}

func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

func (s *statusLine) show(notebook string, p headless.Progress) {
	if !s.live {
		if s.last != notebook {
			fmt.Fprintf(s.w, "running %s, code cells: %d\n", notebook, p.Cells)
			s.last = notebook
		}
		return
	}
	done := p.Cell - 1
	if p.Result != nil {
		done = p.Cell
	}
	s.put(fmt.Sprintf("%s %3d/%d  %5.1f s  %s", bar(done, p.Cells), p.Cell, p.Cells, p.Elapsed.Seconds(), notebook))
}

// bar draws how much is done.
func bar(done, total int) string {
	const width = 20
	filled := 0
	if total > 0 {
		filled = min(width, width*done/total)
	}
	return strings.Repeat("█", filled) + strings.Repeat("░", width-filled)
}

// put overwrites the line, cut to the terminal's width.
func (s *statusLine) put(text string) {
	if r := []rune(text); len(r) >= s.width {
		text = string(r[:s.width-1])
	}
	fmt.Fprint(s.w, "\r\x1b[K"+text)
}

func (s *statusLine) clear() {
	if s.live {
		fmt.Fprint(s.w, "\r\x1b[K")
	}
}
