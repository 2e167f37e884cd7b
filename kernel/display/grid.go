package display

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// How much of a table is shown, apart from its rows.
const (
	maxColumns = 30
	maxCell    = 200 // runes of one cell
)

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

// A row names its cells, so that rows of different maps meet in the same columns.
type row struct {
	names []string
	cells map[string]cell
}

func (r *row) add(name string, c cell) {
	if r.cells == nil {
		r.cells = map[string]cell{}
	}
	if _, dup := r.cells[name]; dup {
		name = fmt.Sprintf("%s (%d)", name, len(r.names)+1)
	}
	r.names = append(r.names, name)
	r.cells[name] = c
}

// tabulate reads the rows that are shown of v; it leaves the others alone.
func tabulate(v any, o tableOptions) (grid, error) {
	rv, t := reflected(v)
	for rv.Kind() == reflect.Pointer && !rv.IsNil() {
		rv, t = rv.Elem(), elem(t)
	}
	var rows []row
	var total int
	switch rv.Kind() {
	case reflect.Slice, reflect.Array:
		if lines, ok := rv.Interface().([][]string); ok && len(o.header) == 0 && len(lines) > 0 {
			o.header = lines[0]
			rv = rv.Slice(1, rv.Len())
		}
		total = rv.Len()
		for i := range min(total, max(o.rows, 0)) {
			rows = append(rows, listRow(i, rv.Index(i), elem(t)))
		}
	case reflect.Map:
		entries := sortedEntries(rv)
		total = len(entries)
		for _, e := range entries[:min(total, max(o.rows, 0))] {
			rows = append(rows, mapRow(e, t))
		}
	case reflect.Invalid:
		return grid{}, errors.New("display table: nil has no rows; want a slice or a map")
	default:
		return grid{}, fmt.Errorf("display table: a %s has no rows; want a slice or a map", typeName(rv, t))
	}
	return layOut(rows, total, o)
}

func reflected(v any) (reflect.Value, Type) {
	if d, ok := v.(Described); ok {
		return d.Describe()
	}
	return reflect.ValueOf(v), nil
}

func listRow(i int, v reflect.Value, t Type) row {
	var r row
	if !r.addParts(v, t) {
		r.add("#", cell{strconv.Itoa(i), true})
		r.add("value", cellOf(v, t))
	}
	return r
}

func mapRow(e entry, t Type) row {
	var r row
	r.add("key", cellOf(e.key, key(t)))
	if !r.addParts(e.value, elem(t)) {
		r.add("value", cellOf(e.value, elem(t)))
	}
	return r
}

// addParts adds the fields, entries or elements of v, and reports whether it has such.
func (r *row) addParts(v reflect.Value, t Type) bool {
	for (v.Kind() == reflect.Pointer || v.Kind() == reflect.Interface) && !v.IsNil() {
		if v.Kind() == reflect.Interface && v.CanInterface() {
			v, t = reflected(v.Interface())
			continue
		}
		v, t = v.Elem(), elem(t)
	}
	switch {
	case v.Kind() == reflect.Struct && v.NumField() > 0 && textMethod(v, t) == nil:
		for i := range v.NumField() {
			name, ft := field(v, t, i)
			r.add(name, cellOf(v.Field(i), ft))
		}
	case v.Kind() == reflect.Map:
		for _, e := range sortedEntries(v) {
			r.add(cellOf(e.key, key(t)).text, cellOf(e.value, elem(t)))
		}
	case (v.Kind() == reflect.Slice || v.Kind() == reflect.Array) && v.Type().Elem().Kind() != reflect.Uint8:
		for i := range min(v.Len(), maxColumns+1) {
			r.add(strconv.Itoa(i+1), cellOf(v.Index(i), elem(t)))
		}
	default:
		return false
	}
	return true
}

// cellOf is v's text as goText has it, but strings without quotes and what is nil left empty.
func cellOf(v reflect.Value, t Type) cell {
	for v.Kind() == reflect.Interface && !v.IsNil() && v.CanInterface() {
		v, t = reflected(v.Interface())
	}
	switch v.Kind() {
	case reflect.Invalid:
		return cell{}
	case reflect.Pointer, reflect.Interface, reflect.Slice, reflect.Map, reflect.Func:
		if v.IsNil() {
			return cell{}
		}
	case reflect.String:
		if textMethod(v, t) == nil {
			return cell{text: shorten(v.String())}
		}
	}
	w := textWriter{onPath: map[place]bool{}}
	w.value(v, t)
	return cell{shorten(w.String()), isNumber(v, t)}
}

func isNumber(v reflect.Value, t Type) bool {
	if v.Type() == reflect.TypeFor[time.Duration]() {
		return true
	}
	return (v.CanInt() || v.CanUint() || v.CanFloat() || v.CanComplex()) && textMethod(v, t) == nil
}

// shorten makes one line of at most maxCell runes.
func shorten(s string) string {
	s = strings.ToValidUTF8(clip(s, 8*maxCell), "\uFFFD")
	s = strings.NewReplacer("\r\n", " ", "\n", " ", "\t", " ", "\r", " ").Replace(s)
	if utf8.RuneCountInString(s) <= maxCell {
		return s
	}
	return string([]rune(s)[:maxCell-1]) + "…"
}

// layOut puts the rows under common columns.
func layOut(rows []row, total int, o tableOptions) (grid, error) {
	columns, err := chooseColumns(rows, o)
	if err != nil {
		return grid{}, err
	}
	g := grid{caption: o.caption, header: slices.Clone(columns)}
	if len(o.header) > 0 {
		if len(rows) == 0 {
			columns = o.header
		}
		// Rows of a [][]string may be longer or shorter than the first.
		if len(o.header) > len(columns) {
			return grid{}, fmt.Errorf("display table: %d headings for %d columns", len(o.header), len(columns))
		}
		g.header = append(slices.Clone(o.header), make([]string, len(columns)-len(o.header))...)
	}
	all := len(columns)
	columns, g.header = columns[:min(all, maxColumns)], g.header[:min(all, maxColumns)]
	g.right = make([]bool, len(columns))
	for i := range columns {
		g.right[i] = len(rows) > 0
	}
	for _, r := range rows {
		line := make([]cell, len(columns))
		for i, name := range columns {
			line[i] = r.cells[name]
			g.right[i] = g.right[i] && (line[i].number || line[i].text == "")
		}
		g.rows = append(g.rows, line)
	}
	g.note = leftOut(len(rows), total, len(columns), all)
	return g, nil
}

// chooseColumns are the names asked for, or all: for structs in order of the fields, for maps sorted.
func chooseColumns(rows []row, o tableOptions) ([]string, error) {
	var columns []string
	seen := map[string]bool{}
	for _, r := range rows {
		for _, name := range r.names {
			if !seen[name] {
				seen[name] = true
				columns = append(columns, name)
			}
		}
	}
	if len(o.columns) == 0 {
		return columns, nil
	}
	for _, name := range o.columns {
		if !seen[name] && len(rows) > 0 {
			return nil, fmt.Errorf("display table: no column %q; there are %s", name, strings.Join(columns, ", "))
		}
	}
	return o.columns, nil
}

func leftOut(rows, allRows, columns, allColumns int) string {
	var parts []string
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
