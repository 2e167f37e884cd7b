package display

import (
	"html"
	"strings"
)

// plainHTML is what is left of HTML for those who see text only: its words, with line ends where a
// browser would break. It is a courtesy, not a parser: what it cannot read it leaves as it is.
func plainHTML(s string) string {
	var b strings.Builder
	for s != "" {
		lt := strings.IndexByte(s, '<')
		if lt < 0 {
			b.WriteString(s)
			break
		}
		b.WriteString(s[:lt])
		name, rest, ok := cutTag(s[lt:])
		switch {
		case !ok:
			b.WriteByte('<')
			rest = s[lt+1:]
		case name == "script" || name == "style":
			_, rest, _ = strings.Cut(rest, "</"+name)
			_, rest, _ = strings.Cut(rest, ">")
		case name == "td" || name == "th":
			b.WriteByte('\t')
		case breaks(strings.TrimPrefix(name, "/")):
			b.WriteByte('\n')
		}
		s = rest
	}
	return clip(tidy(html.UnescapeString(b.String())), maxText)
}

// cutTag splits s, which begins with '<', after its first tag or comment.
func cutTag(s string) (name, rest string, ok bool) {
	if body, found := strings.CutPrefix(s, "<!--"); found {
		_, rest, _ = strings.Cut(body, "-->")
		return "!", rest, true
	}
	if len(s) < 2 || !strings.ContainsRune("/!?", rune(s[1])) && !letter(s[1]) {
		return "", "", false
	}
	end := strings.IndexByte(s, '>')
	if end < 0 {
		return "", "", false
	}
	name, _, _ = strings.Cut(s[1:end], " ")
	return strings.ToLower(strings.TrimRight(name, "/\n\t")), s[end+1:], true
}

func letter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

func breaks(name string) bool {
	switch name {
	case "br", "p", "div", "tr", "table", "caption", "li", "ul", "ol", "dt", "dd", "pre", "hr",
		"h1", "h2", "h3", "h4", "h5", "h6", "section", "details", "summary", "blockquote":
		return true
	}
	return false
}

// tidy joins blanks and drops empty lines.
func tidy(s string) string {
	var lines []string
	for line := range strings.Lines(s) {
		cells := strings.Split(line, "\t")
		for i, c := range cells {
			cells[i] = strings.Join(strings.Fields(c), " ")
		}
		if line := strings.Trim(strings.Join(cells, "\t"), "\t"); line != "" {
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, "\n")
}

// svgText is the title that an SVG document gives itself, or else that it is one.
func svgText(s string) string {
	if _, after, ok := strings.Cut(s, "<title>"); ok {
		if title, _, ok := strings.Cut(after, "</title>"); ok && strings.TrimSpace(title) != "" {
			return clip(tidy(html.UnescapeString(title)), maxText)
		}
	}
	return "SVG image"
}
