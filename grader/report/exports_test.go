package report

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"weft/grader/exercise"
	"weft/grader/result"
	"weft/grader/submission"
	"weft/kernel/golden"
)

// handedIn are all results as a class, each with what a student may see or with everything.
func handedIn(forStudents bool) []result.Result {
	all := results()
	absent := base()
	absent.Status, absent.Cases, absent.Points = result.Absent, nil, 0
	all["absent"] = absent
	hidden := base()
	hidden.Cases = []result.Case{
		passed("one producer", 200*time.Millisecond),
		{Name: "secret", Title: "nothing to do", Visible: exercise.Hidden, Hint: "What if there are no items?", Max: 5, Checks: []result.Check{
			{Name: "panic", Title: "SECRET", Status: result.Fail, Problem: "SECRET", Expected: "SECRET", Where: []result.Place{place(9, "SECRET", "SECRET", "SECRET")}, Hint: "SECRET"}}},
	}
	all["secret"] = hidden
	var list []result.Result
	for _, name := range slices.Sorted(maps.Keys(all)) {
		r := all[name]
		r.Name, r.Path, r.ID, r.Email = name+", Anna <&>", "class/"+name+".go", "id-"+name, name+"@x.org"
		r.Times.Total, r.At, r.Grader, r.Go, r.Submission = 1234*time.Millisecond, time.Date(2026, 5, 4, 10, 0, 0, 0, time.UTC), "v1", "go1.26", "abc"
		if forStudents {
			r = r.ForStudent(false)
		}
		list = append(list, r)
	}
	return list
}

func render(t *testing.T, f func(io.Writer) error) string {
	t.Helper()
	var b bytes.Buffer
	if err := f(&b); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(b.String(), "SECRET") {
		t.Errorf("something hidden is shown:\n%s", b.String())
	}
	if strings.ContainsAny(b.String(), "\x1b\a\u202e") {
		t.Error("control characters are left")
	}
	return b.String()
}

// junitSchema is what the elements of JUnit's XML may hold, after the schemas of Ant's JUnit task and of Jenkins'
// JUnit plugin: where they differ, what both take.
var junitSchema = map[string]struct {
	needs, may map[string]string // attributes, with the form of their values
	order      string            // of the elements in it
	text       bool
}{
	"testsuites": {nil, map[string]string{"name": ".*", "time": number, "tests": whole, "failures": whole, "errors": whole, "skipped": whole, "disabled": whole}, "(testsuite )*", false},
	"testsuite": {map[string]string{"name": ".+", "tests": whole, "failures": whole, "errors": whole, "time": number},
		map[string]string{"skipped": whole, "timestamp": `\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d`, "hostname": ".*", "id": ".*", "package": ".*"},
		"(properties )?(testcase )*(system-out )?(system-err )?", false},
	"properties": {nil, nil, "(property )*", false},
	"property":   {map[string]string{"name": ".+", "value": ".*"}, nil, "", false},
	"testcase": {map[string]string{"name": ".+", "classname": ".+", "time": number}, map[string]string{"assertions": whole, "status": ".*"},
		"(skipped |error |failure )?(system-out )?(system-err )?", false},
	"skipped": {nil, map[string]string{"message": ".*"}, "", true},
	"error":   {map[string]string{"type": ".+"}, map[string]string{"message": ".*"}, "", true},
	"failure": {map[string]string{"type": ".+"}, map[string]string{"message": ".*"}, "", true},
}

const (
	number = `\d+(\.\d+)?`
	whole  = `\d+`
)

// An element is any XML.
type element struct {
	XMLName  xml.Name
	Attrs    []xml.Attr `xml:",any,attr"`
	Children []element  `xml:",any"`
	Text     string     `xml:",chardata"`
}

func (e element) attr(name string) string {
	for _, a := range e.Attrs {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// validate says what is wrong with JUnit's XML.
func validate(e element) error {
	s, ok := junitSchema[e.XMLName.Local]
	if !ok {
		return fmt.Errorf("<%s> is not known", e.XMLName.Local)
	}
	seen := map[string]bool{}
	for _, a := range e.Attrs {
		form, ok := s.needs[a.Name.Local]
		if !ok {
			form, ok = s.may[a.Name.Local]
		}
		if !ok || !regexp.MustCompile("^(?s:"+form+")$").MatchString(a.Value) {
			return fmt.Errorf("<%s %s=%q>", e.XMLName.Local, a.Name.Local, a.Value)
		}
		seen[a.Name.Local] = true
	}
	for name := range s.needs {
		if !seen[name] {
			return fmt.Errorf("<%s> lacks %s", e.XMLName.Local, name)
		}
	}
	if !s.text && strings.TrimSpace(e.Text) != "" {
		return fmt.Errorf("<%s> has text: %q", e.XMLName.Local, e.Text)
	}
	names := ""
	for _, c := range e.Children {
		if err := validate(c); err != nil {
			return err
		}
		names += c.XMLName.Local + " "
	}
	if !regexp.MustCompile("^(" + s.order + ")$").MatchString(names) {
		return fmt.Errorf("<%s> has %s", e.XMLName.Local, names)
	}
	return counts(e)
}

// counts compares a suite's numbers with its tests.
func counts(e element) error {
	if e.XMLName.Local != "testsuite" {
		return nil
	}
	n := map[string]int{"tests": 0, "failures": 0, "errors": 0, "skipped": 0}
	for _, c := range e.Children {
		if c.XMLName.Local != "testcase" {
			continue
		}
		n["tests"]++
		for _, k := range c.Children {
			n[map[string]string{"failure": "failures", "error": "errors", "skipped": "skipped"}[k.XMLName.Local]]++
		}
	}
	for name, want := range n {
		if name != "" && e.attr(name) != fmt.Sprint(want) {
			return fmt.Errorf("%s is %q, there are %d", name, e.attr(name), want)
		}
	}
	return nil
}

func validateText(text string) error {
	var root element
	if err := xml.Unmarshal([]byte(text), &root); err != nil {
		return err
	}
	if root.XMLName.Local != "testsuites" {
		return errors.New("the root is not <testsuites>")
	}
	return validate(root)
}

func TestJUnit(t *testing.T) {
	text := render(t, func(w io.Writer) error { return JUnit(w, handedIn(true)) })
	if err := validateText(text); err != nil {
		t.Errorf("%v in\n%s", err, text)
	}
	golden.Compare(t, "class.junit.xml", text)
	for _, wrong := range [][2]string{
		{"<failure ", "<failed "}, {`errors="1"`, `errors="one"`}, {` classname=`, ` class=`}, {"<properties>", "<properties>text"},
		{`failures="3"`, `failures="2"`}, {"</testcase>", "<property name=\"a\" value=\"b\"></property></testcase>"},
	} {
		if changed := strings.Replace(text, wrong[0], wrong[1], 2); changed == text || validateText(changed) == nil {
			t.Errorf("%s instead of %s is taken as right", wrong[1], wrong[0])
		}
	}
}

func TestGradescope(t *testing.T) {
	known := struct {
		Score            *float64 `json:"score"`
		ExecutionTime    float64  `json:"execution_time"`
		Output           string   `json:"output"`
		OutputFormat     string   `json:"output_format"`
		TestOutputFormat string   `json:"test_output_format"`
		TestNameFormat   string   `json:"test_name_format"`
		Visibility       string   `json:"visibility"`
		StdoutVisibility string   `json:"stdout_visibility"`
		Extra            any      `json:"extra_data"`
		Leaderboard      any      `json:"leaderboard"`
		Tests            []struct {
			Score        *float64 `json:"score"`
			Max          *float64 `json:"max_score"`
			Status       string   `json:"status"`
			Name         string   `json:"name"`
			NameFormat   string   `json:"name_format"`
			Number       string   `json:"number"`
			Output       string   `json:"output"`
			OutputFormat string   `json:"output_format"`
			Tags         []string `json:"tags"`
			Visibility   string   `json:"visibility"`
			Extra        any      `json:"extra_data"`
		} `json:"tests"`
	}{}
	visibilities := []string{"hidden", "after_due_date", "after_published", "visible"}
	files := 0
	for _, r := range handedIn(false) {
		var written bool
		text := render(t, func(w io.Writer) (err error) { written, err = Gradescope(w, r, false); return err })
		if ours := r.Status == result.Failed || r.Status == result.Absent; written == ours || (text == "") != ours {
			t.Errorf("%s: written %v: %q", r.Name, written, text)
		}
		if !written {
			continue
		}
		files++
		now := known
		d := json.NewDecoder(strings.NewReader(text))
		d.DisallowUnknownFields()
		if err := d.Decode(&now); err != nil {
			t.Errorf("%s: %v", r.Name, err)
		}
		if now.Score == nil || int(*now.Score) != r.Points || !slices.Contains(visibilities, now.Visibility) || !slices.Contains(visibilities, now.StdoutVisibility) {
			t.Errorf("%s: %+v", r.Name, now)
		}
		for _, k := range now.Tests {
			if k.Score == nil || k.Max == nil || *k.Score > *k.Max || k.Name == "" || !slices.Contains([]string{"passed", "failed"}, k.Status) ||
				!slices.Contains(visibilities, k.Visibility) || k.Status == "failed" && k.Output == "" {
				t.Errorf("%s: %+v", r.Name, k)
			}
		}
		golden.Compare(t, "gradescope-"+strings.Split(r.Name, ",")[0]+".json", text)
	}
	if files != 6 {
		t.Errorf("%d files", files)
	}
	var all strings.Builder
	for _, r := range handedIn(false) {
		if _, err := Gradescope(&all, r, true); err != nil {
			t.Fatal(err)
		}
	}
	if !strings.Contains(all.String(), "SECRET") {
		t.Error("with reveal, hidden cases are not shown")
	}
}

// What waits for the deadline is given to Gradescope, which keeps it back.
func TestGradescopeAfterDeadline(t *testing.T) {
	r := base()
	r.Cases = []result.Case{{Title: "later", Visible: exercise.AfterDeadline, Max: 5, Checks: []result.Check{{Name: "TIME", Title: "in time", Status: result.Fail, Problem: "too late"}}}}
	var b strings.Builder
	if _, err := Gradescope(&b, r, false); err != nil || !strings.Contains(b.String(), `"visibility": "after_due_date"`) || !strings.Contains(b.String(), "too late") {
		t.Errorf("%v %s", err, b.String())
	}
}

func TestNBGrader(t *testing.T) {
	text := render(t, func(w io.Writer) error { return NBGrader(w, handedIn(false)) })
	rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for i, r := range handedIn(false) {
		row := rows[i+1]
		if graded := r.Status == result.Graded; (row[7] != "") != graded || row[7] != row[9] || row[3] != r.ID || row[4] == "" || row[10] != "10.0" {
			t.Errorf("%s, %s: %q", r.Name, r.Status, row)
		}
	}
	golden.Compare(t, "class.nbgrader.csv", text)
	for _, tt := range [][3]string{{"Anna Maria Müller", "Anna Maria", "Müller"}, {"Müller, Anna", "Anna", "Müller"}, {"anna", "", "anna"}, {"", "", ""}} {
		if first, last := names(tt[0]); first != tt[1] || last != tt[2] {
			t.Errorf("names(%q) = %q, %q", tt[0], first, last)
		}
	}
}

func TestCSV(t *testing.T) {
	text := render(t, func(w io.Writer) error {
		return CSV(w, [][]string{{"=1+1", "@a", "-dash", "+49", "-1.5", "a\xffb", "Anna, \"A\"\nx", "", "\t=1"}})
	})
	if want := "'=1+1,'@a,'-dash,+49,-1.5,a\ufffdb,\"Anna, \"\"A\"\"\nx\",,'\t=1\n"; text != want {
		t.Errorf("CSV wrote %q, want %q", text, want)
	}
}

func TestGitHub(t *testing.T) {
	text := render(t, func(w io.Writer) error { return GitHub(w, handedIn(true)) })
	form := regexp.MustCompile(`^::(error|warning) ((file=[^,:]+(,line=\d+)?(,col=\d+)?,)?title=[^,:]+)::.+$`)
	for line := range strings.Lines(text) {
		if !form.MatchString(strings.TrimSuffix(line, "\n")) {
			t.Errorf("this is no command: %s", line)
		}
	}
	golden.Compare(t, "class.github.txt", text)
	golden.Compare(t, "class.summary.md", render(t, func(w io.Writer) error { return Summary(w, handedIn(true), time.Second) }))
}

func TestSourceOf(t *testing.T) {
	for _, tt := range []struct{ path, file, want string }{
		{"class/anna.go", "solution.go", "class/anna.go"}, {"class/ben", "queue.go", "class/ben/queue.go"}, {"class/c.ipynb", "cell 3", ""},
		{"", "a.go", ""}, {"class/ben", "", ""},
	} {
		if got := sourceOf(result.Result{Path: tt.path}, tt.file); got != tt.want {
			t.Errorf("sourceOf(%s, %s) = %q, want %q", tt.path, tt.file, got, tt.want)
		}
	}
}

// Whatever a student writes, calls a file or makes a program say, every format stays what it is.
func FuzzExports(f *testing.F) {
	f.Add("anna", "class/anna.go", "it panicked: x\n::error::y", "a\tb", 3)
	f.Add("a,b\"\x00", "../x%0A.go", "]]>\xff", "\u202e<!--", -1)
	f.Fuzz(func(t *testing.T, name, path, problem, line string, at int) {
		r := base()
		r.Name, r.Path, r.ID = name, path, line
		r.Cases = []result.Case{{Title: problem, Max: 5, Checks: []result.Check{{Name: "X", Title: line, Status: result.Fail, Problem: problem, Seen: line, Hint: problem, Where: []result.Place{place(at, line, problem)}}}}}
		bad := base()
		bad.Name, bad.Status, bad.Diagnostics = name, result.Ungradable, []submission.Diagnostic{{File: path, Line: at, Text: problem, Hint: line}}
		list := []result.Result{r, bad}
		var junit, github, table, page, scope strings.Builder
		if err := JUnit(&junit, list); err != nil {
			t.Fatal(err)
		}
		if err := validateText(junit.String()); err != nil && name != "" && problem != "" {
			t.Errorf("JUnit: %v in %s", err, junit.String())
		}
		if err := errors.Join(GitHub(&github, list), NBGrader(&table, list), ClassHTML(&page, classOf(append(list, r)))); err != nil {
			t.Fatal(err)
		}
		for l := range strings.Lines(github.String()) {
			if !strings.HasPrefix(l, "::error ") || strings.ContainsAny(strings.TrimSuffix(l, "\n"), "\r\n") {
				t.Errorf("GitHub: %q", l)
			}
		}
		if n := strings.Count(github.String(), "\n"); n != 2 {
			t.Errorf("GitHub: %d lines", n)
		}
		if rows, err := csv.NewReader(strings.NewReader(table.String())).ReadAll(); err != nil || len(rows) != 3 {
			t.Errorf("CSV: %d rows, %v", len(rows), err)
		}
		if _, err := Gradescope(&scope, r, false); err != nil || !json.Valid([]byte(scope.String())) {
			t.Errorf("Gradescope: %v", err)
		}
		if n := strings.Count(page.String(), "<script"); n != 1 {
			t.Errorf("HTML: %d scripts", n)
		}
	})
}
