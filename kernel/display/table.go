package display

// A TableOption changes how [Table] shows its rows.
type TableOption func(*tableOptions)

type tableOptions struct {
	caption string
	columns []string
	header  []string
	rows    int
}

// Caption puts a line of text above the table.
func Caption(s string) TableOption { return func(o *tableOptions) { o.caption = s } }

// Columns shows only these columns, by the names of the struct fields or the map keys, in this order.
func Columns(names ...string) TableOption { return func(o *tableOptions) { o.columns = names } }

// Header gives the columns these headings, from left to right. With it, the first row of a [][]string
// is an ordinary row.
func Header(names ...string) TableOption { return func(o *tableOptions) { o.header = names } }

// MaxRows shows at most n rows, instead of 50. A note says how many there are.
func MaxRows(n int) TableOption { return func(o *tableOptions) { o.rows = n } }

// Table returns a bundle that shows rows and columns, as HTML and as aligned text:
//
//   - a slice of structs, or of pointers to them: a column for each field
//   - a slice of maps: a column for each key, sorted
//   - a map: a row for each key, sorted; if the values are structs or maps, their columns follow
//   - a slice of slices: [][]string has its headings in the first row, others need [Header]
//   - any other slice: a numbered row for each element
//
// Numbers and durations, also those that are text such as "0.31 s", stand at the right. At most 50 rows and 30 columns are shown, with a note
// that says how many there are. For any other value the bundle's text says what is wrong.
func Table(v any, opts ...TableOption) Bundle {
	o := tableOptions{rows: 50}
	for _, opt := range opts {
		opt(&o)
	}
	g, err := tabulate(v, o)
	if err != nil {
		return failed(err)
	}
	return checked(Bundle{Data: map[string]any{mimeHTML: g.html(), mimeText: g.text()}})
}
