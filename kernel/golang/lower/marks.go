package lower

import (
	"fmt"
	"go/ast"
	"go/token"
	"regexp"
	"strconv"
	"strings"

	"weft/kernel/golang/cell"
)

// Marks. Where the lowered text does something that can panic or wait it says where the learner wrote that, in
// a comment in front of the token that the interpreter takes for its place. The comments do not count
// as lines do (see fn.line): a mark is valid for what directly follows it, and for nothing else.

// A Kind is what a mark stands in front of.
type Kind byte

// The kinds of marks. In calls, divisions, assignments and sends the marked token is the first one.
const (
	MarkFunc   Kind = 'f' // a function declaration or literal of the learner's
	MarkCall   Kind = 'c'
	MarkField  Kind = '.' // the name of a field that is reached through a pointer
	MarkDeref  Kind = '*'
	MarkDivide Kind = '/' // also %, and + of text
	MarkAssign Kind = '=' // also x++
	MarkSend   Kind = '<'
	MarkRecv   Kind = '>' // a receive
	MarkRange  Kind = 'r' // the loop over a channel
	MarkIndex  Kind = 'i' // the index of an element, where no check stands in front of the statement
)

// A Mark is the place in a cell of what is at an offset of a lowered text.
type Mark struct {
	Kind  Kind
	At    int // offset in the text, behind the mark and other marks
	Pos   cell.Pos
	Calls []cell.Pos // if Pos is in a function that was inlined: where that was called, and so on
}

var (
	markText  = regexp.MustCompile(`/\*@([fcir.*/=<>])(\d+:\d+:\d+(?:@\d+:\d+:\d+)*)\*/`)
	marksText = regexp.MustCompile(`(?:` + markText.String() + `)+`)
)

// Marks returns the marks of a lowered text in their order: of those in front of the same token the
// outermost is first.
func Marks(text string) []Mark {
	var marks []Mark
	for _, run := range marksText.FindAllStringIndex(text, -1) {
		for _, m := range markText.FindAllStringSubmatch(text[run[0]:run[1]], -1) {
			var places []cell.Pos
			for place := range strings.SplitSeq(m[2], "@") {
				var p cell.Pos
				fmt.Sscanf(place, "%d:%d:%d", &p.Cell, &p.Line, &p.Col)
				places = append(places, p)
			}
			mark := Mark{Kind: Kind(m[1][0]), At: run[1], Pos: places[0]}
			if len(places) > 1 {
				mark.Calls = places[1:]
			}
			marks = append(marks, mark)
		}
	}
	return marks
}

// calledAt says in the marks of an inlined body where it was called. place is as in a mark.
func calledAt(text, place string) string {
	return markText.ReplaceAllStringFunc(text, func(mark string) string {
		return strings.TrimSuffix(mark, "*/") + "@" + place + "*/"
	})
}

// leadingMarks are the marks that a lowered text begins with.
func leadingMarks(text string) string {
	at := marksText.FindStringIndex(text)
	if at == nil || at[0] > 0 {
		return ""
	}
	return text[:at[1]]
}

// mark is the mark of the learner's place p; "" in code of a library.
func (f *fn) mark(k Kind, p token.Pos) string {
	if at := f.placeText(p); at != "" {
		return "/*@" + string(k) + at + "*/"
	}
	return ""
}

// placeText is the learner's place p as in a mark; "" in code of a library.
func (f *fn) placeText(p token.Pos) string {
	if f.src != f.l.own {
		return ""
	}
	at, ok := cell.FromToken(f.l.own.fset.Position(p))
	if !ok {
		return ""
	}
	return strconv.Itoa(at.Cell) + ":" + strconv.Itoa(at.Line) + ":" + strconv.Itoa(at.Col)
}

// bodyMark is the mark of the function that runs the statements of a cell. It has no line.
func bodyMark(number int) string { return "/*@" + string(MarkFunc) + strconv.Itoa(number) + ":0:0*/" }

// where is the place of n in quotes, like "cell[3]:7:2".
func (f *fn) where(n ast.Node) string {
	if f.src != f.l.own {
		return `""`
	}
	p := f.src.fset.Position(n.Pos())
	return strconv.Quote(fmt.Sprintf("%s:%d:%d", p.Filename, p.Line, p.Column))
}

// callMark is the mark of a call.
func (f *fn) callMark(x *ast.CallExpr) string { return f.mark(MarkCall, f.callPos(x)) }

// callPos is the place of a call: of a method's name, or else of the beginning.
func (f *fn) callPos(x *ast.CallExpr) token.Pos {
	if sel, ok := ast.Unparen(x.Fun).(*ast.SelectorExpr); ok && f.pkgOf(sel.X) == nil {
		return sel.Sel.Pos()
	}
	return x.Pos()
}

// harmless are the builtins whose calls cannot panic, or only in what rt checks.
var harmless = map[string]bool{
	"len": true, "cap": true, "append": true, "copy": true, "new": true, "min": true, "max": true,
	"complex": true, "real": true, "imag": true, "print": true, "println": true, "recover": true,
}

// marked is the lowered text of the call x behind its mark.
func (f *fn) marked(x *ast.CallExpr, text string) string {
	if f.src.info.Types[x.Fun].IsType() || harmless[f.builtinOf(x.Fun)] {
		return text
	}
	return f.callMark(x) + text
}
