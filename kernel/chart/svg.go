package chart

import (
	"bytes"
	"fmt"
	"html"
	"regexp"
	"strconv"
	"strings"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
	"gonum.org/v1/plot/vg/vgsvg"

	"weft/kernel/display"
)

// sheet is the picture's own style: it needs no page, script or font, and follows the reader's colour scheme. The
// colours of series can be told apart by colour-blind readers (Okabe and Ito 2008); shapes, dashes and hatches
// tell them apart without colours.
const sheet = `
.wc{--bg:#fff;--edge:#d5dae1;--ink:#1f2328;--dim:#57606a;--grid:#dfe3e8;
--s0:#0072b2;--s1:#c04f00;--s2:#00805c;--s3:#a5487d;--s4:#8a6a00;--s5:#4c5b6b}
@media (prefers-color-scheme:dark){.wc{--bg:#15181c;--edge:#363d45;--ink:#e9ecef;--dim:#a5afb9;--grid:#30373f;
--s0:#56b4e9;--s1:#ff8a5c;--s2:#4fd1a1;--s3:#e79cc6;--s4:#f0e442;--s5:#b8c4d0}}
.wc text{font-family:system-ui,-apple-system,"Segoe UI",Roboto,"Liberation Sans","DejaVu Sans",sans-serif;fill:var(--ink)}
.wc .card{fill:var(--bg);stroke:var(--edge)}.wc .t{font-size:15px;font-weight:650}.wc .l{font-size:12.5px}
`

const (
	margin     = 14
	titleRow   = 26
	legendRow  = 20
	pixel      = 72. / 96 // of a point, gonum's unit
	legendWide = 7.2      // pixels of a letter
)

// SVG draws the chart as a document of its own.
func SVG(c display.Chart) (picture string, err error) {
	defer func() {
		if v := recover(); v != nil { // what gonum says of numbers that it cannot draw
			err = fmt.Errorf("draw chart: %v", v)
		}
	}()
	p, err := plotOf(c)
	if err != nil {
		return "", fmt.Errorf("draw chart: %w", err)
	}
	canvas := vgsvg.New(vg.Length((width-2*margin)*pixel), vg.Length(height*pixel))
	p.Draw(draw.New(canvas))
	var axes bytes.Buffer
	if _, err := canvas.WriteTo(&axes); err != nil {
		return "", fmt.Errorf("draw chart: %w", err)
	}
	head, y := heading(c)
	var b strings.Builder
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" class="wc" width="%d" height="%[2]d" viewBox="0 0 %[1]d %[2]d"><style>%s</style>`, width, y+height+margin, sheet)
	b.WriteString(hatches(len(c.Series)))
	fmt.Fprintf(&b, `<rect class="card" x=".5" y=".5" width="%d" height="%d" rx="8"/>%s`, width-1, y+height+margin-1, head)
	fmt.Fprintf(&b, `<g transform="translate(%d,%d) scale(%.6f)">%s</g></svg>`, margin, y, 1/pixel, restyled(axes.String(), c.Kind))
	return b.String(), nil
}

// heading is the title and the legend, and where they end.
func heading(c display.Chart) (svg string, y int) {
	var b strings.Builder
	y = margin
	if c.Title != "" {
		fmt.Fprintf(&b, `<text class="t" x="%d" y="%d">%s</text>`, margin, y+15, html.EscapeString(c.Title))
		y += titleRow
	}
	x, rows := float64(margin), 0
	for i, s := range c.Series {
		if s.Name == "" {
			continue
		}
		wide := 34 + legendWide*float64(len([]rune(s.Name)))
		if rows == 0 {
			rows = 1
		} else if x+wide > width-margin {
			x, rows = margin, rows+1
		}
		at := float64(y) + float64(rows-1)*legendRow + 9
		fmt.Fprintf(&b, `%s<text class="l" x="%.1f" y="%.1f">%s</text>`, sample(c.Kind, i, x, at), x+22, at+4, html.EscapeString(s.Name))
		x += wide
	}
	return b.String(), y + rows*legendRow + 4
}

// sample is how a series looks, for the legend.
func sample(kind display.ChartKind, i int, x, y float64) string {
	colour := fmt.Sprintf("var(--s%d)", i%colours)
	switch kind {
	case display.ChartBars, display.ChartHistogram:
		return fmt.Sprintf(`<rect x="%.1f" y="%.1f" width="15" height="11" style="fill:%s"/>`, x, y-6, fillOf(i))
	case display.ChartScatter:
		return fmt.Sprintf(`<g transform="translate(%.1f,%.1f)">%s</g>`, x+8, y, shapes[i%len(shapes)].svg(colour))
	}
	var dashes []string
	for _, d := range dashesOf(i) {
		dashes = append(dashes, fmt.Sprintf("%.1f", float64(d)/pixel))
	}
	return fmt.Sprintf(`<path d="M%.1f %.1fh17" style="stroke:%s;stroke-width:2;stroke-dasharray:%s"/><g transform="translate(%[1]f,%[2]f) translate(8.5,0)">%[5]s</g>`,
		x, y, colour, or(strings.Join(dashes, ","), "none"), shapes[i%len(shapes)].svg(colour))
}

// fillOf is how the bars of a series are filled: with its colour, and from the second on hatched.
func fillOf(i int) string {
	if i == 0 {
		return "var(--s0)"
	}
	return "url(#h" + strconv.Itoa(i%colours) + ")"
}

// hatches are the patterns that fillOf names.
func hatches(series int) string {
	var b strings.Builder
	b.WriteString("<defs>")
	for i := 1; i < min(max(series, 1), colours); i++ {
		fmt.Fprintf(&b, `<pattern id="h%d" width="%d" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(%d)"><rect width="9" height="6" style="fill:var(--s%[1]d)"/><path d="M0 0V6" style="stroke:var(--bg)" stroke-width="%[4]d"/></pattern>`,
			i, 4+i, 45*i, 1+i%2)
	}
	b.WriteString("</defs>")
	return b.String()
}

var (
	prologue = regexp.MustCompile(`(?s)^.*?<svg[^>]*>`)
	fonts    = regexp.MustCompile(`font-family:[^;"]*;font-variant:[^;"]*;font-weight:[^;"]*;font-style:[^;"]*;`)
	filled   = regexp.MustCompile(`fill:#0102([0-9A-F]{2})`)
	coloured = regexp.MustCompile(`#0102([0-9A-F]{2})`)
)

// restyled is gonum's document without its frame, in the colours and fonts of the sheet.
func restyled(svg string, kind display.ChartKind) string {
	svg = prologue.ReplaceAllString(svg, "")
	svg = strings.TrimSuffix(strings.TrimSpace(svg), "</svg>")
	svg = fonts.ReplaceAllString(svg, "")
	of := func(m string) int {
		i, _ := strconv.ParseUint(m[len(m)-2:], 16, 8)
		return int(i)
	}
	if kind == display.ChartBars || kind == display.ChartHistogram {
		svg = filled.ReplaceAllStringFunc(svg, func(m string) string { return "fill:" + fillOf(of(m)) })
	}
	svg = coloured.ReplaceAllStringFunc(svg, func(m string) string { return fmt.Sprintf("var(--s%d)", of(m)%colours) })
	return strings.NewReplacer("#010101", "var(--ink)", "#010102", "var(--grid)", "#010103", "var(--dim)").Replace(svg)
}
