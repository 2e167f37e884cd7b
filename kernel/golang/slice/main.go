package slice

import (
	"strconv"
	"strings"

	"weft/kernel/golang/check"
)

// showName is the function that tells the value of the cell's last expression.
const showName = mark + "show"

// mainFile is the file with what we write: the main function.
func (s *slicer) mainFile() string {
	var b strings.Builder
	b.WriteString("package main\n\n")
	if s.shows() {
		s.packages[check.Import{Name: mark + "result", Path: ShowPath}] = true
		b.WriteString("import " + mark + "result " + strconv.Quote(ShowPath) + "\n")
		b.WriteString("func " + showName + "(values ...any) { " + mark + "result.Result(values...) }\n")
	}
	b.WriteString("func main() { " + bodyName + "() }\n")
	return b.String()
}

// shows reports whether the program has a value to show.
func (s *slicer) shows() bool { return s.options.Show && s.unit.Value != nil }
