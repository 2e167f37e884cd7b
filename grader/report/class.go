package report

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"io"
	"time"

	"weft/grader/result"
)

// A Class is what the report of a class is made of.
type Class struct {
	Results   []result.Result
	Strangers []string // paths that are nobody's
	Alike     []Alike
	Took      time.Duration // real time of the grading
	At        time.Time     // when the report is made
}

// Alike are submissions that are nearly the same.
type Alike struct {
	Members     []int   // places in Results
	Least, Most float64 // of each pair the share that it has in common, 0 to 1
	Where       string  // which lines, or who
}

// ClassHTML writes the report of a class for its teacher as a page that needs nothing else, on screen, light or
// dark, and on paper. Without scripts its table cannot be sorted; everything else is there.
func ClassHTML(w io.Writer, c Class) error {
	return writePage(w, "class.html", newClassView(c))
}

// StudentHTML writes a result as a page of its own, to be handed out: give it [result.Result.ForStudent].
func StudentHTML(w io.Writer, r result.Result) error {
	return writePage(w, "student.html", studentView{Name: clean(r.Name), Exercise: clean(newPage(r).exercise), Points: pointsOf(r), Body: fragment(r)})
}

type studentView struct {
	Name, Exercise, Points string
	Body                   template.HTML
}

//go:embed page
var pageFiles embed.FS

// writePage fills in a template; style, script and a policy that allows nothing else come with it.
func writePage(w io.Writer, name string, data any) error {
	text := func(file string) string {
		b, err := pageFiles.ReadFile("page/" + file)
		if err != nil {
			panic(err) // it is compiled in
		}
		return string(b)
	}
	script := text("class.js")
	sum := sha256.Sum256([]byte(script))
	t, err := template.New(name).Funcs(template.FuncMap{
		"style": func() template.HTML {
			return template.HTML("<style>\n" + text("class.css") + standalone() + "</style>")
		},
		"script": func() template.HTML { return template.HTML("<script>" + script + "</script>") },
		"policy": func() string {
			return "default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
		},
	}).ParseFS(pageFiles, "page/"+name)
	if err != nil {
		return fmt.Errorf("write HTML: %w", err)
	}
	var b bytes.Buffer
	if err := t.Execute(&b, data); err != nil {
		return fmt.Errorf("write HTML: %w", err)
	}
	_, err = w.Write(b.Bytes())
	return err
}

// fragment is a result as [HTML] shows it in a notebook, without its style sheet.
func fragment(r result.Result) template.HTML {
	h := &htmlWriter{}
	h.fragment(newPage(r))
	return template.HTML(h.b.String())
}
