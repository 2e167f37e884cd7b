package lint

import (
	"fmt"
	"io"
	"text/tabwriter"
)

// WriteTable prints a line for each exercise, their sums, and every problem.
func WriteTable(w io.Writer, reports []Report) error {
	tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(tw, "cases\twrong\taccepted\tgraded\tsurviving wrong\trejected accepted\tunstable\t  exercise")
	line := func(r Report) {
		fmt.Fprintf(tw, "%d\t%d\t%d\t%d\t%d\t%d\t%d\t  %s\n", r.Cases, r.Wrong, r.Accepted, r.Graded, r.Surviving, r.Rejected, r.Unstable, r.Exercise)
	}
	var sum Report
	good := 0
	for _, r := range reports {
		line(r)
		sum.Cases, sum.Wrong, sum.Accepted, sum.Graded = sum.Cases+r.Cases, sum.Wrong+r.Wrong, sum.Accepted+r.Accepted, sum.Graded+r.Graded
		sum.Surviving, sum.Rejected, sum.Unstable = sum.Surviving+r.Surviving, sum.Rejected+r.Rejected, sum.Unstable+r.Unstable
		if r.OK() {
			good++
		}
	}
	sum.Exercise = fmt.Sprintf("%d of %d in order", good, len(reports))
	line(sum)
	if err := tw.Flush(); err != nil {
		return err
	}
	for _, r := range reports {
		for i, p := range r.Problems {
			if i == 0 {
				fmt.Fprintf(w, "\n%s\n", r.Exercise)
			}
			if _, err := fmt.Fprintf(w, "  %s: %s\n", p.File, p.Text); err != nil {
				return err
			}
		}
	}
	return nil
}
