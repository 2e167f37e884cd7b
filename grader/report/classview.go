package report

import (
	"cmp"
	"fmt"
	"html/template"
	"slices"
	"strings"

	"weft/grader/result"
)

// A classView is a class as its page shows it.
type classView struct {
	Exercise string
	Facts    []string // version, date, sandbox
	Figures  []figure
	Chart    chart
	Hardest  []hardCheck
	Students []studentRow
	Aside    []asideGroup // ungradable, errors, missing
	Alike    []alikeView
	Strange  []string
}

// A figure is a number with what it counts.
type figure struct{ Number, What, Tone string }

// A studentRow is a line of the table, and the page below it.
type studentRow struct {
	Anchor, Name, ID, Verdict, Tone string
	Rank                            int // of the verdict, for sorting
	Points                          string
	Percent                         int // -1: not graded
	Cases, Seconds, Problem         string
	About                           []string
	Body                            template.HTML
}

// An asideGroup are those that have no points, and why.
type asideGroup struct {
	Title, Meaning string
	Rows           []studentRow
}

type alikeView struct {
	Members []studentRow
	Share   string
	Where   string
}

func newClassView(c Class) classView {
	v := classView{Hardest: hardest(c.Results), Chart: newChart(c.Results), Figures: figures(c)}
	for _, s := range c.Strangers {
		v.Strange = append(v.Strange, clean(s))
	}
	groups := map[result.Status]*asideGroup{
		result.Ungradable: {Title: "Cannot be graded", Meaning: "What is handed in does not compile or breaks the rules for its text. It costs nothing: let them mend it."},
		result.Failed:     {Title: "Errors of the grader", Meaning: "Weft failed, not the submission: grade them again. Never count this as a zero."},
		result.Absent:     {Title: "Missing", Meaning: "They are in the roster, and nothing was handed in."},
	}
	for i, r := range c.Results {
		row := newStudentRow(i, r)
		v.Students = append(v.Students, row)
		if g := groups[r.Status]; g != nil {
			g.Rows = append(g.Rows, row)
		}
	}
	for _, s := range []result.Status{result.Ungradable, result.Failed, result.Absent} {
		if len(groups[s].Rows) > 0 {
			v.Aside = append(v.Aside, *groups[s])
		}
	}
	for _, a := range c.Alike {
		view := alikeView{Share: percents(a.Least, a.Most), Where: clean(a.Where)}
		for _, m := range a.Members {
			view.Members = append(view.Members, v.Students[m])
		}
		v.Alike = append(v.Alike, view)
	}
	if len(c.Results) > 0 {
		r := c.Results[0]
		v.Exercise = clean(newPage(r).exercise)
		v.Facts = append(v.Facts, fmt.Sprintf("version %d of the exercise", r.Exercise.Version))
	}
	v.Facts = append(v.Facts, c.At.Format("2 January 2006, 15:04"))
	return classFacts(v, c)
}

// classFacts adds how it was graded, from the first result that was.
func classFacts(v classView, c Class) classView {
	for _, r := range c.Results {
		if r.Status != result.Graded {
			continue
		}
		sandbox := "sandbox: " + r.Sandbox
		if len(r.Missing) > 0 {
			sandbox += " (without " + strings.Join(r.Missing, ", ") + ")"
		}
		v.Facts = append(v.Facts, "weft "+clean(r.Grader), clean(r.Go), clean(sandbox))
		if r.Public {
			v.Facts = append(v.Facts, "public cases only")
		}
		break
	}
	return v
}

func newStudentRow(i int, r result.Result) studentRow {
	word, s := verdictOf(r)
	row := studentRow{
		Anchor: fmt.Sprintf("s%d", i+1), Name: clean(r.Name), ID: clean(r.ID), Verdict: word, Tone: map[style]string{green: "good", red: "bad", yellow: "unsure"}[s],
		Rank: slices.Index([]string{"passed", "failed", "ungradable", "error", "missing"}, word), Points: pointsOf(r), Percent: -1,
		Problem: clean(firstProblem(r)), Body: fragment(r),
	}
	if r.Status != result.Absent {
		row.Seconds = fmt.Sprintf("%.2f", r.Times.Total.Seconds())
	}
	if r.Status == result.Graded {
		row.Percent = r.Percent()
		passed := 0
		for _, c := range r.Cases {
			if c.Passed() {
				passed++
			}
		}
		row.Cases = fmt.Sprintf("%d/%d", passed, len(r.Cases))
	}
	for _, about := range []string{r.ID, r.Email, r.Path} {
		if about != "" {
			row.About = append(row.About, clean(about))
		}
	}
	if len(r.Submission) > 12 {
		row.About = append(row.About, "content "+r.Submission[:12])
	}
	return row
}

func pointsOf(r result.Result) string {
	if r.Status != result.Graded {
		return "–"
	}
	return fmt.Sprintf("%d/%d", r.Points, r.Max)
}

// figures are the numbers at the head.
func figures(c Class) []figure {
	counts := map[string]int{}
	var percent []int
	for _, r := range c.Results {
		word, _ := verdictOf(r)
		counts[word]++
		if r.Status == result.Graded {
			percent = append(percent, r.Percent())
		}
	}
	list := []figure{{fmt.Sprint(len(c.Results) - counts["missing"]), "handed in", ""}, {fmt.Sprint(counts["passed"]), "all passed", "good"}, {fmt.Sprint(counts["failed"]), "something failed", "bad"}}
	for _, word := range []string{"ungradable", "error", "missing"} {
		if counts[word] > 0 {
			list = append(list, figure{fmt.Sprint(counts[word]), word, "unsure"})
		}
	}
	if len(percent) == 0 {
		return list
	}
	slices.Sort(percent)
	sum := 0
	for _, p := range percent {
		sum += p
	}
	return append(list, figure{fmt.Sprintf("%d %%", sum/len(percent)), "mean", ""}, figure{fmt.Sprintf("%d %%", (percent[(len(percent)-1)/2]+percent[len(percent)/2])/2), "median", ""})
}

// A hardCheck is a check with how many fail it.
type hardCheck struct {
	Title, Name string
	Failed, Of  int
	Percent     int
	Cases       string // in which
}

// maxHardest is how many checks are listed.
const maxHardest = 12

// hardest are the checks that most of those who were graded fail in some case.
func hardest(results []result.Result) []hardCheck {
	type count struct {
		hardCheck
		cases map[string]int
	}
	byName := map[string]*count{}
	graded := 0
	for _, r := range results {
		if r.Status != result.Graded {
			continue
		}
		graded++
		failed := map[string]bool{}
		for _, c := range r.Cases {
			for _, k := range c.Checks {
				if k.Status != result.Fail {
					continue
				}
				n := byName[k.Name]
				if n == nil {
					n = &count{hardCheck{Title: clean(k.Title), Name: clean(k.Name)}, map[string]int{}}
					byName[k.Name] = n
				}
				if n.cases[clean(c.Title)]++; !failed[k.Name] {
					failed[k.Name] = true
					n.Failed++
				}
			}
		}
	}
	var list []hardCheck
	for _, n := range byName {
		n.Of, n.Percent = graded, 100*n.Failed/graded
		var titles []string
		for title := range n.cases {
			titles = append(titles, title)
		}
		slices.SortFunc(titles, func(a, b string) int { return cmp.Or(n.cases[b]-n.cases[a], cmp.Compare(a, b)) })
		n.Cases = strings.Join(titles[:min(3, len(titles))], ", ")
		if len(titles) > 3 {
			n.Cases += fmt.Sprintf(" and %d more", len(titles)-3)
		}
		list = append(list, n.hardCheck)
	}
	slices.SortFunc(list, func(a, b hardCheck) int { return cmp.Or(b.Failed-a.Failed, cmp.Compare(a.Name, b.Name)) })
	return list[:min(maxHardest, len(list))]
}

// percents is one share or two: "83 to 97 %".
func percents(least, most float64) string {
	a, b := int(100*least), int(100*most)
	if a == b {
		return fmt.Sprintf("%d %%", a)
	}
	return fmt.Sprintf("%d to %d %%", a, b)
}
