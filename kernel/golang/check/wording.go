package check

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"regexp"
	"strings"
)

// Codes of go/types errors, from internal/types/errors. They are not exported, but stable.
const (
	codeBrokenImport         = 6
	codeInvalidInitCycle     = 9
	codeDuplicateDecl        = 10
	codeUndeclaredName       = 75
	codeUndeclaredImported   = 73
	codeMissingFieldOrMethod = 76
	codeUnusedExpr           = 100
	codeUntypedNilUse        = 16
	codeWrongAssignCount     = 17
	codeNoNewVar             = 19
	codeInvalidIfaceAssign   = 21
	codeUnaddressableField   = 24
	codeTooManyValues        = 41
	codeMismatchedTypes      = 46
	codeNonIndexable         = 51
	codeInvalidSend          = 59
	codeNonVariadicDots      = 78
	codeUnusedVar            = 101
	codeMissingReturn        = 102
	codeOutOfScopeResult     = 104
	codeMisplacedBreak       = 110
	codeMisplacedContinue    = 111
	codeInvalidSelectCase    = 118
	codeUndeclaredLabel      = 119
	codeDuplicateLabel       = 120
	codeMisplacedLabel       = 121
	codeUnusedLabel          = 122
	codeJumpOverDecl         = 123
	codeJumpIntoBlock        = 124
	codeCannotInfer          = 138
	codeInvalidTypeArg       = 139
	codeBadDecl              = 131
)

// wording is an error's message and place as the compiler gives them, where the type checker of
// the standard library differs.
func (d *draft) wording(err types.Error, code int) (token.Pos, string) {
	msg := d.withLiterals(asCellPositions(withoutMark(err.Msg)))
	switch code {
	case codeMisplacedBreak:
		msg = "break is not in a loop, switch, or select"
	case codeMisplacedContinue:
		msg = "continue is not in a loop"
	case codeUnusedLabel:
		msg = strings.Replace(msg, "declared and not used", "defined and not used", 1)
	case codeUndeclaredLabel:
		msg = strings.Replace(msg, "not declared", "not defined", 1)
	case codeMisplacedLabel:
		if kind, name, ok := strings.Cut(strings.TrimPrefix(msg, "invalid "), " label "); ok && !d.labels[name] {
			msg = kind + " label not defined: " + name
		}
	case codeJumpOverDecl:
		msg = d.jumpOver(err.Pos, msg)
	case codeJumpIntoBlock:
		msg = d.jumpInto(msg)
	case codeUntypedNilUse:
		if n, _ := d.defined(err.Pos); n > 0 {
			msg = strings.Replace(msg, "in variable declaration", "in assignment", 1)
		}
	case codeWrongAssignCount:
		if names, values := d.defined(err.Pos); strings.HasPrefix(msg, "extra init expr") && names > 0 {
			return values[0].Pos(), fmt.Sprintf("assignment mismatch: %s but %s", count(names, "variable"), count(len(values), "value"))
		}
	case codeTooManyValues:
		if m := d.mismatch(err.Pos); m != "" {
			msg = m
		}
	}
	// The last expression is checked as an assignment to _.
	if strings.HasPrefix(msg, "use of untyped nil in assignment to _") {
		msg = "nil is not used"
	}
	msg = strings.Replace(msg, " value in assignment to _ identifier (", " value to display it (", 1)
	return d.place(err, code), msg
}

// withLiterals writes function literals inside a message as the compiler does.
func (d *draft) withLiterals(msg string) string {
	if !strings.Contains(msg, " literal)") {
		return msg
	}
	d.inspect(func(n ast.Node) {
		if lit, ok := n.(*ast.FuncLit); ok {
			body := " {…}"
			if len(lit.Body.List) == 0 {
				body = " {}"
			}
			msg = strings.ReplaceAll(msg, types.ExprString(lit), types.ExprString(lit.Type)+body)
		}
	})
	return msg
}

// defined is the number of names and the values of the := that has a value at pos; 0 if there is none.
func (d *draft) defined(pos token.Pos) (names int, values []ast.Expr) {
	for _, s := range d.c.Stmts {
		a, ok := s.(*ast.AssignStmt)
		if !ok || a.Tok != token.DEFINE {
			continue
		}
		for _, v := range a.Rhs {
			if v.Pos() == pos {
				return len(a.Lhs), a.Rhs
			}
		}
	}
	return 0, nil
}

func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// mismatch is what the compiler says about "f := os.Open(name)", which is checked as a declaration.
func (d *draft) mismatch(pos token.Pos) string {
	for _, decl := range d.statements.Decls {
		g, ok := decl.(*ast.GenDecl)
		if !ok || g.Tok != token.VAR {
			continue
		}
		for _, spec := range g.Specs {
			spec := spec.(*ast.ValueSpec)
			if len(spec.Names) != 1 || len(spec.Values) != 1 || spec.Values[0].Pos() != pos {
				continue
			}
			call, ok := ast.Unparen(spec.Values[0]).(*ast.CallExpr)
			if !ok {
				continue
			}
			if results, ok := d.u.Info.TypeOf(call).(*types.Tuple); ok && results.Len() > 0 {
				return fmt.Sprintf("assignment mismatch: 1 variable but %s returns %d values", types.ExprString(call.Fun), results.Len())
			}
		}
	}
	return ""
}

// asCellPositions writes places inside a message as people see them elsewhere.
func asCellPositions(msg string) string {
	if !strings.Contains(msg, "cell[") {
		return msg
	}
	return regexp.MustCompile(`cell\[(\d+)\]:(\d+:\d+)`).ReplaceAllString(msg, "cell [$1] $2")
}
