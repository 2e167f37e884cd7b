package main

import (
	"fmt"
	"os"

	"golang.org/x/term"

	"weft/kernel/conform"
)

// A line shows what was judged last, on one line that is overwritten; where nobody sees that, a dot
// stands for twenty programs.
type line struct {
	out  *os.File
	live bool
	fail int
}

func newLine(out *os.File) *line { return &line{out: out, live: term.IsTerminal(int(out.Fd()))} }

func (l *line) show(p conform.Progress) {
	for _, r := range p.Last {
		if r.Failed() {
			l.fail++
		}
	}
	if !l.live {
		if p.Done%20 == 0 {
			fmt.Fprint(l.out, ".")
		}
		return
	}
	var last conform.Program
	if len(p.Last) > 0 { // else it is judged in none of these modes
		last = p.Last[0].Program
	}
	fmt.Fprintf(l.out, "\r\x1b[K%4d of %d programs  %d failures  %s/%s", p.Done, p.Total, l.fail, last.Corpus, last.Name)
}

func (l *line) clear() {
	if l.live {
		fmt.Fprint(l.out, "\r\x1b[K")
		return
	}
	fmt.Fprintln(l.out)
}
