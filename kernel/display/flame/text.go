package flame

import (
	"encoding/base64"
	"fmt"
	"strings"
	"unicode/utf8"

	"weft/kernel/display/caption"
)

// Bounds of what is told in words.
const (
	leastShare = 0.005 // of everything
	maxLines   = 40
	barWidth   = 20
	nameWidth  = 40
)

// HTML is the picture as an image, which JupyterLab shows in notebooks that are not trusted too, with a folded table
// of what it shows. width is as for SVG.
func (g Graph) HTML(width int) string {
	if width == 0 {
		width = Width
	}
	var b strings.Builder
	alt := strings.TrimSpace(strings.TrimSuffix(caption.Clean(g.Title), ".") + ". " + caption.Clean(g.Summary))
	fmt.Fprintf(&b, `<img src="data:image/svg+xml;base64,%s" width="%d" style="max-width:100%%" alt="%s">`,
		base64.StdEncoding.EncodeToString([]byte(g.SVG(width))), width, escape(alt))
	b.WriteString(`<details><summary>The same as a table</summary><table><thead><tr><th scope="col" style="text-align:left">function</th>` +
		`<th scope="col">share</th><th scope="col">cost</th><th scope="col" style="text-align:left">most of it at</th></tr></thead><tbody>` + "\n")
	root := tidy(g.Root, 0)
	more := root.walk(root.Value, func(n Node, depth int) {
		fmt.Fprintf(&b, `<tr><td style="text-align:left">%s%s</td><td>%s</td><td>%s</td><td style="text-align:left">%s</td></tr>`+"\n",
			strings.Repeat("\u2003", depth), escape(n.Name), escape(n.share(root.Value)), escape(n.Amount), escape(n.Where))
	})
	if more > 0 {
		fmt.Fprintf(&b, `<tr><td colspan="4" style="text-align:left">and %d more</td></tr>`, more)
	}
	b.WriteString("</tbody></table></details>\n")
	return b.String()
}

// Text draws g for a terminal: a line for each function, further in for each call.
func (g Graph) Text() string {
	var b strings.Builder
	title := caption.Clean(g.Title)
	if g.Aside != "" {
		title = strings.TrimSpace(title + " (" + caption.Clean(g.Aside) + ")")
	}
	b.WriteString(title + "\n")
	for _, line := range caption.Wrap(caption.Clean(g.Summary), 80) {
		b.WriteString(line + "\n")
	}
	root := tidy(g.Root, 0)
	names := 0
	root.walk(root.Value, func(n Node, depth int) { names = max(names, 2*depth+min(utf8.RuneCountInString(n.Name), nameWidth)) })
	more := root.walk(root.Value, func(n Node, depth int) {
		name := strings.Repeat("  ", depth) + caption.Short(n.Name, nameWidth)
		full := min(int(float64(barWidth)*float64(n.Value)/float64(root.Value)+.5), barWidth)
		line := fmt.Sprintf("%s%s %4s  %s%s  %s", strings.Repeat("█", full), strings.Repeat("░", barWidth-full), n.share(root.Value),
			name, strings.Repeat(" ", names-utf8.RuneCountInString(name)), n.Where)
		b.WriteString(strings.TrimRight(line, " ") + "\n")
	})
	if more > 0 {
		fmt.Fprintf(&b, "and %d more\n", more)
	}
	return strings.TrimRight(b.String(), "\n")
}

// walk visits the functions that are worth telling, the outer ones first, and counts the others.
func (n Node) walk(all int64, visit func(n Node, depth int)) (more int) {
	lines := 0
	var walk func(n Node, depth int)
	walk = func(n Node, depth int) {
		if lines++; lines > maxLines {
			more++
		} else {
			visit(n, depth)
		}
		for _, c := range n.Children {
			if float64(c.Value) < leastShare*float64(all) {
				more++
				continue
			}
			walk(c, depth+1)
		}
	}
	walk(n, 0)
	return more
}
