package complete

import (
	"go/scanner"
	"go/token"
	"strings"
	"unicode"
	"unicode/utf8"

	"weft/kernel/golang/cell"
	"weft/kernel/golang/check"
)

// A query is a cursor in a text, and what the tokens around it say.
type query struct {
	session *check.Session
	src     string // what is not Go is blank
	offset  int    // the cursor
	start   int    // where the identifier at the cursor begins
	end     int    // where it ends, at or behind the cursor
	toks    []tok  // those that end at or before start, without comments
	where   where
	literal tok  // the string, rune or number that the cursor is in
	magic   bool // the cursor is in a line that is not Go
	open    cell.Open
}

// where says which kind of text the cursor is in.
type where int

const (
	inCode    where = iota
	inImport        // the string of an import
	elsewhere       // comments, other strings, numbers, magics
)

// A tok is a token with its extent in bytes.
type tok struct {
	kind     token.Token
	lit      string
	off, end int
}

func (t tok) isBranch() bool {
	return t.kind == token.BREAK || t.kind == token.CONTINUE || t.kind == token.GOTO
}

// ask reads the tokens up to the cursor.
func ask(s *check.Session, src string, offset int) *query {
	q := &query{session: s, offset: min(max(offset, 0), len(src))}
	q.src, q.magic = blankMagics(src, q.offset)
	q.start = q.offset - len(trailingName(q.src[:q.offset]))
	q.end = q.offset + len(leadingName(q.src[q.offset:]))
	if q.magic {
		q.where = elsewhere
		return q
	}
	q.read()
	q.open = cell.Unfinished(q.src[:q.start])
	return q
}

// blankMagics overwrites what is not Go with spaces, and reports whether the cursor is in such a
// place. The body of a %%magic is taken for Go: the caller knows better.
func blankMagics(src string, offset int) (string, bool) {
	if !strings.ContainsAny(src, "%!?") {
		return src, false
	}
	c := cell.Parse(1, src)
	magics := c.Magics
	if c.Block != nil {
		magics = append(magics, *c.Block)
	}
	for _, t := range c.Timed {
		magics = append(magics, cell.Magic{Pos: t.Pos, End: t.Mark})
	}
	text, inside := []byte(src), false
	for _, m := range magics {
		from, to := c.Offset(m.Pos), c.Offset(m.End)
		for i := from; i < to; i++ {
			if text[i] != '\n' && text[i] != '\r' {
				text[i] = ' '
			}
		}
		inside = inside || from < offset && offset <= to
	}
	return string(text), inside
}

// read scans up to the cursor, and decides where it is.
func (q *query) read() {
	file := token.NewFileSet().AddFile("", -1, len(q.src))
	var s scanner.Scanner
	s.Init(file, []byte(q.src), func(token.Position, string) {}, scanner.ScanComments)
	for {
		pos, kind, lit := s.Scan()
		t := tok{kind, lit, file.Offset(pos), 0}
		t.end = q.endOf(t)
		if kind == token.EOF || t.off >= q.offset {
			return
		}
		closed := t.end <= q.offset
		switch kind {
		case token.COMMENT:
			if !closed || t.end == q.offset && !strings.HasSuffix(q.src[:t.end], "*/") {
				q.where = elsewhere
			}
			continue
		case token.STRING, token.CHAR:
			if !closed || t.end == q.offset && !terminated(q.src[t.off:t.end]) {
				q.where, q.literal = elsewhere, t
				if kind == token.STRING && q.inImportDecl() {
					q.where, q.start = inImport, t.off+1
				}
				return
			}
		case token.INT, token.FLOAT, token.IMAG:
			if t.end >= q.offset {
				q.where, q.literal = elsewhere, t
				return
			}
		}
		if t.end <= q.start {
			q.toks = append(q.toks, t)
		}
	}
}

// endOf is where a token ends. Literals have no carriage returns, so their length does not tell.
func (q *query) endOf(t tok) int {
	text := q.src[t.off:]
	find := func(skip int, mark string) int {
		if i := strings.Index(text[min(skip, len(text)):], mark); i >= 0 {
			return t.off + skip + i + len(mark)
		}
		return len(q.src)
	}
	switch {
	case t.kind == token.SEMICOLON && t.lit == "\n":
		return t.off
	case t.kind == token.STRING && text[0] == '`':
		return find(1, "`")
	case t.kind == token.COMMENT && strings.HasPrefix(text, "/*"):
		return find(2, "*/")
	case t.kind == token.COMMENT:
		line, _, _ := strings.Cut(text, "\n")
		return t.off + len(line)
	case t.lit != "":
		return min(t.off+len(t.lit), len(q.src))
	}
	return t.off + len(t.kind.String())
}

// terminated reports whether a string or rune literal has its closing quote.
func terminated(lit string) bool {
	return len(lit) >= 2 && lit[len(lit)-1] == lit[0] && (lit[0] == '`' || !strings.HasSuffix(strings.ReplaceAll(lit[:len(lit)-1], `\\`, ""), `\`))
}

// inImportDecl reports whether the tokens end where an import path is due.
func (q *query) inImportDecl() bool {
	for i := len(q.toks) - 1; i >= 0; i-- {
		switch q.toks[i].kind {
		case token.IMPORT:
			return true
		case token.LPAREN:
			return i > 0 && q.toks[i-1].kind == token.IMPORT
		case token.STRING, token.IDENT, token.PERIOD, token.SEMICOLON:
		default:
			return false
		}
	}
	return false
}

// before is the nth token before the identifier at the cursor, or one of kind ILLEGAL.
func (q *query) before(n int) tok {
	if n > len(q.toks) {
		return tok{kind: token.ILLEGAL}
	}
	return q.toks[len(q.toks)-n]
}

// sameLine reports whether the last token is in the line where the identifier begins.
func (q *query) sameLine() bool { return !strings.Contains(q.src[q.before(1).end:q.start], "\n") }

// namesSomething reports whether the identifier is a new name, which nobody can guess.
func (q *query) namesSomething() bool {
	switch last := q.before(1); last.kind {
	case token.FUNC:
		return q.before(2).kind == token.SEMICOLON || q.before(2).kind == token.ILLEGAL
	case token.TYPE, token.VAR, token.CONST, token.PACKAGE, token.IMPORT:
		return last.kind != token.TYPE || q.before(2).kind != token.LPAREN
	case token.RPAREN: // func (s *Ship) |
		return q.sameLine() && q.afterReceiver()
	}
	return false
}

// afterReceiver reports whether the tokens end with the receiver of a method.
func (q *query) afterReceiver() bool {
	depth := 0
	for i := len(q.toks) - 1; i >= 0; i-- {
		switch q.toks[i].kind {
		case token.RPAREN:
			depth++
		case token.LPAREN:
			if depth--; depth == 0 {
				return i > 0 && q.toks[i-1].kind == token.FUNC && (i == 1 || q.toks[i-2].kind == token.SEMICOLON)
			}
		}
	}
	return false
}

// prefix is what has been typed of the name at the cursor.
func (q *query) prefix() string { return q.src[q.start:q.offset] }

// trailingName is the identifier, or its beginning, at the end of src.
func trailingName(src string) string {
	i := len(src)
	for i > 0 {
		r, size := utf8.DecodeLastRuneInString(src[:i])
		if !inName(r) {
			break
		}
		i -= size
	}
	return src[i:]
}

// leadingName is the identifier, or its end, that src begins with.
func leadingName(src string) string {
	for i, r := range src {
		if !inName(r) {
			return src[:i]
		}
	}
	return src
}

func inName(r rune) bool { return r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r) }
