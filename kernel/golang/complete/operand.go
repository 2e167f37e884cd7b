package complete

import (
	"go/parser"
	"go/token"
	"unicode"

	"weft/kernel/golang/cell"
)

// operand is what is left if no version of the text has the cursor in its trees: the operand before the
// dot, by itself, or else the names of the session.
func (f *finder) operand() {
	text := placeholder
	if f.before(1).kind == token.PERIOD {
		operand := trailingOperand(f.src[:f.before(1).off])
		if operand == "" {
			return
		}
		text = operand + "." + placeholder
	}
	c := cell.Parse(probe, "_ = "+text)
	path := pathTo(c, placeholder, len("_ = ")+len(text)-len(placeholder))
	if path == nil {
		return
	}
	unit := f.session.Probe(c)
	if unit == nil {
		return
	}
	at := &spot{session: f.session, unit: unit, cell: c, path: path}
	if sel := at.selector(); sel != nil {
		f.selected(at, sel)
		return
	}
	f.names(at)
}

// trailingOperand is the longest operand at the end of src: names, selectors, indices, calls.
func trailingOperand(src string) string {
	for start := operandStart(src); start < len(src); start++ {
		if unicode.IsSpace(rune(src[start])) {
			continue
		}
		if _, err := parser.ParseExpr(src[start:]); err == nil {
			return src[start:]
		}
	}
	return ""
}

// operandStart walks back over names, dots and bracketed parts.
func operandStart(src string) int {
	i := len(src)
	for i > 0 {
		n := len(trailingName(src[:i]))
		switch last := src[i-1]; {
		case n > 0:
			i -= n
		case last == '.':
			i--
		case last == ')' || last == ']' || last == '}':
			open := opener(src[:i])
			if open < 0 {
				return i
			}
			i = open
		default:
			return i
		}
	}
	return 0
}

// opener is the offset of the bracket that src's last byte closes, or -1.
func opener(src string) int {
	depth := 0
	for i := len(src) - 1; i >= 0; i-- {
		switch src[i] {
		case ')', ']', '}':
			depth++
		case '(', '[', '{':
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return -1
}
