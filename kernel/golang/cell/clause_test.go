package cell

import (
	"fmt"
	"strings"
	"testing"
)

// TestWords holds messages of the compiler for wrong code, with the hint behind an arrow.
func TestWords(t *testing.T) {
	for _, tt := range []struct{ src, want string }{
		{"u, v", "1:5: syntax error: unexpected EOF, expected := or = or comma -> to see several values, print them: fmt.Println(a, b)"},
		{"f(u, []int{1, 2}), v\nx := 1", "1:21: syntax error: unexpected newline, expected := or = or comma -> to see several values, print them: fmt.Println(a, b)"},
		{"x := []int{\n1,\n2\n}", "3:2: syntax error: unexpected newline in composite literal; possibly missing comma or } -> a line of a list ends with a comma, also the last one if the } stands below it"},
		{"s := \"several\nlines\"\nf(", "1:14: newline in string -> no \" ends the text in this line; text of several lines stands between backquotes: `...`"},
		{"x := 5 – 3", "1:8: invalid character U+2013 '–' -> this is a dash: minus is written -"},
		{"x\u00a0:= 1", "1:2: invalid character U+00A0 -> this is a no-break space: type a plain one"},
		{"x := \"\xff\"", "1:7: invalid UTF-8 encoding"},
		{"x := 1\x00", "1:7: invalid NUL character"},
		{"''", "1:2: empty rune literal or unescaped '"},
		{"import fmt", "1:11: missing import path -> import \"fmt\": the path is a string"},
		{"import", "1:7: missing import path -> import \"fmt\": the path is a string"},
		{"import \"fmt\", \"os\"", "1:13: syntax error: unexpected comma after top level declaration -> there is no comma between imports: import ( ... ) has a line for each"},
		{"type X", "1:7: syntax error: unexpected EOF in type declaration"},
		{"fmt.Println(x=5)", "1:14: syntax error: unexpected = in argument list; possibly missing comma or ) -> an argument has no name; a comparison is written =="},
		{"if (x == 1) print(2)", "1:13: syntax error: unexpected name print, expected { -> the body of an if stands in braces: if condition { ... }"},
		{"class S { }", "1:7: syntax error: unexpected name S at end of statement -> a type is declared with type S struct { ... }"},
		{"struct S { }", "1:8: syntax error: unexpected name S, expected { -> a type is declared with type S struct { ... }"},
		{"go { f() }", "1:4: syntax error: unexpected {, expected expression -> go takes a call: go func() { ... }()"},
		{"defer { f() }", "1:7: syntax error: unexpected {, expected expression -> defer takes a call: defer func() { ... }()"},
		{"if x {\n}\nelse {\n}", "3:1: syntax error: unexpected keyword else, expected statement -> else stands in the same line as the } before it"},
		{"var x int := 5", "1:11: syntax error: unexpected :=, expected ="},

		{"func f() {}\nimport \"fmt\"", ""},
		{"package main\nfunc f() {}\nimport \"fmt\"", "3:1: syntax error: imports must appear before other declarations -> in a cell without a package clause they may stand anywhere"},
		{"package main\nimport \"os\"\nvar x = 1\nimport \"fmt\"", "4:1: syntax error: imports must appear before other declarations -> in a cell without a package clause they may stand anywhere"},
		{"package main\nx := 1", "2:1: syntax error: non-declaration statement outside function body -> statements go into func main, or into a cell without a package clause"},
		{"import \"os\"\npackage main", "2:1: syntax error: package statement must be first -> a cell needs no package clause"},
		{"// why\npackage main\nimport \"os\"\nfunc main() {}", ""},
		{"%time\npackage main\nfunc main() {}", ""},
	} {
		var got []string
		for _, d := range Parse(1, tt.src).Diagnostics {
			text := fmt.Sprintf("%d:%d: %s", d.Pos.Line, d.Pos.Col, d.Message)
			if d.Hint != "" {
				text += " -> " + d.Hint
			}
			got = append(got, text)
		}
		if text := strings.Join(got, "\n"); text != tt.want {
			t.Errorf("%q:\n got %s\nwant %s", tt.src, text, tt.want)
		}
	}
}
