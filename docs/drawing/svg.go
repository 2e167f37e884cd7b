package drawing

import (
	"fmt"
	"html"
	"strings"
)

const head = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %.0f %.0f" width="%.0f" height="%.0f" role="img" aria-label="%s">
<!-- Made by: go test ./docs/drawing -update -->
<style>
svg { background: #fff; --ink: #1c2024; --line: #6b7680; --box: #f1f5f9 }
@media (prefers-color-scheme: dark) { svg { background: #14171a; --ink: #dfe3e6; --line: #8d99a5; --box: #232a31 } }
text { font: 13px ui-monospace, "DejaVu Sans Mono", monospace; fill: var(--ink); text-anchor: middle }
rect { fill: var(--box); stroke: var(--line) }
path { fill: none; stroke: var(--line) }
marker path { fill: var(--line); stroke: none }
</style>
<marker id="head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto"><path d="M0 0 8 4 0 8z"/></marker>
`

// SVG draws the graph: boxes in ranks, an arrow from each to what it imports.
func (g Graph) SVG() string {
	ranks := layout(g)
	right := 0.0
	for _, rank := range ranks {
		last := rank[len(rank)-1]
		right = max(right, last.x+last.width/2)
	}
	width, tall := right+12, 24+height+spacing*float64(len(ranks)-1)
	var b strings.Builder
	fmt.Fprintf(&b, head, width, tall, width, tall, html.EscapeString(g.Title+": "+g.Text()))
	for _, rank := range ranks {
		for _, n := range rank {
			if n.name == "" {
				continue
			}
			for i, next := range n.down {
				b.WriteString(arrow(n, i, next))
			}
		}
	}
	for _, rank := range ranks {
		for _, n := range rank {
			if n.name != "" {
				fmt.Fprintf(&b, "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.0f\" rx=\"5\"/><text x=\"%.1f\" y=\"%.1f\">%s</text>\n",
					n.x-n.width/2, top(n), n.width, height, n.x, top(n)+height/2+4.5, html.EscapeString(n.name))
			}
		}
	}
	b.WriteString("</svg>\n")
	return b.String()
}

func top(n *node) float64 { return 12 + spacing*float64(n.rank) }

// arrow draws the i-th arrow of a box, through its bends, to the next box.
func arrow(n *node, i int, next *node) string {
	x := port(n, i, len(n.down))
	y := top(n) + height
	var b strings.Builder
	fmt.Fprintf(&b, "<path marker-end=\"url(#head)\" d=\"M%.1f %.1f", x, y)
	last := n
	for {
		tx, ty := next.x, top(next)
		if next.name != "" {
			for i, o := range next.up {
				if o == last {
					tx = port(next, i, len(next.up))
				}
			}
		}
		fmt.Fprintf(&b, "C%.1f %.1f %.1f %.1f %.1f %.1f", x, y+22, tx, ty-22, tx, ty)
		if next.name != "" {
			break
		}
		fmt.Fprintf(&b, "V%.1f", ty+height)
		last, x, y = next, tx, ty+height
		next = next.down[0]
	}
	b.WriteString("\"/>\n")
	return b.String()
}

// port is where the i-th of n arrows meets a box.
func port(n *node, i, count int) float64 {
	return n.x + n.width*0.7*(float64(i+1)/float64(count+1)-0.5)
}

// Text says the same in words, for those who do not see it.
func (g Graph) Text() string {
	var parts []string
	for _, name := range g.Names {
		if to := g.Down[name]; len(to) > 0 {
			parts = append(parts, name+" imports "+strings.Join(to, ", "))
		}
	}
	return strings.Join(parts, "; ")
}
