package report

import (
	"fmt"
	"html"
	"io"
	"strings"

	"weft/grader/result"
)

// HTML writes a result as a fragment for a notebook: a heading that says the verdict, a table with a row for each case, and
// below a failed one its checks. JupyterLab drops <style>, variables and roles in notebooks that are not trusted: what is
// left reads as a plain table, since words carry the meaning, and alignment and colours are inline.
func HTML(w io.Writer, r result.Result) error {
	h := &htmlWriter{}
	h.b.WriteString("<style>" + sheet + "</style>\n")
	h.fragment(newPage(r))
	_, err := io.WriteString(w, h.b.String())
	return err
}

type htmlWriter struct{ b strings.Builder }

func (h *htmlWriter) printf(format string, args ...any) { fmt.Fprintf(&h.b, format, args...) }

// escape makes text harmless in HTML, and drops what turns text around.
func escape(s string) string {
	var lines []string
	for l := range strings.SplitSeq(s, "\n") {
		lines = append(lines, html.EscapeString(clean(l)))
	}
	return strings.Join(lines, "\n")
}

// fragment is a page without its style sheet.
func (h *htmlWriter) fragment(p page) {
	class := map[tone]string{good: "weft-check ok", bad: "weft-check", unsure: "weft-check unsure"}[p.tone]
	h.printf("<div class=%q role=\"group\" aria-label=\"%s\">", class, escape(p.exercise+": "+p.verdict))
	h.printf("<div class=\"head\"><b>%s</b> <span class=\"dim\">· %s", escape(p.verdict), escape(p.exercise))
	if p.count != "" {
		h.printf(" · %s", escape(p.count))
	}
	h.printf("</span>")
	if p.next != "" {
		h.printf("<br>%s", escape(p.next))
	}
	h.printf("</div>\n")
	if len(p.facts) > 0 {
		h.printf("<ul>\n")
		for _, f := range p.facts {
			h.fact(f)
		}
		h.printf("</ul>\n")
	}
	if len(p.rows) > 0 {
		h.table(p.rows)
	}
	if p.note != "" {
		h.printf("<div class=\"dim\">%s</div>\n", escape(p.note))
	}
	h.printf("</div>\n")
}

func (h *htmlWriter) fact(f fact) {
	h.printf("<li><code>%s</code>", strings.ReplaceAll(escape(f.text), "\n", "<br>"))
	if line, mark := f.code(); line != "" {
		h.printf("<pre>%s", escape(line))
		if mark != "" {
			h.printf("\n<b>%s</b>", mark)
		}
		h.printf("</pre>")
	}
	if f.hint != "" {
		h.printf("<div><span class=\"dim\">hint</span> %s</div>", escape(f.hint))
	}
	h.printf("</li>\n")
}

func (h *htmlWriter) table(rows []row) {
	h.printf("<table style=\"width:100%%\"><thead><tr><th scope=\"col\" style=\"text-align:left;width:90px\">Result</th>" +
		"<th scope=\"col\" style=\"text-align:left\">Case</th><th scope=\"col\" class=\"num\" style=\"width:80px\">Virtual time</th></tr></thead><tbody>\n")
	for _, r := range rows {
		open := ""
		if len(r.checks) > 0 || r.comment != "" {
			open = " class=\"f\""
		}
		h.printf("<tr%s><td class=\"mark %s\" style=\"text-align:left;color:%s\">%s</td><td style=\"text-align:left\">%s</td><td class=\"num\">%s</td></tr>\n",
			open, class(r.status), inline(r.status), words(r.status), escape(r.title), r.took)
		if open == "" {
			continue
		}
		h.printf("<tr class=\"why\"><td></td><td colspan=\"2\" style=\"text-align:left\">")
		if r.comment != "" {
			h.printf("<div class=\"dim\">%s</div>", escape(r.comment))
		}
		if r.hint != "" {
			h.printf("<details><summary>Show the hint</summary>%s</details>", escape(r.hint))
		}
		for _, c := range r.checks {
			h.check(c)
		}
		h.printf("</td></tr>\n")
	}
	h.printf("</tbody></table>\n")
}

func (h *htmlWriter) check(c check) {
	h.printf("\n<div class=\"check %s\"><span class=\"%[1]s\" style=\"color:%s\">%s</span> %s", class(c.status), inline(c.status), mark(c.status), escape(c.title))
	if c.status == result.NotRun {
		h.printf(" <span class=\"dim\">(not run)</span>")
	}
	if len(c.details)+len(c.places) > 0 || c.hint != "" {
		h.printf("<dl>")
		for _, d := range c.details {
			h.detail(d)
		}
		for i, p := range c.places {
			h.place(i, p)
		}
		if c.replay != "" {
			h.printf("<dt>again</dt><dd><code>%s</code></dd>", escape(c.replay))
		}
		if c.hint != "" {
			h.printf("<dt>hint</dt><dd><details><summary>Show the hint</summary>%s</details></dd>", escape(c.hint))
		}
		h.printf("</dl>")
	}
	if c.picture != nil {
		h.printf("<div class=\"timeline\">%s</div>", c.picture.HTML(pictureWidth))
	}
	h.printf("</div>")
}

// pictureWidth is what a check in a table of 880 pixels has room for.
const pictureWidth = 760

func (h *htmlWriter) detail(d detail) {
	text := escape(d.text)
	if strings.Contains(text, "\n") {
		text = "<pre>" + text + "</pre>"
	}
	h.printf("<dt>%s</dt><dd>%s</dd>", d.label, text)
}

func (h *htmlWriter) place(i int, p result.Place) {
	label := "where"
	if i > 0 {
		label = "and"
	}
	h.printf("<dt>%s</dt><dd>%s", label, escape(where(p)))
	lines, at := code(p)
	for i := range lines {
		lines[i] = escape(lines[i])
		if i == at {
			lines[i] = "<b>" + lines[i] + "</b>"
		}
	}
	if len(lines) > 0 {
		h.printf("<pre>%s</pre>", strings.Join(lines, "\n"))
	}
	h.printf("</dd>")
}

func class(s result.CheckStatus) string {
	switch s {
	case result.Pass:
		return "pass"
	case result.Fail:
		return "fail"
	}
	return "skip"
}

// inline is a colour for where there is no style sheet: its contrast is 4.3 on white and on #111, the most that one colour
// can have on both.
func inline(s result.CheckStatus) string {
	switch s {
	case result.Pass:
		return "#0f8a5f"
	case result.Fail:
		return "#d9480f"
	}
	return "#747d87"
}

// standalone is the sheet where no notebook says whether it is dark.
func standalone() string {
	return sheet + "@media screen and (prefers-color-scheme:dark){.weft-check{" + dark + "}}\n"
}

// dark are the colours on a dark ground.
const dark = `--g:#4fd1a1;--r:#ff8a5c;--u:#e3b341;--d:#a5afb9;--e:#363d45;--soft:#1b1f24;--ink:#e9ecef;--bad:#2e1a12;--good:#10291f;--un:#2b2410`

// sheet refines the table where the notebook is trusted.
const sheet = `
.weft-check{--g:#0a7d54;--r:#b93a0b;--u:#8a6100;--d:#57606a;--e:#d5dae1;--soft:#f6f7f9;--ink:#1f2328;--bad:#fdf0ea;--good:#eaf6f1;--un:#fbf4e0;--bar:var(--r);--back:var(--bad);color:var(--jp-content-font-color1,var(--ink));max-width:880px;font-size:13px;line-height:1.45}
body[data-jp-theme-light="false"] .weft-check{` + dark + `}
.weft-check.ok{--bar:var(--g);--back:var(--good)}.weft-check.unsure{--bar:var(--u);--back:var(--un)}
.weft-check .head{border-left:5px solid var(--bar);background:var(--back);padding:9px 14px;border-radius:4px;margin-bottom:8px}
.weft-check .head b{font-size:15px}.weft-check .dim{color:var(--d)!important}
.weft-check table{width:100%;border-collapse:collapse;margin:0 0 6px;font-size:13px;table-layout:auto}
.weft-check th{font-weight:600;color:var(--d);border-bottom:1px solid var(--e);font-size:12px}
.weft-check th,.weft-check td{text-align:left!important;vertical-align:top;padding:6px 10px!important;background:none!important}
.weft-check td{border-bottom:1px solid var(--e)}.weft-check tbody tr{background:none!important}
.weft-check .mark{white-space:nowrap;font-weight:650}.weft-check .pass{color:var(--g)!important}.weft-check .fail{color:var(--r)!important}.weft-check .skip{color:var(--d)!important}
.weft-check .num{text-align:right!important;white-space:nowrap;color:var(--d)}
.weft-check .why td{border-top:0;padding:0 10px 12px!important}.weft-check tr.f td{border-bottom:0}
.weft-check div.check{color:inherit!important;margin:0 0 4px;padding-left:12px;border-left:3px solid var(--e)}.weft-check div.check.fail{border-color:var(--r)}
.weft-check dl{display:grid;box-sizing:border-box;grid-template-columns:76px 1fr;gap:4px 12px;margin:4px 0 6px;padding:0 0 0 15px}
.weft-check dt,.weft-check dd{width:auto!important;float:none!important}.weft-check dt{color:var(--d);font-weight:500;margin:0}.weft-check dd{margin:0;min-width:0;overflow-wrap:anywhere}
.weft-check pre{margin:3px 0 5px!important;padding:6px 10px!important;background:var(--soft)!important;border-radius:4px;font-size:12.5px;color:inherit;overflow-x:auto;font-family:ui-monospace,"DejaVu Sans Mono",monospace}
.weft-check .timeline{padding:0 0 6px 15px}.weft-check .timeline img{display:block}.weft-check .timeline td,.weft-check .timeline th{padding:1px 10px!important;border:0;font-size:12px}
.weft-check pre b{color:var(--r)}.weft-check ul{margin:4px 0 8px;padding-left:22px}.weft-check li{margin-bottom:6px}.weft-check li code{background:none!important;padding:0!important;color:inherit;font-size:12.5px;overflow-wrap:anywhere}
`
