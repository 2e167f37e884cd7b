package display

import (
	"fmt"
	"slices"
	"strings"
)

// maxColumns is how many columns of a table are shown.
const maxColumns = 30

// A grid is a table as text, ready to be written.
type grid struct {
	caption string
	header  []string
	right   []bool // columns of numbers
	rows    [][]cell
	note    string // says what is left out
}

type cell struct {
	text   string
	number bool
}

// A column has a name to find its cells by and a heading.
type column struct{ name, heading string }

// chooseColumns are those asked for, or all: fields in their order, keys of maps sorted.
func chooseColumns(rows []row, fields []string, o tableOptions) ([]column, error) {
	names, keyed := []string{}, false
	seen := map[string]bool{}
	for _, r := range rows {
		keyed = keyed || r.keyed
		for _, name := range r.names {
			if !seen[name] {
				seen[name] = true
				names = append(names, name)
			}
		}
	}
	if len(rows) == 0 {
		names = fields
	}
	if first := keyColumn(rows); keyed {
		slices.Sort(names[first:])
	}
	for _, name := range o.columns {
		if !seen[name] && len(rows) > 0 {
			return nil, fmt.Errorf("display table: no column %q: there are %s", name, strings.Join(names, ", "))
		}
	}
	if len(o.columns) > 0 {
		names = o.columns
	}
	columns := make([]column, max(len(names), len(o.header)))
	for i, name := range names {
		columns[i] = column{name, name}
	}
	if len(o.header) > 0 {
		for i := range columns {
			columns[i].heading = ""
		}
	}
	for i, heading := range o.header {
		columns[i].heading = heading
	}
	return columns, nil
}

// keyColumn is 1 if the first column holds the keys of the map that is shown, else 0.
func keyColumn(rows []row) int {
	if len(rows) > 0 && len(rows[0].names) > 0 && rows[0].names[0] == mapKey {
		return 1
	}
	return 0
}

// layOut puts the rows under their columns.
func layOut(rows []row, columns []column, total int, o tableOptions) grid {
	all := len(columns)
	for _, r := range rows {
		if len(o.columns) == 0 {
			all = max(all, r.width)
		}
	}
	shown := columns[:min(len(columns), maxColumns)]
	g := grid{caption: o.caption, note: leftOut(len(rows), total, len(shown), all)}
	for _, c := range shown {
		g.header = append(g.header, c.heading)
		g.right = append(g.right, len(rows) > 0)
	}
	for _, r := range rows {
		line := make([]cell, len(shown))
		for i, c := range shown {
			line[i] = r.cells[c.name]
			g.right[i] = g.right[i] && (line[i].number || line[i].text == "")
		}
		g.rows = append(g.rows, line)
	}
	return g
}

func leftOut(rows, allRows, columns, allColumns int) string {
	var parts []string
	if allRows == 0 {
		return "no rows"
	}
	if rows < allRows {
		parts = append(parts, fmt.Sprintf("%d of %d rows", rows, allRows))
	}
	if columns < allColumns {
		parts = append(parts, fmt.Sprintf("%d of %d columns", columns, allColumns))
	}
	if parts == nil {
		return ""
	}
	return strings.Join(parts, ", ") + " shown"
}
