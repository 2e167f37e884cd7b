// Package notes reads what the Go compiler says about the code that it makes: where values live (-m=2) and
// the machine's instructions (-S). It is pure, and expects garbage: what is not understood is left out.
//
// The texts are those of Go 1.26, which nobody promises to keep; a test compiles programs to notice.
package notes

import (
	"fmt"
	"strings"

	"weft/kernel/golang/cell"
)

// A Note is what the compiler decided about a place in a cell.
type Note struct {
	Pos  cell.Pos
	Kind Kind
	What string // the value, variable, parameter or function: "&P{...}", "n", "sum"
	// Why says how a value gets to where it outlives its function, or why a function is not inlined; "" if the
	// compiler does not say.
	Why string
	// Steps are the way of a value that escapes, in the compiler's words.
	Steps []Step
}

// A Step is a flow of a value.
type Step struct {
	Pos    cell.Pos
	Text   string // the expression
	Reason string // "return", "captured by a closure", "too large for stack"
}

// A Kind is what was decided.
type Kind int

// The kinds.
const (
	Heap      Kind = iota + 1 // lives on the heap
	Stack                     // does not escape: lives on the stack if it is a variable or value of the function
	Leaks                     // a parameter whose argument is kept beyond the call
	Inlinable                 // a function whose calls can be replaced by its body
	NotInlinable
	Inlined // a call that was
)

// String tells the note in a few words.
func (n Note) String() string {
	form := map[Kind]string{
		Heap:         "%s lives on the heap",
		Stack:        "%s does not escape",
		Leaks:        "what %s refers to is kept beyond the call",
		Inlinable:    "%s can be inlined",
		NotInlinable: "%s is not inlined",
		Inlined:      "the call of %s is inlined",
	}[n.Kind]
	text := fmt.Sprintf(form, n.What)
	if n.Why != "" {
		text += ": " + n.Why
	}
	return text
}

// why puts the way of an escaping value into a few words. Passing from one variable to another is no reason.
func why(steps []Step, sink string) string {
	var reasons []string
	for _, s := range steps {
		text := ""
		switch s.Reason {
		case "too large for stack":
			return "it is too large for the stack"
		case "non-constant size":
			return "its size is not constant"
		case "captured by a closure":
			text = "a func literal uses it by reference"
		case "interface-converted":
			text = "it is put into an interface"
		case "call parameter":
			text = "it is passed to " + callee(s.Text)
		case "return":
			text = "it is returned"
		case "send":
			text = "it is sent on a channel"
		}
		if text != "" && (len(reasons) == 0 || reasons[len(reasons)-1] != text) {
			reasons = append(reasons, text)
		}
	}
	if len(reasons) == 0 && sink == "{heap}" {
		return "it is stored where it outlives the function"
	}
	return strings.Join(reasons, ", and ")
}

// callee is the function of a call such as "fmt.Fprintln(os.Stdout, fmt.a...)".
func callee(call string) string {
	if name, _, ok := strings.Cut(call, "("); ok && name != "" {
		return name
	}
	return "a function"
}
