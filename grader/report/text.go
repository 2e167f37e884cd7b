package report

import (
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"weft/grader/result"
	"weft/kernel/display/timeline"
)

// TextOptions say how text is laid out.
type TextOptions struct {
	Colour bool // with ANSI colours
	Width  int  // of the terminal, in characters; default 80, and not below 60
}

// Text writes a result for a terminal. Control characters of the submission's text are made visible.
func Text(w io.Writer, r result.Result, o TextOptions) error {
	t := &textWriter{o: o}
	if o.Width == 0 {
		t.o.Width = 80
	}
	t.o.Width = min(max(t.o.Width, 60), 110)
	t.page(newPage(r))
	_, err := io.WriteString(w, t.b.String())
	return err
}

type textWriter struct {
	b strings.Builder
	o TextOptions
}

// A style is an ANSI colour.
type style string

const (
	bold   style = "1"
	dim    style = "2"
	green  style = "32"
	red    style = "31"
	yellow style = "33"
)

func (t *textWriter) paint(s style, text string) string {
	if !t.o.Colour || text == "" {
		return text
	}
	return "\x1b[" + string(s) + "m" + text + "\x1b[0m"
}

func (t *textWriter) page(p page) {
	tones := map[tone]style{good: green, bad: red, unsure: yellow}
	head := p.exercise + ": " + t.paint(bold, t.paint(tones[p.tone], clean(p.verdict)))
	if p.count != "" {
		head += t.paint(dim, " · "+p.count)
	}
	fmt.Fprintln(&t.b, head)
	if p.next != "" {
		fmt.Fprintln(&t.b, p.next)
	}
	fmt.Fprintln(&t.b)
	for _, f := range p.facts {
		t.fact(f)
	}
	for _, r := range p.rows {
		t.row(r)
	}
	if p.note != "" {
		fmt.Fprintf(&t.b, "\n%s\n", t.paint(dim, p.note))
	}
}

func (t *textWriter) fact(f fact) {
	for i, line := range strings.Split(f.text, "\n") {
		begin := "    "
		if i == 0 {
			begin = "  "
		}
		t.wrapped(begin, "    ", line)
	}
	if line, mark := f.code(); line != "" {
		fmt.Fprintln(&t.b, "      "+line)
		if mark != "" {
			fmt.Fprintln(&t.b, "      "+t.paint(red, mark))
		}
	}
	if f.hint != "" {
		t.wrapped("    "+t.paint(dim, "hint")+"  ", "    ", f.hint)
	}
}

// Columns of the layout.
const (
	titleAt = 13
	tookW   = 10
	labelW  = 10
	textAt  = titleAt + 2 + labelW
)

func colour(s result.CheckStatus) style {
	switch s {
	case result.Pass:
		return green
	case result.Fail:
		return red
	}
	return dim
}

func (t *textWriter) row(r row) {
	w := t.o.Width - titleAt - tookW
	line := "  " + t.paint(colour(r.status), pad(words(r.status), titleAt-2)) + pad(clean(r.title), w) + t.paint(dim, fmt.Sprintf("%*s", tookW, r.took))
	fmt.Fprintln(&t.b, strings.TrimRight(line, " "))
	indent := strings.Repeat(" ", titleAt)
	if r.comment != "" {
		t.wrapped(indent, indent, r.comment)
	}
	if r.hint != "" {
		t.labelled("hint", r.hint)
	}
	for _, c := range r.checks {
		t.wrapped(indent+t.paint(colour(c.status), mark(c.status))+" ", indent+"  ", c.title)
		t.check(c)
	}
}

func (t *textWriter) check(c check) {
	for _, d := range c.details {
		t.labelled(d.label, d.text)
	}
	for i, p := range c.places {
		label := ""
		if i == 0 {
			label = "where"
		}
		t.labelled(label, where(p))
		lines, at := code(p)
		for i, l := range lines {
			l = strings.Repeat(" ", textAt) + "  " + clean(l)
			if i == at {
				l = t.paint(red, l)
			}
			fmt.Fprintln(&t.b, l)
		}
	}
	if c.picture != nil {
		t.picture(*c.picture)
	}
	if c.replay != "" { // in one line, so that it can be copied
		fmt.Fprintln(&t.b, strings.Repeat(" ", titleAt+2)+t.paint(dim, pad("again", labelW))+clean(c.replay))
	}
	if c.hint != "" {
		t.labelled("hint", c.hint)
	}
}

// picture writes a timeline; what its title and summary say is said already.
func (t *textWriter) picture(p timeline.Timeline) {
	p.Title, p.Summary = "", ""
	indent := strings.Repeat(" ", titleAt+2)
	fmt.Fprintln(&t.b)
	for line := range strings.SplitSeq(strings.TrimRight(p.Text(t.o.Width-len(indent)), "\n"), "\n") {
		fmt.Fprintln(&t.b, strings.TrimRight(indent+line, " "))
	}
	fmt.Fprintln(&t.b)
}

func (t *textWriter) labelled(label, text string) {
	begin := strings.Repeat(" ", titleAt+2) + t.paint(dim, pad(label, labelW))
	for line := range strings.SplitSeq(text, "\n") {
		t.wrapped(begin, strings.Repeat(" ", textAt), line)
		begin = strings.Repeat(" ", textAt)
	}
}

// wrapped writes text in lines of the terminal's width: the first begins with one thing, the others with another that is as wide.
func (t *textWriter) wrapped(begin, indent, text string) {
	room := t.o.Width - len(indent)
	rest := []rune(clean(text))
	for {
		cut := len(rest)
		if cut > room {
			cut = room
			for i := room; i > room/2; i-- {
				if rest[i] == ' ' {
					cut = i
					break
				}
			}
		}
		fmt.Fprintln(&t.b, strings.TrimRight(begin+string(rest[:cut]), " "))
		if rest = rest[cut:]; len(rest) == 0 {
			return
		}
		if rest[0] == ' ' {
			rest = rest[1:]
		}
		begin = indent
	}
}

func pad(s string, width int) string {
	n := utf8.RuneCountInString(s)
	if n >= width {
		return s + " "
	}
	return s + strings.Repeat(" ", width-n)
}

// clean makes control characters visible, so that a submission cannot speak to the terminal, and drops what turns text around.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t':
			return ' '
		case unicode.Is(unicode.Cf, r):
			return -1
		case unicode.IsControl(r) || r == utf8.RuneError:
			return '·'
		}
		return r
	}, s)
}
