package report

import (
	"fmt"
	"html"
	"io"
	"path"
	"strings"
	"time"

	"weft/grader/result"
	"weft/grader/submission"
)

// GitHub writes workflow commands, from which GitHub makes annotations at the lines that are meant: one for each failed
// case, and for each reason why something cannot be graded. Results should be [result.Result.ForStudent]: logs are read by many.
func GitHub(w io.Writer, results []result.Result) error {
	var b strings.Builder
	for _, r := range results {
		switch r.Status {
		case result.Ungradable:
			for _, d := range r.Diagnostics {
				b.WriteString(command("error", sourceOf(r, d.File), d.Line, d.Col, r.Name+": cannot be graded", diagnosis(d)))
			}
		case result.Failed:
			b.WriteString(command("error", "", 0, 0, r.Name+": weft failed", "Not graded: "+unable(r)))
		case result.Absent:
			b.WriteString(command("warning", "", 0, 0, r.Name, unable(r)))
		}
		for _, c := range r.Cases {
			if c.Passed() {
				continue
			}
			file, line := "", 0
			if k, ok := firstFailure(c); ok && len(k.Where) > 0 {
				file, line = sourceOf(r, k.Where[0].File), k.Where[0].Line
			}
			if file == "" {
				file = sourceOf(r, "")
			}
			b.WriteString(command("error", file, line, 0, r.Name+": "+c.Title, explain(c)))
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func diagnosis(d submission.Diagnostic) string {
	if d.Hint != "" {
		return d.Text + " (" + d.Hint + ")"
	}
	return d.Text
}

// sourceOf is the path of one of a submission's files. A cell of a notebook has none, since its lines are not the file's.
func sourceOf(r result.Result, name string) string {
	switch ext := path.Ext(r.Path); {
	case ext == ".go":
		return r.Path
	case ext == ".ipynb" || r.Path == "" || !strings.HasSuffix(name, ".go"):
		return ""
	}
	return path.Join(r.Path, name)
}

// command is a workflow command in a line of its own.
func command(kind, file string, line, col int, title, message string) string {
	var properties []string
	add := func(name, value string) {
		properties = append(properties, name+"="+strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C").Replace(value))
	}
	if file != "" {
		add("file", file)
		if line > 0 {
			add("line", fmt.Sprint(line))
		}
		if col > 0 {
			add("col", fmt.Sprint(col))
		}
	}
	add("title", clean(title))
	var lines []string
	for l := range strings.SplitSeq(message, "\n") {
		lines = append(lines, clean(l))
	}
	text := strings.ReplaceAll(strings.Join(lines, "\n"), "%", "%25")
	return "::" + kind + " " + strings.Join(properties, ",") + "::" + strings.ReplaceAll(text, "\n", "%0A") + "\n"
}

// Summary writes a summary in Markdown, as GitHub shows it for a job; took is real time.
func Summary(w io.Writer, results []result.Result, took time.Duration) error {
	var b strings.Builder
	if len(results) > 0 {
		e := results[0].Exercise
		fmt.Fprintf(&b, "## Exercise %d, %s\n\n", e.ID, markdown(e.Title))
	}
	fmt.Fprintf(&b, "%s\n\n| verdict | points | submission | first problem |\n|---|---:|---|---|\n", summary(results, took))
	for _, r := range results {
		word, _ := verdictOf(r)
		points := "–"
		if r.Status == result.Graded {
			points = fmt.Sprintf("%d/%d", r.Points, r.Max)
		}
		fmt.Fprintf(&b, "| %s | %s | %s | %s |\n", word, points, markdown(r.Name), markdown(firstProblem(r)))
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// markdown is text that means nothing else in a table's cell.
func markdown(s string) string {
	var b strings.Builder
	for _, r := range clean(s) {
		switch {
		case strings.ContainsRune("<>&", r):
			b.WriteString(html.EscapeString(string(r)))
			continue
		case strings.ContainsRune("\\`*_{}[]()#+-.!|~", r):
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}

func firstLine(s string) string {
	s, _, _ = strings.Cut(s, "\n")
	return s
}
