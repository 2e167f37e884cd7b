package display

import (
	"html"
	"strings"
	"unicode"
)

// html writes a table that needs no style sheet: untrusted notebooks drop those. Colours come from the
// page, so that it reads on light and on dark.
func (g grid) html() string {
	var b strings.Builder
	b.WriteString(`<table style="border-collapse:collapse">`)
	if g.caption != "" {
		b.WriteString(`<caption style="text-align:left">` + html.EscapeString(g.caption) + `</caption>`)
	}
	b.WriteString("\n<thead><tr>")
	for i, name := range g.header {
		b.WriteString(`<th scope="col" style="` + g.style(i) + `;border-bottom:1px solid #808080">` + html.EscapeString(name) + `</th>`)
	}
	b.WriteString("</tr></thead>\n<tbody>\n")
	for _, line := range g.rows {
		b.WriteString("<tr>")
		for i, c := range line {
			b.WriteString(`<td style="` + g.style(i) + `">` + html.EscapeString(c.text) + `</td>`)
		}
		b.WriteString("</tr>\n")
	}
	b.WriteString("</tbody></table>")
	if g.note != "" {
		b.WriteString(`<div>` + html.EscapeString(g.note) + `</div>`)
	}
	return b.String()
}

func (g grid) style(column int) string {
	if g.right[column] {
		return "text-align:right;padding:2px 10px"
	}
	return "text-align:left;padding:2px 10px"
}

// text writes the same table with spaces and a line under the header.
func (g grid) text() string {
	widths := make([]int, len(g.header))
	for i, name := range g.header {
		widths[i] = width(name)
		for _, line := range g.rows {
			widths[i] = max(widths[i], width(line[i].text))
		}
	}
	var lines []string
	if g.caption != "" {
		lines = append(lines, g.caption)
	}
	rule := make([]string, len(widths))
	for i, n := range widths {
		rule[i] = strings.Repeat("─", n)
	}
	lines = append(lines, g.line(g.header, widths), strings.Join(rule, "  "))
	for _, row := range g.rows {
		cells := make([]string, len(row))
		for i, c := range row {
			cells[i] = c.text
		}
		lines = append(lines, g.line(cells, widths))
	}
	if g.note != "" {
		lines = append(lines, g.note)
	}
	return strings.Join(lines, "\n")
}

func (g grid) line(cells []string, widths []int) string {
	var b strings.Builder
	for i, c := range cells {
		if i > 0 {
			b.WriteString("  ")
		}
		pad := strings.Repeat(" ", widths[i]-width(c))
		if g.right[i] {
			b.WriteString(pad + c)
		} else {
			b.WriteString(c + pad)
		}
	}
	return strings.TrimRight(b.String(), " ")
}

// width is how many columns of a terminal s takes: none for combining marks, two for East Asian wide
// characters and emoji (the ranges that Unicode's EastAsianWidth.txt has as W or F, roughly).
func width(s string) int {
	n := 0
	for _, r := range s {
		switch {
		case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
		case r >= 0x1100 && (r <= 0x115f || r >= 0x2e80 && r <= 0xa4cf || r >= 0xac00 && r <= 0xd7a3 ||
			r >= 0xf900 && r <= 0xfaff || r >= 0xfe30 && r <= 0xfe6f || r >= 0xff00 && r <= 0xff60 ||
			r >= 0xffe0 && r <= 0xffe6 || r >= 0x1f300 && r <= 0x1faff || r >= 0x20000 && r <= 0x3fffd):
			n += 2
		default:
			n++
		}
	}
	return n
}
