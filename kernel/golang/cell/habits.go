package cell

import (
	"cmp"
	"go/token"
	"strconv"
	"strings"
)

// habit is a hint for a syntax error at token i: what people forget, and what they bring along from other
// languages. It is "" if nothing is known.
func (t *text) habit(i int, message string) string {
	if t.magicInside(i) {
		return "a magic or ! command stands outside of functions and blocks"
	}
	if t.found(i) == "EOF" {
		if hint := t.unclosed(i); hint != "" {
			return hint
		}
	}
	k := t.statement(i)
	if i >= len(t.toks) || k > i {
		return ""
	}
	if k == i {
		return t.beginning(i)
	}
	hint := cmp.Or(t.foreign(k, i), t.operator(i), t.afterHeader(k, i), t.inSignature(k, i), t.inList(i))
	if hint == "" && strings.HasSuffix(message, "at end of statement") {
		return t.together(i)
	}
	return hint
}

// unclosed names the bracket that is open at token i, the end of the text. Of braces it is one in front of which the
// lines are indented otherwise than in front of the } that closed it, if there is one.
func (t *text) unclosed(i int) string {
	open := t.enclosing(i)
	if open < 0 {
		return ""
	}
	if t.toks[open].kind == token.LBRACE {
		var braces []int
		for k := range t.toks[:i] {
			switch t.toks[k].kind {
			case token.LBRACE:
				braces = append(braces, k)
			case token.RBRACE:
				last := len(braces) - 1
				begins := lineStart(t.src, t.toks[k].off)
				if t.at(begins) == k && t.margin(k) != t.margin(braces[last]) {
					return t.notClosed(braces[last])
				}
				braces = braces[:last]
			}
		}
	}
	return t.notClosed(open)
}

func (t *text) notClosed(open int) string {
	line := 1 + strings.Count(t.whole[:t.toks[open].off], "\n")
	return "no " + t.closer(open+1) + " closes the " + t.toks[open].kind.String() + " in line " + strconv.Itoa(line)
}

// margin is the white space in front of the line of token k.
func (t *text) margin(k int) string {
	line := t.whole[lineStart(t.src, t.toks[k].off):]
	return line[:len(line)-len(strings.TrimLeft(line, " \t"))]
}

// beginning is a hint for token i that no statement begins with.
func (t *text) beginning(i int) string {
	switch t.toks[i].kind {
	case token.ELSE:
		return "else stands in the same line as the } before it"
	case token.IMPORT:
		return "an import stands outside of functions"
	case token.INC, token.DEC:
		return "++ and -- stand behind the name: x++"
	case token.LBRACE:
		if i > 0 {
			if kw := t.has(i-1, token.FUNC, token.IF, token.FOR, token.SWITCH, token.SELECT); kw != token.ILLEGAL {
				return "the { stands in the same line as " + kw.String()
			}
		}
	}
	return ""
}

// foreign is a hint for the statement of token i, which begins at k, if its first words are those of another language or
// of a shell.
func (t *text) foreign(k, i int) string {
	first, here := t.toks[k], t.toks[i]
	if first.kind == token.STRUCT && k+1 == i && here.kind == token.IDENT {
		return "a type is declared with type " + here.lit + " struct { ... }"
	}
	if first.kind != token.IDENT {
		return ""
	}
	if hint := wordHint(first.lit); hint != "" {
		return hint
	}
	switch {
	case (first.lit == "class" || first.lit == "struct") && here.kind == token.IDENT:
		return "a type is declared with type " + here.lit + " struct { ... }"
	case k+1 != i || here.kind != token.IDENT && here.kind != token.STRING && here.kind != token.INT:
	case here.kind == token.IDENT && goType(first.lit) != "":
		return "the type comes after the name: var " + here.lit + " " + goType(first.lit)
	case isShellCommand(first.lit):
		return "a line for the shell begins with !: !" + first.lit + " ..."
	case here.kind != token.IDENT:
		return "a call has its arguments in parentheses: " + first.lit + "(" + here.lit + ")"
	}
	return ""
}

// callWanted is a hint for the go or defer at token k, behind which stands no call.
func (t *text) callWanted(k int) string {
	kw, next := t.toks[k], t.toks[k+1]
	switch {
	case kw.kind == token.GO && isGoCommand(next.lit) && k+2 < len(t.toks) && t.toks[k+2].kind != token.PERIOD:
		return "a line for the shell begins with !: !go " + next.lit + " ..."
	case next.kind == token.FUNC:
		return "the function is called by the () behind its }: " + kw.kind.String() + " func() { ... }()"
	}
	return "a call has parentheses, with or without arguments: " + kw.kind.String() + " f()"
}

// wordHint is what Go has in place of a statement that begins with this word.
func wordHint(word string) string {
	switch word {
	case "while", "do", "until", "loop", "foreach":
		return "Go's only loop is for: for condition { ... }"
	case "let", "def", "function", "fn", "fun", "void", "public", "private", "static":
		return "a variable is declared with x := value, a function with func"
	case "enum":
		return "Go has constants in place of an enum: const ( Red = iota; Green; Blue )"
	case "try", "throw", "raise", "catch", "except":
		return "Go has no exceptions: a function returns an error, and its caller looks at it: if err != nil { ... }"
	case "lambda":
		return "a function without a name is func(x int) int { return x }"
	case "from", "using", "include", "require":
		return "a package is imported with import \"fmt\""
	case "elif", "elsif":
		return "it is written else if, in the same line as the } before it"
	case "not":
		return "not is written !"
	}
	return ""
}

// operator is a hint for token i where an operator stands, or is missing.
func (t *text) operator(i int) string {
	here, before := t.toks[i], t.toks[i-1]
	switch {
	case before.lit == "not":
		return "not is written !"
	case here.kind == token.IDENT && here.lit == "and":
		return "and is written &&"
	case here.kind == token.IDENT && here.lit == "or":
		return "or is written ||"
	case here.kind == token.IDENT && here.lit == "in" && t.has(i, token.FOR) == token.FOR:
		return "a loop is written with := range: for i := range 3, or for i, x := range list"
	case here.kind == token.IDENT && here.lit == "in":
		return "slices.Contains(list, x) looks into a slice, _, ok := m[x] into a map"
	case t.has(i, token.FOR) == token.FOR && t.semicolons(i) == 0 && (here.kind == token.INC || here.kind == token.DEC):
		return "between the parts of a for stand semicolons: for i := 0; i < n; i++ { ... }"
	case here.kind == token.INC || here.kind == token.DEC:
		return "x" + here.kind.String() + " is a statement of its own and has no value"
	case here.kind == token.GTR && (before.kind == token.ASSIGN || before.kind == token.SUB):
		return "a function without a name is func(x int) int { return x }"
	case here.kind == token.LBRACE && (before.kind == token.DEFINE || before.kind == token.ASSIGN || before.kind == token.RETURN || before.kind == token.COLON):
		return "in front of { stands the type: []int{1, 2}, map[string]int{\"a\": 1}"
	case here.kind == token.COMMA && i >= 3 && t.toks[i-2].kind == token.LBRACK && (t.toks[i-3].kind == token.DEFINE || t.toks[i-3].kind == token.ASSIGN):
		return "a slice is written with its type and braces: []int{1, 2}"
	case i >= 2 && here.kind == token.RBRACK && before.kind == token.LBRACK && t.toks[i-2].lit == "new":
		return "new and make are called: new(T), make([]T, n)"
	case (before.kind == token.GO || before.kind == token.DEFER) && here.kind == token.LBRACE:
		return before.kind.String() + " takes a call: " + before.kind.String() + " func() { ... }()"
	}
	return ""
}

// afterHeader is a hint for an if, for or switch that begins at k, whose block does not come at token i.
func (t *text) afterHeader(k, i int) string {
	kw := t.has(i, token.IF, token.FOR, token.SWITCH, token.SELECT)
	if kw == token.ILLEGAL && k > 0 {
		kw = t.has(k-1, token.IF) // its line end was read as the semicolon of if init; condition
	}
	if kw == token.ILLEGAL {
		return ""
	}
	switch {
	case i+1 < len(t.toks) && t.found(i) == "newline" && t.toks[i+1].kind == token.LBRACE:
		return "the { stands in the same line as " + kw.String()
	case kw == token.FOR && t.toks[k+1].kind == token.LPAREN && t.enclosing(i) == k+1:
		return "for has no parentheses: for i := 0; i < n; i++ { ... }"
	case t.afterCondition(i), t.found(i) == "newline", t.toks[i].kind == token.COLON && kw != token.SELECT:
		if kw == token.IF {
			return "the body of an if stands in braces: if condition { ... }"
		}
		return "the body of a " + kw.String() + " stands in braces { ... }"
	}
	return ""
}

// inSignature is a hint for token i of a declaration that begins at k.
func (t *text) inSignature(k, i int) string {
	here := t.toks[i]
	switch t.toks[k].kind {
	case token.FUNC:
		switch {
		case here.kind == token.COMMA && t.enclosing(i) < 0:
			return "several results stand in parentheses: (int, error)"
		case here.kind == token.ASSIGN && t.enclosing(i) >= 0:
			return "parameters have no default values"
		case here.kind == token.IDENT && k == i-1 && t.enclosing(i) >= 0 && t.toks[t.enclosing(i)].kind == token.LBRACE:
			if open := t.enclosing(i); t.at(lineStart(t.src, t.toks[k].off)) == k && t.margin(open) == t.margin(k) {
				return t.unclosed(i) // a function of its own, as it is indented
			}
			return "a function inside a function is a value: " + here.lit + " := func(...) { ... }"
		}
	case token.IMPORT:
		if here.kind == token.COMMA || t.toks[i-1].kind == token.COMMA {
			return "there is no comma between imports: import ( ... ) has a line for each"
		}
	case token.VAR:
		if name := t.toks[i-1]; k == i-2 && (here.kind == token.SEMICOLON || t.found(i) == "EOF") {
			return "a variable has a type or a value: var " + name.lit + " int, or " + name.lit + " := 0"
		}
	case token.TYPE:
		if i-k >= 2 && t.toks[k+2].lit == "enum" {
			return wordHint("enum")
		}
	}
	return ""
}

// inList is a hint for token i in a list that has no comma there, or that has one in vain.
func (t *text) inList(i int) string {
	open := t.enclosing(i)
	if open < 0 {
		return ""
	}
	if t.toks[i].kind == token.COMMA && open > 0 && t.toks[open-1].kind == token.STRUCT {
		return "each field has a line of its own, or a ; before the next one"
	}
	if t.found(i) != "newline" {
		return ""
	}
	switch t.toks[open].kind {
	case token.LPAREN:
		if open > 0 && t.toks[open-1].kind == token.IMPORT {
			return ""
		}
		return "a line of a list ends with a comma, also the last one if the ) stands below it"
	case token.LBRACE:
		if open > 0 && (t.toks[open-1].kind == token.IDENT || t.toks[open-1].kind == token.RBRACK) {
			return "a line of a list ends with a comma, also the last one if the } stands below it"
		}
	}
	return ""
}

// together is a hint for token i if another statement begins with it in the line of the one before.
func (t *text) together(i int) string {
	switch t.toks[i-1].kind {
	case token.RPAREN, token.RBRACK, token.RBRACE, token.INT, token.FLOAT, token.STRING, token.CHAR:
	default:
		return ""
	}
	open := t.enclosing(i)
	if open >= 0 && t.toks[open].kind != token.LBRACE {
		return ""
	}
	if here := t.toks[i]; here.kind == token.IDENT || here.kind.IsKeyword() {
		return "each statement has a line of its own, or a ; before the next one"
	}
	return ""
}

// goType is the Go type that a word for a type means, "" if it is none.
func goType(word string) string {
	switch word {
	case "int", "int64", "float64", "string", "bool", "byte", "rune", "error":
		return word
	case "float", "double":
		return "float64"
	case "char":
		return "rune"
	case "long":
		return "int64"
	case "str", "String":
		return "string"
	case "boolean":
		return "bool"
	}
	return ""
}

func isGoCommand(s string) bool {
	switch s {
	case "run", "get", "mod", "build", "test", "install", "version", "fmt", "vet", "env", "doc":
		return true
	}
	return false
}

func isShellCommand(s string) bool {
	switch s {
	case "ls", "cd", "cat", "git", "pip", "apt", "mkdir", "rm", "cp", "mv", "echo", "touch", "curl", "wget", "python", "python3", "sudo", "which", "man":
		return true
	}
	return false
}
