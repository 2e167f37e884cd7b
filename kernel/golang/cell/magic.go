package cell

import (
	"bytes"
	"go/token"
	"strings"
	"unicode"
	"unicode/utf8"
)

// magic looks whether token k begins a line that is not Go (or is the question mark of a help
// request). If so, it records and blanks the line, and returns the offset behind it; else -1. first
// is the index of the first token of the statement; k is at bracket depth 0.
func (t *text) magic(c *Cell, k tok, first int) int {
	start := lineStart(t.src, k.off)
	end := lineEnd(t.src, k.off)
	begin := first == len(t.toks) && len(bytes.TrimSpace(t.src[start:k.off])) == 0
	switch {
	case k.kind == token.REM && begin:
		name := strings.TrimLeft(string(t.src[k.off:end]), "%")
		if r, _ := utf8.DecodeRuneInString(name); !unicode.IsLetter(r) {
			return -1
		}
		if asked := strings.TrimRight(strings.TrimSpace(name), "?"); len(asked) < len(strings.TrimSpace(name)) && isName(asked) {
			c.Magics = append(c.Magics, Magic{Kind: Help, Name: "%" + asked, Pos: c.PosAt(k.off), End: c.PosAt(end)})
			blank(t.src, k.off, end)
			return end
		}
		if bytes.HasPrefix(t.src[k.off:], []byte("%%")) {
			return t.block(c, k.off, end)
		}
		if next := t.timed(c, k.off, end); next >= 0 {
			return next
		}
		t.line(c, Line, k.off, end, name)
	case k.kind == token.NOT && begin:
		kind, command := Shell, string(t.src[k.off+1:end])
		if rest, ok := strings.CutPrefix(command, "!"); ok {
			kind, command = ShellLines, rest
		}
		c.Magics = append(c.Magics, Magic{Kind: kind, Args: strings.TrimSpace(command), Pos: c.PosAt(k.off), End: c.PosAt(end)})
		blank(t.src, k.off, end)
	case k.kind == token.ILLEGAL && k.lit == "?":
		if first < len(t.toks) && t.toks[first].off < start {
			return -1
		}
		expr, level := helpRequest(string(t.src[start:end]))
		if expr == "" {
			return -1
		}
		t.toks = t.toks[:first]
		from := start + len(t.src[start:end]) - len(bytes.TrimLeft(t.src[start:end], " \t"))
		c.Magics = append(c.Magics, Magic{Kind: level, Name: expr, Pos: c.PosAt(from), End: c.PosAt(end)})
		blank(t.src, start, end)
	default:
		return -1
	}
	return end
}

// line records a %magic.
func (t *text) line(c *Cell, kind MagicKind, from, to int, s string) *Magic {
	name, args := s, ""
	if i := strings.IndexFunc(s, unicode.IsSpace); i >= 0 {
		name, args = s[:i], strings.TrimSpace(s[i:])
	}
	m := Magic{Kind: kind, Name: name, Args: args, Pos: c.PosAt(from), End: c.PosAt(to)}
	if kind == Line {
		c.Magics = append(c.Magics, m)
	}
	blank(t.src, from, to)
	return &m
}

// block records a %%magic, which must come before any code and any other magic.
func (t *text) block(c *Cell, from, to int) int {
	if len(t.toks) > 0 || len(c.Magics) > 0 {
		c.addError(c.PosAt(from), "a %% magic must be the first line of its cell")
		blank(t.src, from, to)
		return to
	}
	body := min(to+len(c.Source[to:])-len(strings.TrimPrefix(strings.TrimPrefix(c.Source[to:], "\r"), "\n")), len(c.Source))
	m := t.line(c, Block, from, to, strings.TrimLeft(string(t.src[from:to]), "%"))
	m.Body = c.Source[body:]
	c.Block = m
	blank(t.src, 0, len(t.src))
	return len(t.src)
}

// helpRequest reads "x?", "?x", "x??" and "??x", where x is a name or names joined by dots.
// The expression is "" if the line is something else.
func helpRequest(line string) (expr string, level MagicKind) {
	line = strings.TrimSpace(line)
	expr = strings.Trim(line, "?")
	marks := len(line) - len(expr)
	if marks != 1 && marks != 2 || strings.HasPrefix(line, "?") == strings.HasSuffix(line, "?") {
		return "", Help
	}
	expr = strings.TrimSpace(expr)
	for part := range strings.SplitSeq(expr, ".") {
		if !isName(part) {
			return "", Help
		}
	}
	if marks == 2 {
		return expr, HelpSource
	}
	return expr, Help
}

// isName is token.IsIdentifier, and true for keywords, which can be asked about as well.
func isName(s string) bool { return token.IsIdentifier(s) || token.IsKeyword(s) }
