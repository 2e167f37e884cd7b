package report

import (
	"encoding/csv"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"weft/grader/result"
)

// NBGrader writes results with the columns that `nbgrader export` writes. Where nbgrader puts 0 for what was not handed
// in, this leaves the scores empty, as for what cannot be graded and for our own failures: a zero is the teacher's
// to give. When something was handed in is not known here, so timestamp and duedate are empty, and there is no penalty.
func NBGrader(w io.Writer, results []result.Result) error {
	rows := [][]string{{"assignment", "duedate", "timestamp", "student_id", "last_name", "first_name", "email", "raw_score", "late_submission_penalty", "score", "max_score"}}
	for _, r := range results {
		id := r.ID
		if id == "" {
			id = r.Name
		}
		first, last := names(r.Name)
		score, penalty := "", ""
		if r.Status == result.Graded {
			score, penalty = fmt.Sprintf("%d.0", r.Points), "0.0"
		}
		rows = append(rows, []string{r.Exercise.Name, "", "", id, last, first, r.Email, score, penalty, score, fmt.Sprintf("%d.0", r.Max)})
	}
	return CSV(w, rows)
}

// CSV writes a table for programs and spreadsheets. A text that a spreadsheet would take for a formula begins with ', and
// what is not UTF-8, as names of files may be, is replaced.
func CSV(w io.Writer, rows [][]string) error {
	c := csv.NewWriter(w)
	for _, row := range rows {
		row = slices.Clone(row)
		for i, text := range row {
			if _, err := strconv.ParseFloat(text, 64); err != nil && text != "" && strings.ContainsRune("=+-@\t\r", rune(text[0])) {
				text = "'" + text
			}
			row[i] = strings.ToValidUTF8(text, "\ufffd")
		}
		if err := c.Write(row); err != nil {
			return fmt.Errorf("write CSV: %w", err)
		}
	}
	c.Flush()
	if err := c.Error(); err != nil {
		return fmt.Errorf("write CSV: %w", err)
	}
	return nil
}

// names are the parts of "Anna Maria Müller" and of "Müller, Anna Maria".
func names(full string) (first, last string) {
	if l, f, ok := strings.Cut(full, ","); ok {
		return strings.TrimSpace(f), strings.TrimSpace(l)
	}
	i := strings.LastIndexByte(full, ' ')
	return strings.TrimSpace(full[:max(i, 0)]), full[i+1:]
}
