package display

import (
	"errors"
	"fmt"
	"reflect"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// maxCell is how many runes of one cell are shown.
const maxCell = 200

// mapKey is the column of a map's keys.
const mapKey = "key"

// A row names its cells, so that rows of different maps meet in the same columns.
type row struct {
	names []string
	cells map[string]cell
	keyed bool // the names are a map's keys
	width int  // how many cells there would be; some may be left out of names
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
	r.width = max(r.width, len(r.names))
}

// tabulate reads the rows that are shown of v; it leaves the others alone.
func tabulate(v any, o tableOptions) (grid, error) {
	rv, t := reflected(v)
	for rv.Kind() == reflect.Pointer && !rv.IsNil() {
		rv, t = rv.Elem(), elem(t)
	}
	if !rv.IsValid() {
		return grid{}, errors.New("display table: nil has no rows: want a slice or a map")
	}
	var rows []row
	var total int
	switch rv.Kind() {
	case reflect.Slice, reflect.Array:
		first := 0
		if isText(rv.Type().Elem()) && rv.Len() > 0 && len(o.header) == 0 {
			o.header, first = stringsOf(rv.Index(0)), 1
		}
		total = rv.Len() - first
		for i := range min(total, max(o.rows, 0)) {
			rows = append(rows, listRow(i, rv.Index(first+i), elem(t)))
		}
	case reflect.Map:
		entries := sortedEntries(rv)
		total = len(entries)
		for _, e := range entries[:min(total, max(o.rows, 0))] {
			rows = append(rows, mapRow(e, t))
		}
	default:
		return grid{}, fmt.Errorf("display table: %s has no rows: want a slice or a map", typeName(rv, t))
	}
	columns, err := chooseColumns(rows, fieldNames(rv.Type().Elem(), elem(t)), o)
	if err != nil {
		return grid{}, err
	}
	return layOut(rows, columns, total, o), nil
}

// isText reports that t is a []string, whose slices have their headings in the first row.
func isText(t reflect.Type) bool {
	return t.Kind() == reflect.Slice && t.Elem().Kind() == reflect.String
}

func stringsOf(v reflect.Value) []string {
	s := make([]string, v.Len())
	for i := range s {
		s[i] = shorten(v.Index(i).String())
	}
	return s
}

// fieldNames are the columns of a table of structs that has no rows.
func fieldNames(rt reflect.Type, t Type) []string {
	if rt.Kind() == reflect.Pointer {
		rt, t = rt.Elem(), elem(t)
	}
	if rt.Kind() != reflect.Struct {
		return nil
	}
	names := make([]string, rt.NumField())
	for i := range names {
		names[i], _ = field(rt, t, i)
	}
	return names
}

func reflected(v any) (reflect.Value, Type) {
	if d, ok := v.(Described); ok {
		return d.Describe()
	}
	return reflect.ValueOf(v), nil
}

func listRow(i int, v reflect.Value, t Type) row {
	var r row
	if kind := v.Kind(); (kind == reflect.Pointer || kind == reflect.Map) && v.IsNil() {
		return r
	}
	if !r.addParts(v, t) {
		r.add("#", cell{strconv.Itoa(i), true})
		r.add("value", cellOf(v, t))
	}
	return r
}

func mapRow(e entry, t Type) row {
	var r row
	r.add(mapKey, cellOf(e.key, key(t)))
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
			name, ft := field(v.Type(), t, i)
			r.add(name, cellOf(v.Field(i), ft))
		}
	case v.Kind() == reflect.Map:
		r.keyed = true
		for _, e := range sortedEntries(v) {
			r.add(cellOf(e.key, key(t)).text, cellOf(e.value, elem(t)))
		}
	case (v.Kind() == reflect.Slice || v.Kind() == reflect.Array) && v.Type().Elem().Kind() != reflect.Uint8:
		for i := range min(v.Len(), maxColumns) {
			r.add(strconv.Itoa(i+1), cellOf(v.Index(i), elem(t)))
		}
		r.width = max(r.width, v.Len())
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
			return textCell(v.String())
		}
	}
	w := textWriter{onPath: map[place]bool{}}
	w.value(v, t)
	return cell{shorten(w.String()), isNumber(v, t)}
}

func textCell(s string) cell { return cell{shorten(s), looksNumeric(s)} }

// looksNumeric reports that s reads as a number, perhaps with a short unit: "12", "-0.50", "1,234", "0.31 s", "95%".
func looksNumeric(s string) bool {
	digits := strings.TrimLeft(s, "+-")
	unit := strings.TrimLeft(digits, "0123456789.,_")
	if len(s)-len(digits) > 1 || len(unit) == len(digits) || digits[0] < '0' || digits[0] > '9' {
		return false
	}
	unit = strings.TrimPrefix(unit, " ")
	return utf8.RuneCountInString(unit) <= 3 && !strings.ContainsAny(unit, " -/:")
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
