package check

import (
	"go/ast"
	"go/token"
	"go/types"
	"regexp"
	"strings"
)

// textHint is about text and a number that one operator is to bring together.
func (d *draft) textHint(pos token.Pos) string {
	hint := ""
	d.inspect(func(n ast.Node) {
		b, ok := n.(*ast.BinaryExpr)
		if !ok || b.Pos() != pos && b.OpPos != pos && b.Y.Pos() != pos || hint != "" {
			return
		}
		x, y := d.u.Info.TypeOf(b.X), d.u.Info.TypeOf(b.Y)
		if x == nil || y == nil || isText(x) == isText(y) {
			return
		}
		other := b.X
		if isText(x) {
			other = b.Y
		}
		if lit, ok := ast.Unparen(other).(*ast.BasicLit); ok && lit.Kind == token.CHAR {
			hint = "single quotes make a number, the character's code: text stands between double quotes"
			return
		}
		switch b.Op {
		case token.ADD, token.EQL, token.NEQ:
			hint = "text and something else: fmt.Sprint(" + shortly(other) + ") makes text of it"
		case token.MUL:
			hint = "strings.Repeat(text, n) repeats text"
		}
	})
	return hint
}

// convertHint is about a value of one type where another is wanted, if there is a usual way from one to the other.
func (d *draft) convertHint(msg string, pos token.Pos) string {
	m := regexp.MustCompile(`^cannot use .* \((?:variable|value|constant [^ ]+|.* expression|parameter) of (?:\w+ )?type ([^()]+)\) as (\S+) value in `).FindStringSubmatch(msg)
	if m == nil {
		return ""
	}
	e := d.exprAt(pos, m[1])
	if e == nil {
		return ""
	}
	from, to, text := d.u.Info.TypeOf(e), m[2], shortly(e)
	switch {
	case to == "*"+m[1]:
		return "a pointer is wanted: &" + text
	case "*"+to == m[1]:
		if strings.HasPrefix(text, "&") {
			return "the value is wanted, not the pointer: " + text[1:]
		}
		return "the value is wanted, not the pointer: *" + text
	case to == "string" && isWhole(from):
		if m[1] == "int" {
			return "strconv.Itoa(" + text + ") makes text of it"
		}
		return "fmt.Sprint(" + text + ") makes text of it"
	case to == "string" && (m[1] == "[]byte" || m[1] == "[]rune"):
		return "string(" + text + ") makes text of it"
	case to == "string" && d.number(e) != nil, to == "string" && m[1] == "bool":
		return "fmt.Sprint(" + text + ") makes text of it"
	case to == "string" && m[1] == "error":
		return text + ".Error() is its text"
	case to == "error" && isText(from):
		return "errors.New(" + text + ") makes an error of it"
	case to == "int" && isText(from):
		return "strconv.Atoi(" + text + ") reads a number: it returns an error too"
	case to == "float64" && isText(from):
		return "strconv.ParseFloat(" + text + ", 64) reads a number: it returns an error too"
	case (to == "[]byte" || to == "[]rune") && isText(from):
		return "convert it: " + to + "(" + text + ")"
	case to == "[]any" && strings.HasPrefix(m[1], "[]"):
		return "a slice of another type has to be copied, element by element"
	case d.number(e) != nil && isNumberName(to):
		return "convert it: " + to + "(" + text + ")"
	}
	return ""
}

// exprAt is the largest expression at pos whose type has this name, nil if there is none.
func (d *draft) exprAt(pos token.Pos, name string) ast.Expr {
	var found ast.Expr
	d.inspect(func(n ast.Node) {
		e, ok := n.(ast.Expr)
		if !ok || e.Pos() != pos || found != nil && e.End() <= found.End() {
			return
		}
		if t := d.u.Info.TypeOf(e); t != nil && types.TypeString(t, d.qualifier) == name {
			found = e
		}
	})
	return found
}

func isText(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsString != 0
}

func isWhole(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsInteger != 0
}

func isNumberName(name string) bool {
	if name == "time.Duration" {
		return true
	}
	t, ok := types.Universe.Lookup(name).(*types.TypeName)
	if !ok {
		return false
	}
	b, ok := t.Type().Underlying().(*types.Basic)
	return ok && b.Info()&types.IsNumeric != 0
}

// shortly is an expression as it is written, "…" if that is long.
func shortly(e ast.Expr) string {
	if text := types.ExprString(e); len(text) <= 30 {
		return text
	}
	return "…"
}
