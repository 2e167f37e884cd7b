package check

import (
	"cmp"
	"go/ast"
	"go/token"
	"go/types"
	"strings"

	"weft/kernel/golang/cell"
)

// hint says what to do about an error whose message alone does not tell a learner. It is "" if nothing
// is known.
func (d *draft) hint(diag *cell.Diagnostic, err types.Error, code int) string {
	switch code {
	case codeBrokenImport:
		if hint := moduleHint(diag.Message); hint != "" {
			return hint
		}
	case codeUnusedVar:
		return "inside a function every variable has to be used; _ takes a value that nobody needs"
	case codeMissingReturn:
		return "every way through the function has to end with a return: one is missing before this }"
	case codeNoNewVar:
		if diag.Message == "no new variables on left side of :=" {
			return "it exists already: to set it, write = instead of :="
		}
	case codeOutOfScopeResult:
		return "the inner := makes another variable of that name: write = there, or return the values by name"
	case codeUnaddressableField:
		return "change a copy and put it back into the map, or let the map hold pointers"
	case codeMismatchedTypes:
		if hint := d.conversionHint(err.Pos); hint != "" {
			return hint
		}
	case codeUnusedExpr:
		return d.unusedHint(err.Pos)
	case codeTooManyValues, codeWrongAssignCount:
		if hint := d.countHint(err.Pos); hint != "" {
			return hint
		}
	case codeInvalidIfaceAssign:
		if strings.Contains(diag.Message, "has pointer receiver)") {
			return "use a pointer, &x: the method belongs to the pointer type"
		}
	}
	return cmp.Or(processHint(diag.Message), d.remedy(diag.Message, err.Pos))
}

// processHint says which functions weft/procs runs, if a message is about another one.
func processHint(msg string) string {
	call, _, ok := strings.Cut(strings.TrimPrefix(msg, "in call to procs."), ",")
	switch {
	case !ok || !strings.HasPrefix(msg, "in call to procs.") || !strings.Contains(msg, " does not match "):
		return ""
	case strings.HasPrefix(call, "Start"):
		return "Start is for a function with one parameter and no result, Start0, Start2, Start3 and Start4 for other numbers of parameters; results come from procs.Apply and procs.Map"
	}
	return "it is for a function with one parameter and one result, with Err at the end of its name for one with a result and an error; pass several values in a struct"
}

// moduleHint says how a package comes into the session that only a module can have.
func moduleHint(msg string) string {
	if _, path, ok := strings.Cut(msg, "no required module provides package "); ok {
		return "for compiled cells and functions, a cell with %get " + strings.TrimSuffix(path, ")") + " fetches it"
	}
	return ""
}

// conversionHint shows how two numbers of different types come together.
func (d *draft) conversionHint(pos token.Pos) string {
	var hint string
	d.inspect(func(n ast.Node) {
		b, ok := n.(*ast.BinaryExpr)
		if !ok || b.Pos() != pos && b.OpPos != pos || hint != "" {
			return
		}
		x, y := d.number(b.X), d.number(b.Y)
		switch {
		case x == nil || y == nil || types.Identical(x, y):
		case isNamed(x) && !isNamed(y), isNamed(x) == isNamed(y) && isInteger(y) && !isInteger(x):
			hint = d.converted(x, b.Y) // a count to a time.Duration, an integer to a float
		default:
			hint = d.converted(y, b.X)
		}
	})
	return hint
}

// number is the type of a typed number, else nil.
func (d *draft) number(e ast.Expr) types.Type {
	t := d.u.Info.TypeOf(e)
	if t == nil {
		return nil
	}
	if b, ok := t.Underlying().(*types.Basic); !ok || b.Info()&types.IsNumeric == 0 || b.Info()&types.IsUntyped != 0 {
		return nil
	}
	return t
}

func isNamed(t types.Type) bool {
	_, ok := types.Unalias(t).(*types.Named)
	return ok
}

func isInteger(t types.Type) bool {
	return t.Underlying().(*types.Basic).Info()&types.IsInteger != 0
}

func (d *draft) converted(t types.Type, e ast.Expr) string {
	text := shortly(e)
	name := types.TypeString(t, d.qualifier)
	return "numbers of two types do not mix; convert one of them: " + name + "(" + text + ")"
}

// unusedHint is about a statement that only has a value.
func (d *draft) unusedHint(pos token.Pos) string {
	hint := ""
	d.inspect(func(n ast.Node) {
		s, ok := n.(*ast.ExprStmt)
		if !ok || s.Pos() != pos {
			return
		}
		call, ok := ast.Unparen(s.X).(*ast.CallExpr)
		if ok && len(call.Args) > 0 {
			if id, ok := call.Fun.(*ast.Ident); ok && id.Name == "append" {
				list := types.ExprString(call.Args[0])
				hint = "append returns the longer slice: " + list + " = append(" + list + ", …)"
				return
			}
		}
		if d.atTopLevel(s) {
			hint = "only the last expression of a cell is shown; to see others, print them"
		}
	})
	return hint
}

func (d *draft) atTopLevel(s ast.Stmt) bool {
	for _, top := range d.c.Stmts {
		if top == s {
			return true
		}
	}
	return false
}

// countHint is about an assignment of a call that also returns an error.
func (d *draft) countHint(pos token.Pos) string {
	hint := ""
	d.inspect(func(n ast.Node) {
		s, ok := n.(*ast.AssignStmt)
		if !ok || len(s.Lhs) != 1 || len(s.Rhs) != 1 || s.Rhs[0].Pos() != pos && s.Lhs[0].Pos() != pos {
			return
		}
		call, ok := ast.Unparen(s.Rhs[0]).(*ast.CallExpr)
		if !ok {
			return
		}
		results, ok := d.u.Info.TypeOf(call).(*types.Tuple)
		if ok && results.Len() == 2 && types.TypeString(results.At(1).Type(), nil) == "error" {
			hint = "it returns an error too: " + types.ExprString(s.Lhs[0]) + ", err " + s.Tok.String() + " " + types.ExprString(call.Fun) + "(…)"
		}
	})
	return hint
}

// advice is what to do about a warning, by the pass that found it.
func advice(pass, message string) string {
	switch pass {
	case "copylocks":
		return "pass or keep a pointer to it"
	case "waitgroup":
		return "call Add before the go statement, or use wg.Go"
	case "lostcancel":
		return "write defer cancel() right below"
	case "printf":
		switch {
		case strings.Contains(message, "format %w"):
			return "%w is for errors"
		case strings.Contains(message, "of wrong type"):
			return "%v fits every type"
		case strings.Contains(message, "possible Printf formatting directive"):
			return "verbs work in Printf"
		}
	case "unusedresult":
		return "it returns what it made: keep it in a variable, or print it"
	case "unreachable":
		return "the statement above it always leaves"
	case "errorsas":
		return "give it the address of a variable: errors.As(err, &target)"
	case "defers":
		return "the arguments of a deferred call are evaluated at once: put the call into defer func() { … }()"
	case "atomic":
		return "the call has changed the variable already: leave the assignment out"
	case "stringintconv":
		return "strconv.Itoa gives the digits"
	case "httpresponse":
		return "look at the error first: there is no response if there is one"
	case "nilness":
		if strings.Contains(message, "nil") && !strings.Contains(message, "condition") {
			return "it is nil on this way through the code"
		}
	}
	return ""
}
