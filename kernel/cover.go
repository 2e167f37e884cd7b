package kernel

import (
	"encoding/binary"
	"fmt"
	"html"
	"slices"
	"strings"

	"weft/kernel/golang/slice"
	"weft/kernel/jupyter/msg"
)

// A coverLine is a line of a cell with what is known of its statements.
type coverLine struct {
	number     int
	text       string
	statements int
	executed   int
	most       uint32 // how often one of them was executed
}

// showCover shows the lines with statements, shaded by whether they were executed.
func (k *compiledCell) showCover(data []byte) {
	counts := make([]uint32, len(data)/4)
	for i := range counts {
		counts[i] = binary.LittleEndian.Uint32(data[4*i:])
	}
	s := k.session
	s.mu.Lock()
	cells := coverCells(k.program.Blocks, counts, s.sources)
	s.mu.Unlock()
	all, done := 0, 0
	for _, c := range cells {
		for _, l := range c.lines {
			all, done = all+l.statements, done+l.executed
		}
	}
	if all == 0 {
		note(k.run.out, "there are no statements to count")
		return
	}
	title := fmt.Sprintf("%d of %s executed: %.0f%%", done, plural(all, "statement"), 100*float64(done)/float64(all))
	k.run.out.Display(msg.Bundle{"text/plain": coverText(title, cells), "text/html": coverHTML(title, cells)}, nil, "")
}

// A coverCell is a cell with counted statements.
type coverCell struct {
	number int
	lines  []coverLine // of the functions that have such statements, whole
}

func coverCells(blocks []slice.Block, counts []uint32, sources map[int]string) []coverCell {
	type place struct{ cell, line int }
	found := map[place]*coverLine{}
	first, last := map[int]int{}, map[int]int{}
	for i, b := range blocks[:min(len(blocks), len(counts))] {
		p := place{b.Pos.Cell, b.Pos.Line}
		l := found[p]
		if l == nil {
			l = &coverLine{number: b.Pos.Line}
			found[p] = l
		}
		l.statements++
		if counts[i] > 0 {
			l.executed++
			l.most = max(l.most, counts[i])
		}
		if first[p.cell] == 0 || p.line < first[p.cell] {
			first[p.cell] = p.line
		}
		last[p.cell] = max(last[p.cell], b.End.Line)
	}
	var cells []coverCell
	for number := range first {
		c := coverCell{number: number}
		lines := strings.Split(sources[number], "\n")
		for n := max(first[number]-1, 1); n <= min(last[number]+1, len(lines)); n++ {
			l := coverLine{number: n}
			if f := found[place{number, n}]; f != nil {
				l = *f
			}
			l.text = strings.ReplaceAll(strings.TrimSuffix(lines[n-1], "\r"), "\t", "    ")
			if edge := n < first[number] || n > last[number]; edge && (strings.TrimSpace(l.text) == "" || strings.HasPrefix(l.text, "%")) {
				continue
			}
			c.lines = append(c.lines, l)
		}
		cells = append(cells, c)
	}
	slices.SortFunc(cells, func(a, b coverCell) int { return a.number - b.number })
	return cells
}

// mark is how a line is marked, in a letter and a colour that lets text be read on light and dark ground.
func (l coverLine) mark() (letter, colour string) {
	switch {
	case l.statements == 0:
		return " ", ""
	case l.executed == 0:
		return "✗", "rgba(217,72,15,.22)"
	case l.executed < l.statements:
		return "~", "rgba(210,153,34,.25)"
	}
	return "✓", "rgba(15,138,95,.18)"
}

func coverText(title string, cells []coverCell) string {
	var b strings.Builder
	b.WriteString(title + "   ✓ executed  ✗ not  ~ in part\n")
	for _, c := range cells {
		fmt.Fprintf(&b, "cell [%d]\n", c.number)
		for _, l := range c.lines {
			letter, _ := l.mark()
			b.WriteString(strings.TrimRight(fmt.Sprintf("  %s %8s %3d  %s", letter, l.times(), l.number, l.text), " ") + "\n")
		}
	}
	return strings.TrimRight(b.String(), "\n")
}

// times is how often the line was executed, "" without statements.
func (l coverLine) times() string {
	if l.statements == 0 {
		return ""
	}
	return fmt.Sprintf("%d×", l.most)
}

func coverHTML(title string, cells []coverCell) string {
	var b strings.Builder
	b.WriteString(`<div style="max-width:880px"><div style="border-left:5px solid #8a94a0;padding:6px 12px;margin-bottom:6px"><b>` + html.EscapeString(title) +
		`</b> · ✓ executed, ✗ not, ~ in part</div>`)
	for _, c := range cells {
		fmt.Fprintf(&b, `<div style="padding:2px 12px;color:#7a828b">cell [%d]</div><table style="border-collapse:collapse;margin:0;width:100%%;font-family:monospace"><tbody>`, c.number)
		for _, l := range c.lines {
			letter, colour := l.mark()
			if colour != "" {
				colour = "background:" + colour
			}
			fmt.Fprintf(&b, `<tr style="%s"><td style="text-align:left;padding:0 8px;width:1em">%s</td><td style="text-align:right;padding:0 8px;width:4em;color:#7a828b">%s</td>`+
				`<td style="text-align:right;padding:0 8px;width:2em;color:#7a828b">%d</td><td style="text-align:left;padding:0 8px;white-space:pre">%s</td></tr>`,
				colour, letter, l.times(), l.number, html.EscapeString(l.text))
		}
		b.WriteString(`</tbody></table>`)
	}
	b.WriteString(`</div>`)
	return b.String()
}
