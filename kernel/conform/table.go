package conform

import (
	"fmt"
	"io"
	"strings"
	"text/tabwriter"
)

// A Row sums up a corpus in one mode.
type Row struct {
	Corpus  string
	Mode    Mode
	Total   int // programs judged; those that were not cut do not count
	Uncut   int
	By      map[Kind]int
	Target  int // percent
	Missing string
}

// Percent is how many of the programs do what they do compiled, rounded down to a tenth.
func (r Row) Percent() float64 {
	if r.Total == 0 {
		return 0
	}
	return float64(r.By[Same]*1000/r.Total) / 10
}

// Rows sums up the results, by corpus and mode.
func Rows(corpora []Corpus, modes []Mode, results []Result) []Row {
	var rows []Row
	for _, c := range corpora {
		for _, m := range modes {
			row := Row{Corpus: c.Name, Mode: m, Target: c.Target, By: map[Kind]int{}, Missing: c.Missing}
			for _, r := range results {
				switch {
				case r.Program.Corpus != c.Name || r.Mode != m:
				case r.Uncut != "":
					row.Uncut++
				default:
					row.Total++
					row.By[r.Kind]++
				}
			}
			if row.Total+row.Uncut > 0 || row.Missing != "" {
				rows = append(rows, row)
			}
		}
	}
	return rows
}

var columns = []string{"corpus", "mode", "programs", "not cut", "same", "refused", "too slow", "by design", "our bug", "ran, wrong output", "same, %", "target, %"}

func (r Row) cells() []string {
	list := []string{r.Corpus, string(r.Mode), fmt.Sprint(r.Total), unless0(r.Uncut)}
	for _, k := range []Kind{Same, Refused, Slow, Design, Bug, Wrong} {
		list = append(list, unless0(r.By[k]))
	}
	return append(list, fmt.Sprintf("%.1f", r.Percent()), fmt.Sprint(r.Target))
}

func unless0(n int) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprint(n)
}

// WriteTable writes the rows as text, aligned.
func WriteTable(w io.Writer, rows []Row) error {
	tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(tw, strings.Join(columns, "\t")+"\t")
	for _, r := range rows {
		if r.Missing == "" {
			fmt.Fprintln(tw, strings.Join(r.cells(), "\t")+"\t")
		}
	}
	if err := tw.Flush(); err != nil {
		return err
	}
	for _, r := range rows {
		if r.Missing != "" && r.Mode == Whole {
			fmt.Fprintf(w, "*** NOT JUDGED: %s: %s\n", r.Corpus, r.Missing)
		}
	}
	return nil
}

// Markdown is the table for a page.
func Markdown(rows []Row) string {
	var b strings.Builder
	b.WriteString("| " + strings.Join(columns, " | ") + " |\n|---|---" + strings.Repeat("|--:", len(columns)-2) + "|\n")
	for _, r := range rows {
		if r.Missing == "" {
			b.WriteString("| " + strings.Join(r.cells(), " | ") + " |\n")
		}
	}
	return b.String()
}

// WriteFailures writes a line for every failure and for every program that was not cut: what, how, why.
func WriteFailures(w io.Writer, results []Result) {
	for _, r := range results {
		if r.Uncut != "" {
			fmt.Fprintf(w, "not cut %s/%s (%s): %s\n", r.Program.Corpus, r.Program.Name, r.Mode, r.Uncut)
		}
		if r.Failed() {
			fmt.Fprintf(w, "%-7s %s/%s (%s): %s\n", r.Kind, r.Program.Corpus, r.Program.Name, r.Mode, r.Cause)
		}
	}
}
