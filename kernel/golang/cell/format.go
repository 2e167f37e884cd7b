package cell

import (
	"fmt"
	"go/ast"
	"go/format"
	"go/token"
	"slices"
	"strings"
)

// Format is the cell as gofmt would write its pieces: declarations, statements and, as they stand, the lines
// that are not Go. A cell below a %%magic line is formatted too if its text is Go, which the caller knows.
// The error is that of a cell that does not parse.
func Format(src string) (string, error) {
	c := Parse(0, src)
	head := ""
	if c.Block != nil {
		head, src = src[:len(src)-len(c.Block.Body)], c.Block.Body
		c = Parse(0, src)
	}
	if len(c.Diagnostics) > 0 {
		d := c.Diagnostics[0]
		return "", fmt.Errorf("%d:%d: %s", d.Pos.Line, d.Pos.Col, d.Message)
	}
	var b strings.Builder
	b.WriteString(head)
	for _, r := range c.runs() {
		text := src[r.from:r.to]
		if !r.verbatim {
			var err error
			if text, err = formatRun(text, r.file); err != nil {
				return "", err
			}
		}
		if rest := strings.TrimLeft(text, "\n"); len(text)-len(rest) > 1 && b.Len() > 0 {
			text = "\n" + rest // gofmt does so within a stretch
		}
		b.WriteString(text)
	}
	text := strings.TrimRight(b.String(), " \t\r\n")
	if c.Silent && !strings.HasSuffix(text, ";") {
		text += ";" // it keeps the value from being shown
	}
	return text, nil
}

// formatRun formats declarations of a file, or statements.
func formatRun(text string, file bool) (string, error) {
	body := strings.TrimLeft(text, "\n")
	clause, blank := "", text[:len(text)-len(body)]
	if file {
		clause = "package main\n" // without it one-line functions are aligned as if something stood before them
	}
	out, err := format.Source([]byte(clause + body))
	if err != nil {
		return "", fmt.Errorf("format: %w", err)
	}
	return blank + strings.TrimLeft(strings.TrimPrefix(string(out), clause), "\n"), nil
}

// A stretch is a part of a cell's text.
type stretch struct {
	from, to int  // offsets
	file     bool // declarations that can only stand in a file: imports, functions
	verbatim bool // not Go
}

// runs splits the cell into stretches. Comments belong to what follows them on a later line.
func (c *Cell) runs() []stretch {
	pieces := c.pieces()
	var runs []stretch
	for i, p := range pieces {
		if n := len(runs); n > 0 && runs[n-1].file == p.file && !p.verbatim && !runs[n-1].verbatim {
			continue
		}
		from := 0
		if i > 0 {
			from = c.behind(pieces[i-1].to, p.from)
			runs[len(runs)-1].to = from
		}
		runs = append(runs, stretch{from: from, to: len(c.Source), file: p.file, verbatim: p.verbatim})
	}
	if len(runs) == 0 {
		runs = []stretch{{to: len(c.Source), verbatim: true}}
	}
	return runs
}

// behind is where what belongs to a piece that ends at one offset ends, before the next piece: at the end of
// its line, if the next is on a later one.
func (c *Cell) behind(end, next int) int {
	if i := strings.IndexByte(c.Source[end:next], '\n'); i >= 0 {
		return end + i + 1
	}
	return next
}

// pieces are the declarations, statements and other lines in the order of the text.
func (c *Cell) pieces() []stretch {
	var all []stretch
	add := func(n ast.Node, file bool) {
		all = append(all, stretch{from: c.Offset(c.Pos(n.Pos())), to: c.Offset(c.Pos(n.End())), file: file})
	}
	for _, d := range c.File.Decls {
		g, ok := d.(*ast.GenDecl)
		add(d, !ok || g.Tok == token.IMPORT)
	}
	for _, s := range c.Stmts {
		if c.TimedAt(c.Pos(s.Pos())) == 0 {
			add(s, false)
		}
	}
	for _, m := range c.Timed {
		all = append(all, stretch{from: c.Offset(m.Pos), to: c.Offset(m.End), verbatim: true})
	}
	for _, m := range c.Magics {
		all = append(all, stretch{from: c.Offset(m.Pos), to: c.Offset(m.End), verbatim: true})
	}
	slices.SortFunc(all, func(a, b stretch) int { return a.from - b.from })
	return all
}
