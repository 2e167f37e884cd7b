// Package complete answers what could stand at the cursor and what a name means, from the same
// types that check cells. It runs nothing, so it answers while a cell runs.
package complete

import (
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"weft/kernel/golang/cell"
	"weft/kernel/golang/check"
	"weft/kernel/golang/std"
)

// A Candidate may stand at the cursor.
type Candidate struct {
	Text string
	Kind string // "func", "var", "const", "type", "field", "method", "package", "keyword"
	Type string // signature or type, "" for packages and keywords
}

// Candidates lists what may replace src[start:offset], sorted. offset is in bytes.
func Candidates(s *check.Session, src string, offset int) (list []Candidate, start int) {
	src = src[:offset]
	start = len(src) - len(trailingName(src))
	prefix := src[start:]
	if start > 0 && src[start-1] == '.' {
		list = members(s, trailingOperand(src[:start-1]))
	} else {
		list = names(s)
	}
	list = slices.DeleteFunc(list, func(c Candidate) bool { return !matches(c.Text, prefix) })
	slices.SortFunc(list, func(a, b Candidate) int {
		if d := depth(a.Text, prefix) - depth(b.Text, prefix); d != 0 {
			return d
		}
		return strings.Compare(a.Text, b.Text)
	})
	return slices.CompactFunc(list, func(a, b Candidate) bool { return a.Text == b.Text }), start
}

// matches ignores case, so that Tab also helps those who type println.
func matches(name, prefix string) bool {
	return len(name) >= len(prefix) && strings.EqualFold(name[:len(prefix)], prefix)
}

// depth puts candidates that agree in case first.
func depth(name, prefix string) int {
	if strings.HasPrefix(name, prefix) {
		return 0
	}
	return 1
}

// members lists the exported names of a package, or the fields and methods of a value.
func members(s *check.Session, operand string) []Candidate {
	if operand == "" {
		return nil
	}
	if pkg := packageNamed(s, operand); pkg != nil {
		var list []Candidate
		for _, name := range pkg.Scope().Names() {
			if token.IsExported(name) {
				list = append(list, candidate(pkg.Scope().Lookup(name), pkg))
			}
		}
		return list
	}
	unit, t := typeOf(s, operand)
	if t == nil {
		return nil
	}
	return fieldsAndMethods(t, unit.Pkg)
}

func fieldsAndMethods(t types.Type, from *types.Package) []Candidate {
	var list []Candidate
	visible := func(o types.Object) bool { return o.Exported() || o.Pkg() != nil && o.Pkg().Path() == from.Path() }
	if _, isPointer := t.Underlying().(*types.Pointer); !isPointer && !types.IsInterface(t) {
		t = types.NewPointer(t) // a variable is addressable
	}
	set := types.NewMethodSet(t)
	for m := range set.Methods() {
		if visible(m.Obj()) {
			list = append(list, candidate(m.Obj(), from))
		}
	}
	return append(list, fields(t, visible, from, make(map[*types.Struct]bool))...)
}

func fields(t types.Type, visible func(types.Object) bool, from *types.Package, seen map[*types.Struct]bool) []Candidate {
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	st, ok := t.Underlying().(*types.Struct)
	if !ok || seen[st] {
		return nil
	}
	seen[st] = true
	var list []Candidate
	for f := range st.Fields() {
		if visible(f) {
			list = append(list, candidate(f, from))
		}
		if f.Embedded() {
			list = append(list, fields(f.Type(), visible, from, seen)...)
		}
	}
	return list
}

// names lists what can stand alone: the session's declarations, packages, predeclared names, keywords.
func names(s *check.Session) []Candidate {
	var list []Candidate
	unit := s.Check(cell.Parse(probe, ""))
	for _, scope := range []*types.Scope{unit.Pkg.Scope(), types.Universe} {
		for _, name := range scope.Names() {
			list = append(list, candidate(scope.Lookup(name), unit.Pkg))
		}
	}
	for _, path := range std.Paths() {
		list = append(list, Candidate{Text: std.Name(path), Kind: "package", Type: path})
	}
	for t := token.BREAK; t <= token.VAR; t++ {
		list = append(list, Candidate{Text: t.String(), Kind: "keyword"})
	}
	return list
}

func candidate(o types.Object, from *types.Package) Candidate {
	c := Candidate{Text: o.Name(), Type: types.TypeString(o.Type(), types.RelativeTo(from))}
	switch o := o.(type) {
	case *types.Var:
		c.Kind = "var"
		if o.IsField() {
			c.Kind = "field"
		}
	case *types.Const:
		c.Kind = "const"
	case *types.TypeName:
		c.Kind = "type"
	case *types.Func:
		c.Kind = "func"
		if o.Signature().Recv() != nil {
			c.Kind = "method"
		}
	case *types.Builtin:
		c.Kind, c.Type = "func", ""
	case *types.Nil:
		c.Kind, c.Type = "const", ""
	}
	return c
}

// probe is the number of the cells that only ask about types.
const probe = 1 << 30

// typeOf checks an expression as a cell of its own; nil if it has no type.
func typeOf(s *check.Session, expr string) (*check.Unit, types.Type) {
	unit := s.Check(cell.Parse(probe, "_ = "+expr))
	if len(unit.Body) == 0 {
		return unit, nil
	}
	assign, ok := unit.Body[len(unit.Body)-1].(*ast.AssignStmt)
	if !ok || len(assign.Rhs) != 1 {
		return unit, nil
	}
	t := unit.Info.TypeOf(assign.Rhs[0])
	if t == nil || t == types.Typ[types.Invalid] {
		return unit, nil
	}
	return unit, t
}

// packageNamed returns the package that name means in the session, or would if it were imported.
func packageNamed(s *check.Session, name string) *types.Package {
	if !token.IsIdentifier(name) {
		return nil
	}
	unit := s.Check(cell.Parse(probe, "_ = "+name+".x"))
	if unit.Pkg.Scope().Lookup(name) != nil {
		return nil
	}
	if pkg := imported(unit, name); pkg != nil {
		return pkg
	}
	paths := std.PathsByName(name)
	if len(paths) == 0 {
		return nil
	}
	return imported(s.Check(cell.Parse(probe, "import "+strconv.Quote(paths[0])+"\n_ = "+name+".x")), name)
}

// imported is the package that name means in the code of unit.
func imported(unit *check.Unit, name string) *types.Package {
	for id, o := range unit.Info.Uses {
		if p, ok := o.(*types.PkgName); ok && id.Name == name {
			return p.Imported()
		}
	}
	return nil
}

// trailingName is the identifier, or its beginning, at the end of src.
func trailingName(src string) string {
	i := len(src)
	for i > 0 {
		r, size := utf8.DecodeLastRuneInString(src[:i])
		if r != '_' && !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			break
		}
		i -= size
	}
	return src[i:]
}

// trailingOperand is the longest operand at the end of src: names, selectors, indices, calls.
func trailingOperand(src string) string {
	for start := operandStart(src); start < len(src); start++ {
		if _, err := parser.ParseExpr(src[start:]); err == nil && !unicode.IsSpace(rune(src[start])) {
			return src[start:]
		}
	}
	return ""
}

// operandStart walks back over names, dots and bracketed parts.
func operandStart(src string) int {
	i := len(src)
	for i > 0 {
		r, size := utf8.DecodeLastRuneInString(src[:i])
		switch {
		case r == '_' || r == '.' || unicode.IsLetter(r) || unicode.IsDigit(r):
			i -= size
		case r == ')' || r == ']' || r == '}':
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
