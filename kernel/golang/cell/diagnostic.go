package cell

// A Diagnostic is something that a person should know about a cell, as a plain value.
type Diagnostic struct {
	Pos      Pos
	End      Pos // just past the text meant; zero or equal to Pos if it is a single place
	Severity Severity
	Message  string    // in the compiler's words; no position, no final full stop
	Hint     string    // what to do about it, "" if nothing is known
	Source   string    // "" is the compiler, else the name of the vet pass
	Related  []Related // other places that explain this one
}

// TooMany is what stands for the errors of a cell that are not shown.
func TooMany(number int) Diagnostic {
	return Diagnostic{Pos: Pos{Cell: number}, Message: "too many errors"}
}

// A Related is a place that explains a diagnostic, such as the other declaration of a name.
type Related struct {
	Pos     Pos
	Message string
}

// A Severity says what a Diagnostic does to its cell.
type Severity int

// An Error keeps the cell from running; a Warning and a Note do not.
const (
	Error Severity = iota
	Warning
	Note
)

func (s Severity) String() string {
	switch s {
	case Error:
		return "error"
	case Warning:
		return "warning"
	default:
		return "note"
	}
}

// String is the diagnostic on one line: "cell [3] 2:5: error: undefined: x".
func (d Diagnostic) String() string {
	s := d.Pos.String() + ": " + d.Severity.String() + ": " + d.Message
	if d.Source != "" {
		s += " [" + d.Source + "]"
	}
	return s
}
