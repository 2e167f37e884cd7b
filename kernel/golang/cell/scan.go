package cell

import (
	"bytes"
	"go/scanner"
	"go/token"
	"strings"
)

// A tok is a token of the cell with its byte offset.
type tok struct {
	off  int
	kind token.Token
	lit  string
}

// text is a cell after scanning: what is not Go is blanked in src, which keeps its layout.
type text struct {
	whole    string // the cell as it was given
	src      []byte
	toks     []tok
	comments []span // in order, outside magics
	open     []byte // closing brackets that are missing, the innermost last
	stray    int    // offset of the first closing bracket without an opening one, or -1
	packages []int  // offsets of package clauses that are not the first thing in the cell
	program  bool   // there is a package clause
	unended  string // "comment", "raw string": the text ends inside one
}

type span struct{ from, to int }

// scan finds the tokens and takes out the magics. It is one pass: after a magic line the scanner
// starts anew behind it.
func scan(c *Cell, src string) *text {
	t := &text{whole: src, src: []byte(src), stray: -1}
	if bytes.HasPrefix(t.src, []byte("\uFEFF")) {
		blank(t.src, 0, 3) // Go allows a byte order mark at the very beginning only
	}
	if bytes.HasPrefix(t.src, []byte("#!")) {
		blank(t.src, 0, lineEnd(t.src, 0))
	}
	for at := 0; at >= 0; {
		at = t.scanFrom(c, at)
	}
	return t
}

// scanFrom scans until a magic line or the end. It returns where to go on, or -1.
func (t *text) scanFrom(c *Cell, from int) int {
	file := token.NewFileSet().AddFile("", -1, len(t.src)-from)
	var s scanner.Scanner
	s.Init(file, t.src[from:], func(_ token.Position, msg string) {
		switch {
		case strings.HasPrefix(msg, "comment not term"):
			t.unended = "comment"
		case strings.HasPrefix(msg, "raw string literal not term"):
			t.unended = "raw string"
		}
	}, scanner.ScanComments)
	first := len(t.toks) // index of the first token of this statement
	for {
		pos, kind, lit := s.Scan()
		if kind == token.EOF {
			return -1
		}
		k := tok{from + file.Offset(pos), kind, lit}
		if kind == token.COMMENT {
			t.comment(k)
			continue
		}
		if len(t.open) == 0 {
			if next := t.magic(c, k, first); next >= 0 {
				return next
			}
		}
		t.toks = append(t.toks, k)
		t.bracket(k)
		if kind == token.SEMICOLON {
			first = len(t.toks)
		}
	}
}

// comment records a comment. A //line directive in it must not move positions.
func (t *text) comment(k tok) {
	end := min(k.off+len(k.lit), len(t.src)) // carriage returns are not in lit: the end may be early
	t.comments = append(t.comments, span{k.off, end})
	if strings.HasPrefix(k.lit[2:], "line ") {
		t.src[k.off+2] = 'L'
	}
}

// bracket keeps count of what is open.
func (t *text) bracket(k tok) {
	switch k.kind {
	case token.LPAREN:
		t.open = append(t.open, ')')
	case token.LBRACK:
		t.open = append(t.open, ']')
	case token.LBRACE:
		t.open = append(t.open, '}')
	case token.RPAREN, token.RBRACK, token.RBRACE:
		if n := len(t.open); n > 0 {
			t.open = t.open[:n-1]
		} else if t.stray < 0 {
			t.stray = k.off
		}
	}
}

// incomplete reports whether more text could make sense of the end.
func (t *text) incomplete() bool {
	if len(t.open) > 0 || t.unended != "" {
		return true
	}
	n := len(t.toks)
	// The scanner ends a line with a semicolon where a statement can end; so the last token
	// is something else after an operator, a comma or a keyword such as func.
	return n > 0 && t.toks[n-1].kind != token.SEMICOLON
}

// silent reports whether the last statement ends with a semicolon that somebody typed.
func (t *text) silent() bool {
	n := len(t.toks)
	return n > 1 && t.toks[n-1].kind == token.SEMICOLON && t.toks[n-1].lit == ";"
}

// blank overwrites bytes with spaces and keeps line ends.
func blank(b []byte, from, to int) {
	for i := from; i < min(to, len(b)); i++ {
		if b[i] != '\n' && b[i] != '\r' {
			b[i] = ' '
		}
	}
}

// lineEnd is the offset of the line end at or behind off, without a carriage return.
func lineEnd(b []byte, off int) int {
	n := bytes.IndexByte(b[off:], '\n')
	if n < 0 {
		n = len(b) - off
	}
	if n > 0 && b[off+n-1] == '\r' {
		n--
	}
	return off + n
}

// lineStart is the offset where the line of off begins.
func lineStart(b []byte, off int) int { return bytes.LastIndexByte(b[:off], '\n') + 1 }
