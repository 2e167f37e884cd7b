package magic

import (
	"context"
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"
	"time"
)

// A Value is what a variable or constant holds.
type Value struct {
	Text string // as a cell shows it, perhaps in several lines
	Note string // why there is no text
	Len  int    // of a slice, array, map, string or channel; -1 for other types
}

const whoUsage = " [KIND...] [PATTERN...]"

func whoMagic() Magic {
	return Magic{
		Name: "who", Group: Session, Line: true, Usage: "%who" + whoUsage, Takes: Names, Words: kindWords,
		Doc: "Lists what the session has declared, with type and cell. " +
			"KIND is var, const, func or type, and PATTERN a name in which * stands for anything: what is of one of the kinds and has one of the names is listed. %whos shows values too.",
		Example: "limit := 10\nfunc half(n int) int { return n / 2 }\n---\n%who\n---\n%who func",
		Run: func(_ context.Context, h Host, c Call) error {
			list, err := chosenVariables(h, "%who", c.Args)
			if err != nil {
				return err
			}
			var b strings.Builder
			w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
			for _, v := range list {
				where := fmt.Sprintf("cell [%d]", v.Cell)
				if v.Compiled {
					where += ", compiled"
				}
				if v.Lost {
					where += ", lost"
				}
				fmt.Fprintf(w, "%s\t%s\t%s\t%s\n", v.Kind, v.Name, v.Type, where)
			}
			if len(list) == 0 {
				fmt.Fprintln(w, "nothing declared yet")
			}
			w.Flush()
			h.Print(b.String())
			return nil
		},
	}
}

// whosTime is how long values are read for %whos, all together.
const whosTime = 10 * time.Second

func whosMagic() Magic {
	return Magic{
		Name: "whos", Group: Session, Line: true, Usage: "%whos" + whoUsage, Takes: Names, Words: kindWords,
		Doc: "Lists what the session has declared, with values. " +
			"KIND and PATTERN are those of %who. Values are read without calling their methods, and not beside goroutines that may change them. NAME? shows a long one.",
		Example: "words := []string{\"go\", \"chan\"}\nconst limit = 10\nfunc half(n int) int { return n / 2 }\n---\n%whos\n---\n%whos var w*",
		Run: func(ctx context.Context, h Host, c Call) error {
			list, err := chosenVariables(h, "%whos", c.Args)
			if err != nil {
				return err
			}
			if len(list) == 0 {
				h.Print("nothing declared yet\n")
				return nil
			}
			ctx, release := h.Stoppable(ctx)
			defer release()
			h.Table(whosTable(ctx, h, list))
			return ctx.Err()
		},
	}
}

func whosTable(ctx context.Context, h Host, list []Variable) Table {
	began := time.Now()
	t := Table{Columns: []Column{{Title: "Name", Code: true}, {Title: "Type", Code: true}, {Title: "Len", Number: true}, {Title: "Value", Code: true}, {Title: "Cell", Number: true}}}
	headings := map[string]string{"var": "Variables", "const": "Constants", "func": "Functions", "type": "Types"}
	section := ""
	for _, v := range list {
		row := Row{Cells: []string{v.Name, cut(v.Type, 40), "", "", strconv.Itoa(v.Cell)}}
		if v.Kind != section {
			section, row.Section = v.Kind, headings[v.Kind]
		}
		switch {
		case v.Compiled:
			row.Cells[3] = "(compiled)"
		case v.Kind == "const":
			row.Cells[3] = oneLine(v.Value)
		case v.Kind == "var" && (ctx.Err() != nil || time.Since(began) > whosTime):
			row.Cells[3] = "(not read: the others took too long)"
		case v.Kind == "var":
			value := h.Value(ctx, v.Name)
			if value.Len >= 0 {
				row.Cells[2] = strconv.Itoa(value.Len)
			}
			if row.Cells[3] = oneLine(value.Text); value.Text == "" {
				row.Cells[3] = "(" + value.Note + ")"
			}
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

func kindWords() []Word {
	return []Word{{"const", "constants"}, {"func", "functions"}, {"type", "types"}, {"var", "variables"}}
}

// chosenVariables are the declarations of kinds and with names that the words say, by kind.
func chosenVariables(h Host, magic, args string) ([]Variable, error) {
	all := h.Variables()
	order := []string{"var", "const", "func", "type"}
	slices.SortStableFunc(all, func(a, b Variable) int { return slices.Index(order, a.Kind) - slices.Index(order, b.Kind) })
	var kinds, patterns []string
	for _, w := range words(args) {
		if slices.Contains(order, w) {
			kinds = append(kinds, w)
			continue
		}
		if _, err := path.Match(w, ""); err != nil {
			return nil, fmt.Errorf("%s %s: %w", magic, w, err)
		}
		if !slices.ContainsFunc(all, func(v Variable) bool { return matches(w, v.Name) }) {
			known := slices.Clone(order)
			for _, v := range all {
				known = append(known, v.Name)
			}
			return nil, fmt.Errorf("%s: nothing is called %s%s", magic, w, didYouMean(w, known))
		}
		patterns = append(patterns, w)
	}
	return slices.DeleteFunc(all, func(v Variable) bool {
		named := slices.ContainsFunc(patterns, func(p string) bool { return matches(p, v.Name) })
		return len(kinds) > 0 && !slices.Contains(kinds, v.Kind) || len(patterns) > 0 && !named
	}), nil
}

func matches(pattern, name string) bool {
	ok, _ := path.Match(pattern, name)
	return ok
}

// valueWidth is how much of a value a table shows, in runes.
const valueWidth = 60

// oneLine is a value in one line, cut to what a table shows.
func oneLine(s string) string {
	lines := strings.Split(strings.TrimSpace(s), "\n")
	for i := range lines {
		lines[i] = strings.TrimSpace(lines[i])
	}
	return cut(strings.Join(lines, " "), valueWidth)
}

func cut(s string, width int) string {
	if r := []rune(s); len(r) > width {
		return string(r[:width-1]) + "…"
	}
	return s
}
