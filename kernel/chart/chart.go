// Package chart draws the charts of weft/display as SVG, with gonum/plot, and as what a notebook shows.
//
// It owns how charts look. What is drawn has been chosen and checked by package display, in the process that
// runs the cell.
package chart

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"html"
	"strconv"
	"strings"

	"weft/kernel/display"
)

// The size of a picture in pixels.
const (
	width  = 680
	height = 300 // of the axes and what they enclose
)

const mimeHTML, mimeSVG = "text/html", "image/svg+xml"

// Replace draws the chart in a bundle, by MIME type, if there is one: the picture takes its place. A chart
// that cannot be drawn leaves the bundle's text.
func Replace(bundle map[string]any) {
	data, ok := bundle[display.MIMEChart]
	if !ok {
		return
	}
	delete(bundle, display.MIMEChart)
	var c display.Chart
	raw, err := json.Marshal(data)
	if err == nil {
		err = json.Unmarshal(raw, &c)
	}
	if err != nil {
		return
	}
	picture, err := SVG(c)
	if err != nil {
		return
	}
	bundle[mimeSVG], bundle[mimeHTML] = picture, page(c, picture)
}

// page is the picture as an image, which JupyterLab shows in notebooks that are not trusted too, with a folded table
// of its numbers.
func page(c display.Chart, picture string) string {
	var b strings.Builder
	fmt.Fprintf(&b, `<img src="data:image/svg+xml;base64,%s" width="%d" style="max-width:100%%" alt="%s">`,
		base64.StdEncoding.EncodeToString([]byte(picture)), width, html.EscapeString(inWords(c)))
	table(&b, c)
	return b.String()
}

// inWords says what the picture is of.
func inWords(c display.Chart) string {
	kind := map[display.ChartKind]string{
		display.ChartLines: "Lines", display.ChartBars: "Bars", display.ChartScatter: "Points", display.ChartHistogram: "Histogram",
	}[c.Kind]
	if c.Title != "" {
		kind = strings.TrimSuffix(c.Title, ".") + ". " + kind
	}
	var names []string
	for _, s := range c.Series {
		if s.Name != "" {
			names = append(names, s.Name)
		}
	}
	if len(names) > 0 {
		kind += " for " + strings.Join(names, ", ")
	}
	if c.Y.Label != "" {
		kind += ": " + c.Y.Label
	}
	if c.X.Label != "" {
		kind += " over " + c.X.Label
	}
	return kind
}

// maxTableRows bounds the table below a picture.
const maxTableRows = 60

func table(b *strings.Builder, c display.Chart) {
	b.WriteString(`<details><summary>The same as a table</summary><table><thead><tr>`)
	for _, h := range []string{"series", or(c.X.Label, "x"), or(c.Y.Label, "y")} {
		fmt.Fprintf(b, `<th scope="col" style="text-align:left">%s</th>`, html.EscapeString(h))
	}
	b.WriteString("</tr></thead><tbody>\n")
	rows := 0
	for _, s := range c.Series {
		for i, y := range s.Y {
			if rows++; rows > maxTableRows {
				continue
			}
			fmt.Fprintf(b, `<tr><td style="text-align:left">%s</td><td>%s</td><td>%s</td></tr>`+"\n",
				html.EscapeString(s.Name), html.EscapeString(place(c, s, i)), number(y))
		}
	}
	if rows > maxTableRows {
		fmt.Fprintf(b, `<tr><td colspan="3" style="text-align:left">and %d more</td></tr>`, rows-maxTableRows)
	}
	b.WriteString("</tbody></table></details>\n")
}

// place says where the number stands.
func place(c display.Chart, s display.Series, i int) string {
	switch {
	case c.Kind == display.ChartHistogram && i+1 < len(s.X):
		return number(s.X[i]) + " to " + number(s.X[i+1])
	case i < len(s.X):
		return number(s.X[i])
	case i < len(c.Labels):
		return c.Labels[i]
	}
	return ""
}

func or(s, otherwise string) string {
	if s == "" {
		return otherwise
	}
	return s
}

func number(v float64) string { return strconv.FormatFloat(v, 'g', 5, 64) }
