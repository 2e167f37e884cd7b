package report

import (
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"weft/grader/result"
)

func classOf(results []result.Result) Class {
	return Class{Results: results, Strangers: []string{"class/no<body>.go"}, Alike: []Alike{{Members: []int{0, 2}, Least: 0.83, Most: 0.97, Where: "a.go 1–9"}},
		Took: time.Second, At: time.Date(2026, 5, 4, 10, 0, 0, 0, time.UTC)}
}

// A page needs nothing else, can be read by a parser, has no links that lead nowhere, and what a submission
// writes stays text.
func TestClassHTML(t *testing.T) {
	teacher := handedIn(true)
	pages := map[string]string{"class": render(t, func(w io.Writer) error { return ClassHTML(w, classOf(teacher)) })}
	for _, r := range teacher {
		pages[r.Name] = render(t, func(w io.Writer) error { return StudentHTML(w, r) })
	}
	for name, text := range pages {
		root, err := html.Parse(strings.NewReader(text))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		ids, scripts := map[string]int{}, 0
		var links []string
		for n := range root.Descendants() {
			if n.Type != html.ElementNode {
				continue
			}
			for _, a := range n.Attr {
				switch {
				case a.Key == "id":
					ids[a.Val]++
				case a.Key == "href":
					links = append(links, a.Val)
				case a.Key == "src" && !strings.HasPrefix(a.Val, "data:"), strings.HasPrefix(a.Key, "on"):
					t.Errorf("%s: <%s %s=%q>", name, n.Data, a.Key, a.Val)
				}
			}
			switch n.Data {
			case "script":
				scripts++
				sum := sha256.Sum256([]byte(n.FirstChild.Data))
				if !strings.Contains(html.UnescapeString(text), "script-src 'sha256-"+base64.StdEncoding.EncodeToString(sum[:])+"'") {
					t.Errorf("%s: the policy does not allow the script", name)
				}
			case "link", "iframe", "object", "body" + "<":
				t.Errorf("%s: <%s>", name, n.Data)
			}
		}
		for id, n := range ids {
			if n > 1 {
				t.Errorf("%s: the id %s is there %d times", name, id, n)
			}
		}
		for _, l := range links {
			if !strings.HasPrefix(l, "#") || ids[l[1:]] != 1 {
				t.Errorf("%s: the link %s leads nowhere", name, l)
			}
		}
		if want := map[bool]int{true: 1}[name == "class"]; scripts != want {
			t.Errorf("%s: %d scripts", name, scripts)
		}
		for _, outside := range []string{"@import", "url(", "<b>submission", "<body>.go"} {
			if strings.Contains(text, outside) {
				t.Errorf("%s has %s", name, outside)
			}
		}
	}
	for _, want := range []string{"Cannot be graded: 1", "Errors of the grader: 1", "Missing: 1", "Of nobody in the roster: 1", "83 to 97 %", "Hardest checks", "too many open files"} {
		if !strings.Contains(pages["class"], want) {
			t.Errorf("the class's page does not say %q", want)
		}
	}
}

// A class in which nothing was graded has a page too.
func TestClassHTMLEmpty(t *testing.T) {
	absent := base()
	absent.Status, absent.Cases = result.Absent, nil
	for _, list := range [][]result.Result{nil, {absent}} {
		text := render(t, func(w io.Writer) error { return ClassHTML(w, Class{Results: list}) })
		if strings.Contains(text, "<h2>Points") || strings.Contains(text, "Hardest") || strings.Contains(text, "mean") {
			t.Errorf("a chart of nothing: %s", text)
		}
	}
}

func withPoints(points ...int) (list []result.Result) {
	for _, p := range points {
		r := base()
		r.Points, r.Max = p, 200
		list = append(list, r)
	}
	return list
}

func TestChart(t *testing.T) {
	c := newChart(withPoints(0, 19, 20, 199, 200, 200))
	var got []string
	for _, b := range c.Bars {
		got = append(got, fmt.Sprint(b.Label, ":", b.Number))
		if b.Y+b.H != c.Base || b.Y < 0 || b.X+b.W > c.Width || b.Number == 0 && b.H != 0 {
			t.Errorf("bar %+v", b)
		}
	}
	if want := "0–9:2 10–19:1 20–29:0 30–39:0 40–49:0 50–59:0 60–69:0 70–79:0 80–89:0 90–99:1 100:2"; strings.Join(got, " ") != want {
		t.Errorf("bars %s, want %s", strings.Join(got, " "), want)
	}
	if want := "Submissions by their share of the points, 6 in all. 0–9 %: 2; 10–19 %: 1; 90–99 %: 1; 100 %: 2."; c.Words != want {
		t.Errorf("in words: %s", c.Words)
	}
	for _, n := range []int{1, 2, 5, 6, 30, 200, 1234} {
		if step := gridStep(n); n > 5*step || n > 5 && n*3 < 5*step {
			t.Errorf("gridStep(%d) = %d", n, step)
		}
	}
}

func TestHardest(t *testing.T) {
	fails := func(names ...string) result.Result {
		r := base()
		for i, n := range names {
			r.Cases = append(r.Cases, result.Case{Title: fmt.Sprint("case ", i), Checks: []result.Check{{Name: n, Title: "must " + n, Status: result.Fail}, {Name: "other", Status: result.NotRun}}})
		}
		return r
	}
	ungraded := fails("TIME")
	ungraded.Status = result.Ungradable
	var got []string
	for _, h := range hardest([]result.Result{fails("TIME", "TIME"), fails("RATE", "TIME"), fails(), fails("A", "A", "A", "A", "A"), ungraded}) {
		got = append(got, fmt.Sprintf("%s %d/%d %d%% in %s", h.Title, h.Failed, h.Of, h.Percent, h.Cases))
	}
	want := "must TIME 2/4 50% in case 1, case 0; must A 1/4 25% in case 0, case 1, case 2 and 2 more; must RATE 1/4 25% in case 0"
	if strings.Join(got, "; ") != want {
		t.Errorf("hardest: %s\nwant %s", strings.Join(got, "; "), want)
	}
}
