package timeline

import (
	"encoding/base64"
	"fmt"
	"strconv"
	"strings"

	"weft/kernel/display/caption"
)

// maxTableRows bounds the table below a picture.
const maxTableRows = 60

// HTML is the picture as an image, which JupyterLab shows in notebooks that are not trusted too, with a folded table of what
// it shows. width is as for SVG.
func (t Timeline) HTML(width int) string { return newPlan(t).html(width) }

func (p plan) html(width int) string {
	if width == 0 {
		width = Width
	}
	var b strings.Builder
	alt := strings.TrimSpace(strings.TrimSuffix(p.Title, ".") + ". " + p.Summary)
	fmt.Fprintf(&b, `<img src="data:image/svg+xml;base64,%s" width="%d" style="max-width:100%%" alt="%s">`,
		base64.StdEncoding.EncodeToString([]byte(p.draw(width, false))), width, escape(alt))
	if len(p.Costs) > 0 {
		p.costs(&b)
	} else {
		p.table(&b)
	}
	return b.String()
}

// costs tells where the time went.
func (p plan) costs(b *strings.Builder) {
	b.WriteString(`<details><summary>Where the time went</summary><table><thead><tr>`)
	for _, h := range []string{"who", "what", "where", "times", "in all"} {
		fmt.Fprintf(b, `<th scope="col" style="text-align:left">%s</th>`, h)
	}
	b.WriteString("</tr></thead><tbody>\n")
	for i, c := range p.Costs {
		if i == maxTableRows {
			fmt.Fprintf(b, `<tr><td colspan="5" style="text-align:left">and %d more</td></tr>`, len(p.Costs)-maxTableRows)
			break
		}
		b.WriteString("<tr>")
		for _, cell := range []string{c.Who, c.What, c.Where, strconv.Itoa(c.Times), Text(c.All)} {
			fmt.Fprintf(b, `<td style="text-align:left">%s</td>`, escape(caption.Clean(cell)))
		}
		b.WriteString("</tr>\n")
	}
	b.WriteString("</tbody></table></details>\n")
}

// table tells the spans and marks in words, in place of what a picture without a pointer cannot show.
func (p plan) table(b *strings.Builder) {
	b.WriteString(`<details><summary>The same as a table</summary><table><thead><tr>`)
	for _, h := range []string{"lane", "what", "from", "to"} {
		fmt.Fprintf(b, `<th scope="col" style="text-align:left">%s</th>`, h)
	}
	b.WriteString("</tr></thead><tbody>\n")
	rows := 0
	add := func(cells ...string) {
		if rows++; rows > maxTableRows {
			return
		}
		b.WriteString("<tr>")
		for _, c := range cells {
			fmt.Fprintf(b, `<td style="text-align:left">%s</td>`, escape(c))
		}
		b.WriteString("</tr>\n")
	}
	for _, g := range p.Groups {
		for _, l := range g.Lanes {
			if rows >= maxTableRows {
				rows += len(l.Spans) + len(l.Marks)
				continue
			}
			l = p.tidyLane(l)
			name := strings.TrimSpace(l.Name + " " + l.Where)
			if g.Packed {
				name = strings.TrimSpace(g.Many + " " + l.Name)
			}
			for _, s := range l.Spans {
				add(name, p.what(s), Text(s.From), until(s))
			}
			for _, m := range l.Marks {
				add(name, m.Label, Text(m.At), "")
			}
		}
	}
	if rows > maxTableRows {
		fmt.Fprintf(b, `<tr><td colspan="4" style="text-align:left">and %d more</td></tr>`, rows-maxTableRows)
	}
	b.WriteString("</tbody></table></details>\n")
}

func (p plan) what(s Span) string {
	what := p.word(s.State)
	if s.Label != "" {
		what = s.Label + ": " + what
	}
	if s.Broken {
		what += ", broken off"
	}
	if s.Detail != "" {
		what += ", " + s.Detail
	}
	return what
}

func until(s Span) string {
	if s.State == Stuck {
		return "for ever"
	}
	return Text(s.To)
}
