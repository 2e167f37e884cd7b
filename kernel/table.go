package kernel

import (
	"cmp"
	"html"
	"strconv"
	"strings"

	"weft/kernel/golang/cell"
	"weft/kernel/jupyter/msg"
)

// A table is a result of several lines, as text and as HTML that reads well without its style sheet, which notebooks
// from elsewhere lose.
type table struct {
	title   string
	tone    tone
	columns []column
	rows    []row
	foot    string
}

type column struct {
	title  string
	number bool // right-aligned
	code   bool
	prose  bool // may be broken into lines
}

type row struct {
	section string // a heading above it
	cells   []string
	tone    tone   // of the first cell
	below   string // details, in lines
}

// A tone is a colour that also has words.
type tone int

const (
	neutral tone = iota
	good
	bad
	quiet
)

// The colours have a contrast of more than 4 on light and on dark ground, since an inline colour cannot follow the theme.
func (t tone) colour() string {
	return [...]string{neutral: "", good: "#0f8a5f", bad: "#d9480f", quiet: "#7a828b"}[t]
}

func (t table) bundle() msg.Bundle {
	return msg.Bundle{"text/plain": t.text(), "text/html": t.html()}
}

// text aligns the columns.
func (t table) text() string {
	widths := make([]int, len(t.columns))
	measure := func(cells []string) {
		for i, c := range cells {
			widths[i] = max(widths[i], cell.Width(c))
		}
	}
	var titles []string
	for _, c := range t.columns {
		titles = append(titles, c.title)
	}
	measure(titles)
	for _, r := range t.rows {
		measure(r.cells)
	}
	var b strings.Builder
	if t.title != "" {
		b.WriteString(t.title + "\n")
	}
	line := func(cells []string) {
		var l strings.Builder
		for i, c := range cells {
			pad := strings.Repeat(" ", widths[i]-cell.Width(c))
			l.WriteString("  ")
			if t.columns[i].number {
				l.WriteString(pad + c)
			} else {
				l.WriteString(c + pad)
			}
		}
		b.WriteString(strings.TrimRight(l.String(), " ") + "\n")
	}
	line(titles)
	for _, r := range t.rows {
		if r.section != "" {
			b.WriteString("\n" + r.section + "\n")
		}
		line(r.cells)
		if r.below != "" {
			b.WriteString("      " + strings.ReplaceAll(r.below, "\n", "\n      ") + "\n")
		}
	}
	if t.foot != "" {
		b.WriteString(t.foot + "\n")
	}
	return strings.TrimRight(b.String(), "\n")
}

func (t table) html() string {
	var b strings.Builder
	b.WriteString(`<div style="max-width:880px">`)
	if t.title != "" {
		colour := t.tone.colour()
		if colour == "" {
			colour = "#8a94a0"
		}
		b.WriteString(`<div style="border-left:5px solid ` + colour + `;padding:6px 12px;margin-bottom:6px"><b>` + html.EscapeString(t.title) + `</b></div>`)
	}
	b.WriteString(`<table style="border-collapse:collapse;margin:0"><thead><tr>`)
	for _, c := range t.columns {
		b.WriteString(`<th scope="col" style="text-align:` + c.align() + `;padding:4px 12px">` + html.EscapeString(c.title) + `</th>`)
	}
	b.WriteString(`</tr></thead><tbody>`)
	for _, r := range t.rows {
		if r.section != "" {
			b.WriteString(`<tr><th scope="colgroup" colspan="` + strconv.Itoa(len(t.columns)) + `" style="text-align:left;padding:10px 12px 4px;color:#7a828b">` + html.EscapeString(r.section) + `</th></tr>`)
		}
		b.WriteString("<tr>")
		for i, c := range r.cells {
			style := "text-align:" + t.columns[i].align() + ";padding:4px 12px"
			if !t.columns[i].prose {
				style += ";white-space:nowrap"
			}
			if t.columns[i].number {
				style += ";font-variant-numeric:tabular-nums"
				c = strings.ReplaceAll(c, " ", "\u2007") // as wide as a digit, and kept
			}
			if i == 0 && r.tone != neutral {
				style += ";font-weight:600;color:" + r.tone.colour()
			}
			text := html.EscapeString(c)
			if t.columns[i].code {
				wrap := ";white-space:pre"
				if t.columns[i].prose {
					wrap = ""
				}
				text = `<code style="background:none;padding:0` + wrap + `">` + text + `</code>`
			}
			b.WriteString(`<td style="` + style + `">` + text + `</td>`)
		}
		b.WriteString("</tr>")
		if r.below != "" {
			b.WriteString(`<tr><td></td><td colspan="` + strconv.Itoa(len(t.columns)-1) + `" style="text-align:left;padding:0 12px 8px"><pre style="margin:0;padding:4px 0 4px 12px;border-left:3px solid ` +
				cmp.Or(r.tone.colour(), quiet.colour()) + `;background:none">` + html.EscapeString(r.below) + `</pre></td></tr>`)
		}
	}
	b.WriteString(`</tbody></table>`)
	if t.foot != "" {
		b.WriteString(`<div style="color:#7a828b;padding:4px 12px">` + strings.ReplaceAll(html.EscapeString(t.foot), "\n", "<br>") + `</div>`)
	}
	b.WriteString(`</div>`)
	return b.String()
}

func (c column) align() string {
	if c.number {
		return "right"
	}
	return "left"
}
