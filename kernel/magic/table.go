package magic

// A Table is what a magic shows in columns. The host draws it.
type Table struct {
	Title   string
	Columns []Column
	Rows    []Row
	Foot    string // a remark below it
}

// A Column of a table.
type Column struct {
	Title  string
	Number bool // aligned to the right
	Code   bool // Go, or what is typed
	Prose  bool // may be broken into lines
}

// A Row of a table.
type Row struct {
	Section string // a heading above it, "" for none
	Cells   []string
}
