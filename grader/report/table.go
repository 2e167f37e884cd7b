package report

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"weft/grader/result"
)

// Table writes a line for each result and a summary; took is how long all of it took, in real time.
func Table(w io.Writer, results []result.Result, took time.Duration, o TextOptions) error {
	t := &textWriter{o: o}
	nameW := len("submission")
	for _, r := range results {
		nameW = max(nameW, min(len([]rune(clean(r.Name))), maxName))
	}
	fmt.Fprintf(&t.b, "%s%8s%9s  %s%s\n", pad("verdict", 12), "points", "time", pad("submission", nameW+2), "first problem")
	for _, r := range results {
		word, s := verdictOf(r)
		points := "-"
		if r.Status == result.Graded {
			points = fmt.Sprintf("%d/%d", r.Points, r.Max)
		}
		took := "-  "
		if r.Status != result.Absent {
			took = fmt.Sprintf("%.2f s", r.Times.Total.Seconds())
		}
		line := fmt.Sprintf("%s%8s%9s  %s%s", t.paint(s, pad(word, 12)), points, took, pad(clean(r.Name), nameW+2), clean(firstProblem(r)))
		fmt.Fprintln(&t.b, strings.TrimRight(line, " "))
	}
	fmt.Fprintln(&t.b, summary(results, took))
	_, err := io.WriteString(w, t.b.String())
	return err
}

// maxName is how wide names make their column, in characters.
const maxName = 32

func verdictOf(r result.Result) (string, style) {
	switch {
	case r.Status == result.Ungradable:
		return "ungradable", yellow
	case r.Status == result.Failed:
		return "error", yellow
	case r.Status == result.Absent:
		return "missing", yellow
	case r.Passed():
		return "passed", green
	}
	return "failed", red
}

// firstProblem is what is wrong first, in one line.
func firstProblem(r result.Result) string {
	text := r.Fault
	if r.Status == result.Absent {
		text = "nothing was handed in"
	}
	if len(r.Diagnostics) > 0 {
		text = r.Diagnostics[0].String()
	}
	for _, c := range r.Cases {
		for _, k := range c.Checks {
			if k.Status == result.Fail && text == "" {
				text = c.Title + ": " + k.Name
				if problem := strings.TrimPrefix(k.Problem, k.Name+": "); problem != "" {
					text += ": " + problem
				}
			}
		}
	}
	text, _, _ = strings.Cut(text, "\n")
	return strings.TrimSuffix(text, " (-want +got):")
}

// summary says how many there are of each verdict, the mean grade of those that were graded, and how fast it went.
func summary(results []result.Result, took time.Duration) string {
	counts := map[string]int{}
	percent, graded, kept := 0, 0, 0
	var times []time.Duration
	for _, r := range results {
		word, _ := verdictOf(r)
		counts[word]++
		if r.Kept {
			kept++
		}
		if r.Status == result.Graded {
			graded++
			percent += r.Percent()
			times = append(times, r.Times.Total)
		}
	}
	text := count(len(results)-counts["missing"], "submission") + ":"
	for i, word := range []string{"passed", "failed", "ungradable", "error", "missing"} {
		if word == "missing" && counts[word] == 0 {
			continue // there may be no roster
		}
		if i > 0 {
			text += ","
		}
		text += fmt.Sprintf(" %d %s", counts[word], word)
	}
	if kept > 0 {
		text += fmt.Sprintf("; %d not graded again", kept)
	}
	if graded > 0 {
		slices.Sort(times)
		text += fmt.Sprintf("; mean %d %%; median %.2f s, %.1f s in all", percent/graded, times[len(times)/2].Seconds(), took.Seconds())
	}
	return text
}
