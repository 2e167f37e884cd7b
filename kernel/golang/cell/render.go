package cell

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Colours as ANSI escape sequences. Palettes have colours that cannot be read on JupyterLab's light or dark
// red; these three have a contrast of at least 3 on both, and of 4.5 on white and black.
const (
	Red    = "\x1b[1;38;2;214;64;60m"
	Yellow = "\x1b[1;38;2;168;114;10m"
	Blue   = "\x1b[1;38;2;58;127;213m"

	bold  = "\x1b[1m"
	dim   = "\x1b[2m"
	plain = "\x1b[0m"
)

// Render is d as text of some lines without a final newline: the place and the message, the source line
// with a caret under what is meant, related places, the hint. src is the source of the cell that
// d.Pos is in; if it has no such line, that part is left out.
func Render(d Diagnostic, src string, color bool) string {
	paint := func(colour, s string) string {
		if !color || s == "" {
			return s
		}
		return colour + s + plain
	}
	tone := map[Severity]string{Error: Red, Warning: Yellow, Note: Blue}[d.Severity]
	lines := strings.Split(d.Message, "\n")

	var b strings.Builder
	b.WriteString(paint(bold, d.Pos.String()+":") + " " + paint(tone, d.Severity.String()+":") + " " + paint(bold, lines[0]))
	if d.Source != "" {
		b.WriteString(paint(dim, " ["+d.Source+"]"))
	}
	for _, line := range lines[1:] {
		b.WriteString("\n    " + strings.TrimLeft(line, "\t"))
	}
	if shown, caret := Excerpt(src, d.Pos, d.End); shown != "" {
		b.WriteString("\n    " + shown + "\n    " + caret[:len(caret)-len(strings.TrimLeft(caret, " "))] + paint(tone, strings.TrimLeft(caret, " ")))
	}
	for _, r := range d.Related {
		b.WriteString("\n    " + paint(Blue, r.Pos.String()+":") + " " + r.Message)
	}
	if d.Hint != "" {
		b.WriteString("\n    " + paint(Blue, "hint:") + " " + d.Hint)
	}
	return b.String()
}

// maxShown is how many bytes of a line are shown, before tabs are expanded.
const maxShown = 160

// Excerpt is the source line of from, with tabs as four spaces, and a line with a caret for it, which
// underlines what lies before to if that is in one line. Of a long line it is the part around from.
// Both are empty if src has no such line, or the line is blank.
func Excerpt(src string, from, to Pos) (shown, caret string) {
	line := lineText(src, from.Line)
	if !from.IsValid() || strings.TrimSpace(line) == "" {
		return "", ""
	}
	at := min(max(from.Col-1, 0), len(line))
	end := at + 1
	if to.Line == from.Line && to.Cell == from.Cell && to.Col > from.Col {
		end = min(to.Col-1, len(line))
	} else if to.Line > from.Line {
		end = len(strings.TrimRight(line, " \t"))
	}
	first, last := window(line, at)
	before, marked, after := expand(line[first:at]), "", ""
	if first > 0 {
		before = "…" + before
	}
	if at < len(line) {
		marked = expand(line[at:max(min(end, last), at)])
	}
	if last < len(line) {
		after = "…"
	}
	width := max(Width(marked), 1)
	return before + expand(line[at:last]) + after, strings.Repeat(" ", Width(before)) + "^" + strings.Repeat("~", width-1)
}

// window is the part of a line that is shown, with the offset at in it.
func window(line string, at int) (first, last int) {
	if len(line) <= maxShown {
		return 0, len(line)
	}
	first = max(min(at-maxShown/2, len(line)-maxShown), 0)
	for first > 0 && !utf8.RuneStart(line[first]) {
		first--
	}
	last = max(min(first+maxShown, len(line)), at)
	for last < len(line) && !utf8.RuneStart(line[last]) {
		last++
	}
	return first, last
}

// expand shows tabs as four spaces and other control characters as a question mark, so that a
// learner's source cannot move the cursor.
func expand(s string) string {
	var b strings.Builder
	for _, r := range s {
		switch {
		case r == '\t':
			b.WriteString("    ")
		case r == utf8.RuneError || unicode.IsControl(r):
			b.WriteByte('?')
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// Width is how many columns of a terminal s takes: two for wide East Asian characters and emoji,
// none for combining marks.
func Width(s string) int {
	n := 0
	for _, r := range s {
		switch {
		case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
		case isWide(r):
			n += 2
		default:
			n++
		}
	}
	return n
}

// isWide approximates Unicode's East Asian Width W and F by its blocks.
func isWide(r rune) bool {
	switch {
	case r < 0x1100:
		return false
	case r <= 0x115F, r >= 0x2E80 && r <= 0x303E, r >= 0x3041 && r <= 0xA4CF, r >= 0xA960 && r <= 0xA97F,
		r >= 0xAC00 && r <= 0xD7A3, r >= 0xF900 && r <= 0xFAFF, r >= 0xFE30 && r <= 0xFE6F,
		r >= 0xFF00 && r <= 0xFF60, r >= 0xFFE0 && r <= 0xFFE6, r >= 0x1F300 && r <= 0x1F64F,
		r >= 0x1F680 && r <= 0x1F6FF, r >= 0x1F900 && r <= 0x1F9FF, r >= 0x20000 && r <= 0x3FFFD:
		return true
	}
	return false
}
