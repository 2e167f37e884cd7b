package check

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"
)

// borrowed says what Go has in place of a name that another language has; "" if nothing is known.
func borrowed(name string) string {
	switch name {
	case "null", "None", "NULL", "nullptr", "undefined":
		return "the value of nothing is nil"
	case "this", "self":
		return "the receiver of a method has a name of its own: func (c *Counter) Add() { c.n++ }"
	case "console", "System", "printf", "puts", "echo", "cout", "Console":
		return "text is printed with fmt.Println or fmt.Printf"
	case "input", "raw_input", "scanf", "cin", "Scanner":
		return "fmt.Scan(&x) reads a value, display.Input(\"x? \") of weft/display asks for a line"
	case "str", "repr":
		return "fmt.Sprint(x) makes text of a value"
	case "float", "double":
		return "it is written float64"
	case "String", "char":
		return "it is written " + map[string]string{"String": "string", "char": "rune"}[name]
	case "sleep":
		return "time.Sleep(500 * time.Millisecond) waits"
	case "Math":
		return "the package is math"
	case "Exception", "Error":
		return "errors.New(text) and fmt.Errorf(format, ...) make an error"
	case "help", "dir", "man":
		return "a name with a ? behind it is explained: fmt.Println?"
	case "ls", "pwd", "git", "pip", "cat", "mkdir", "python":
		return "a line for the shell begins with !: !" + name
	case "init":
		return "init functions are not called: each runs by itself with the cell that declares it"
	case "exit", "quit":
		return "Ctrl-D ends a console; os.Exit(0) ends a program"
	}
	return ""
}

// assignedFirst reports whether the name at pos is set by a = in a cell that declares it nowhere.
func (d *draft) assignedFirst(pos token.Pos) bool {
	found := false
	d.inspect(func(n ast.Node) {
		if a, ok := n.(*ast.AssignStmt); ok && a.Tok == token.ASSIGN {
			for _, e := range a.Lhs {
				found = found || e.Pos() == pos && isIdent(e)
			}
		}
	})
	return found
}

func isIdent(e ast.Expr) bool {
	_, ok := e.(*ast.Ident)
	return ok
}

// memberHint says how the value of a type without such a method is treated so; "" if nothing is known.
func memberHint(sel *ast.SelectorExpr, t types.Type) string {
	x := shortly(sel.X)
	name := strings.ToLower(sel.Sel.Name)
	switch u := t.Underlying().(type) {
	case *types.Slice:
		switch name {
		case "append", "add", "push", "push_back", "insert":
			return "a slice grows with append: " + x + " = append(" + x + ", ...)"
		case "pop":
			return "the last element is taken off by " + x + " = " + x + "[:len(" + x + ")-1]"
		case "sort", "reverse", "contains", "index", "indexof", "includes":
			fn := map[string]string{"sort": "Sort", "reverse": "Reverse", "contains": "Contains", "includes": "Contains"}[name]
			if fn == "" {
				fn = "Index"
			}
			return "package slices has it: slices." + fn
		case "map", "filter", "foreach":
			return "a loop does it: for i, v := range " + x + " { ... }"
		}
	case *types.Map:
		switch name {
		case "get":
			return "an entry is read by " + x + "[key], or v, ok := " + x + "[key]"
		case "put", "add", "set", "insert":
			return "an entry is set by " + x + "[key] = value"
		case "contains", "has", "containskey", "has_key":
			return "_, ok := " + x + "[key] says whether there is an entry"
		case "remove", "delete", "del", "pop":
			return "delete(" + x + ", key) removes an entry"
		case "keys", "items", "values", "foreach":
			return "a loop does it: for key, value := range " + x + " { ... }"
		}
	case *types.Chan:
		switch name {
		case "send", "put", "push":
			return x + " <- value sends"
		case "receive", "recv", "get":
			return "<-" + x + " receives"
		case "close":
			return "close(" + x + ") closes it"
		}
	case *types.Basic:
		if u.Info()&types.IsString == 0 {
			return ""
		}
		switch name {
		case "split", "join", "replace", "trim", "contains", "upper", "toupper", "touppercase", "lower", "tolower", "tolowercase", "startswith", "endswith", "strip":
			return "package strings has functions for text: strings.Split, Replace, TrimSpace, ToUpper ..."
		}
	}
	switch t.Underlying().(type) {
	case *types.Slice, *types.Map, *types.Chan, *types.Array, *types.Basic:
		switch name {
		case "length", "len", "size", "count":
			return "its length is len(" + x + ")"
		}
	}
	return ""
}
