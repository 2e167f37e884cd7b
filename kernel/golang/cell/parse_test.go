package cell

import (
	"fmt"
	"go/ast"
	"go/token"
	"strings"
	"testing"
)

// tricky are cells whose text misleads a naive splitter. want lists, in order, what the cell consists of.
var tricky = []struct{ name, src, want string }{
	{"empty", "", ""},
	{"blank", "  \n\t\n", ""},
	{"comment only", "// nothing\n/* at all */", ""},
	{"statement", "x := 1", "1:1 :="},
	{"function", "func f() {}", "1:1 func f"},
	{"method", "func (t *T[K, V]) M(a int) (b int) { return }", "1:1 func M"},
	{"method with type parameters", "func (t T) M[A any]() {}", "1:1 func M; error 1:13: syntax error: method must have no type parameters"},
	{"literal called", "func() {}()", "1:1 expr"},
	{"literal with a named result type", "func(a int) T { return 1 }", "1:1 expr"},
	{"literal with a generic result type", "func(a int) T[int] { return nil }(3)", "1:1 expr"},
	{"literal with a qualified result type", "func(a int) fmt.Stringer { return nil }", "1:1 expr"},
	{"import", "import \"fmt\"", "1:1 import \"fmt\""},
	{"imports in a group", "import (\n\t\"fmt\"\n\tr \"math/rand\"\n)", "2:2 import \"fmt\"; 3:2 import \"math/rand\""},
	{"import between statements", "a := 1; import \"os\"; b := 2", "1:9 import \"os\"; 1:1 :=; 1:22 :="},
	{"import in the middle of a line of functions", "func f() {}; import \"os\"; func g() {}", "1:1 func f; 1:14 import \"os\"; 1:27 func g"},
	{"one-line program", "package main; import \"fmt\"; func main() { fmt.Println() }", "package; 1:15 import \"fmt\"; 1:29 func main"},
	{"package of another name", "package list\n\nvar x int", "package; 3:1 var"},
	{"several on one line", "var a int; const b = 1; type c int; a = b", "1:1 var; 1:12 const; 1:25 type; 1:37 ="},
	{"CRLF", "x := 1\r\nfunc f() {\r\n}\r\nx + 1\r\n", "2:1 func f; 1:1 :=; 4:1 expr"},
	{"CRLF in a raw string", "s := `a\r\nfunc g() {`\r\nt := 2", "1:1 :=; 3:1 :="},
	{"byte order mark", "\uFEFFx := 1", "1:4 :="},
	{"byte order mark and import", "\uFEFFimport \"fmt\"", "1:4 import \"fmt\""},
	{"byte order mark inside", "x := 1\n\uFEFFy := 2", "1:1 :=; error 2:1: syntax error: illegal byte order mark"},
	{"shebang", "#!/usr/bin/env weft\nx := 1", "2:1 :="},
	{"Unicode identifiers", "größe, 世界 := 1, 2\n世界 + größe", "1:1 :=; 2:1 expr"},
	{"tabs", "\t\tx := 1\n\t \ty := 2", "1:3 :=; 2:4 :="},
	{"raw string with code", "q := `\nfunc fake() {\nimport \"nope\"\n%magic\n!ls\nx?\n`\nq", "1:1 :=; 8:1 expr"},
	{"brackets in strings", "a := \"{ func (\"\nb := '{'\nfunc f() {}", "3:1 func f; 1:1 :=; 2:1 :="},
	{"brackets in comments", "// { func (\n/* } import \"x\" */\nz := 1 // {\nfunc f() {}", "4:1 func f; 3:1 :="},
	{"a comment cannot be nested", "/* a /* b */\nx := 1", "2:1 :="},
	{"comment before a function", "x := 1\n// f does\n// it.\nfunc f() {}", "4:1 func f (f does it.); 1:1 :="},
	{"comment apart from a function", "// not its doc\n\nfunc f() {}", "3:1 func f"},
	{"comment behind code is no doc", "x := 1 // not its doc\nfunc f() {}", "2:1 func f; 1:1 :="},
	{"block comment as doc", "/* f does */\nfunc f() {}", "2:1 func f (f does)"},
	{"directive", "//go:noinline\nfunc f() {}", "2:1 func f"},
	{"line directive", "//line other.go:100:1\nx := 1\n/*line a:5:5*/ y := 2", "2:1 :=; 3:16 :="},
	{"go:build", "//go:build go1.1\nfor range 3 {}", "2:1 range"},
	{"iota block", "const (\n\ta = iota\n\tb\n)", "1:1 const"},
	{"struct tags with backquotes", "type T struct {\n\tA int `json:\"a\"`\n}\nfunc f() {}", "4:1 func f; 1:1 type"},
	{"labels and goto", "L:\nfor { break L }\ngoto L", "1:1 label L; 3:1 branch"},
	{"label at the end", "goto L\nL:", "1:1 branch; 2:1 label L; incomplete"},
	{"headers with semicolons", "for i := 0; i < 3; i++ {}\nif x := 1; x > 0 {}\nswitch y := 2; y {}", "1:1 for; 2:1 if; 3:1 switch"},
	{"select and go", "select {\ncase x := <-c:\ndefault:\n}\ngo func() {}()", "1:1 select; 5:1 go"},
	{"not at the line start", "b := !a\n(!b)", "1:1 :=; 2:1 expr"},
	{"remainder is no magic", "x := 7 %\n3", "1:1 :="},
	{"percent and a number", "% 3", "error 1:1: syntax error: unexpected %, expected statement"},
	{"trailing semicolon", "x;", "1:1 expr; silent"},
	{"semicolons at line ends", "x := 1;\ny := 2;", "1:1 :=; 2:1 :=; silent"},
	{"composite literal over lines", "map[string]int{\n\t\"a\": 1,\n}", "1:1 expr"},
	{"chained calls over lines", "a.\n\tb().\n\tc()", "1:1 expr"},
	{"func as a type", "var f func(int) int\ntype g func()", "1:1 var; 2:1 type"},
	{"func in a group", "var (\n\tf = func() {}\n)", "1:1 var"},
	{"function literal on the left", "func(a int) {}(1); func g() {}", "1:20 func g; 1:1 expr"},
	{"anonymous struct", "s := struct{ A, B int }{1, 2}", "1:1 :="},
	{"generic call", "Map[int, string](xs, f)", "1:1 expr"},
	{"generic function", "func Map[T any, U interface{ ~int | ~string }](t T) (u U) { return }", "1:1 func Map"},
	{"init and main", "func init() {}\nfunc main() {}", "1:1 func init; 2:1 func main"},
	{"blank function", "func _() {}", "1:1 func _"},
	{"doc and two functions", "func a() {} // a\nfunc b() {} // b", "1:1 func a; 2:1 func b"},

	{"magic", "%time", "1:1 %time"},
	{"magic with arguments", "  %timeit -n 3  f(x) \nx := 1", "1:3 %timeit -n 3  f(x); 2:1 :="},
	{"magic with unbalanced text", "%run it's {\n!echo \"a ( b\nx := 1", "1:1 %run it's {; 2:1 !echo \"a ( b; 3:1 :="},
	{"timed statement", "x := 1\n%time y := f(x); z := 2\nw", "2:1 timed to 2:24; 1:1 :=; 2:7 :=; 2:18 :=; 3:1 expr"},
	{"timed statement of several lines", "%time for i := range 3 {\n\tf(i)\n}\nx := 1", "1:1 timed to 3:2; 1:7 range; 4:1 :="},
	{"timed function", "%time func f() {}", "1:1 timed to 1:6; 1:7 func f; error 1:1: %time: there is no statement behind it that could be timed"},
	{"timed magic", "%time %who", "1:7 %who; 1:1 timed to 1:6; error 1:1: %time: there is no statement behind it that could be timed"},
	{"timed and CRLF", "%time x := 1\r\n%time\r\n", "2:1 %time; 1:1 timed to 1:13; 1:7 :="},
	{"timed command", "%time !sleep 1", "1:1 %time !sleep 1"},
	{"timed comment", "%time // all\nx := 1", "1:1 %time // all; 2:1 :="},
	{"time it", "%time it f(x)", "error 1:1: no magic %time it; did you mean %timeit?"},
	{"timed in a function", "func f() {\n%time x := 1\n}", "1:1 func f; error 2:1: syntax error: unexpected %, expected }"},
	{"help about a magic", "%time?\nx := 1", "1:1 ?%time; 2:1 :="},
	{"shell", "!ls -la | wc", "1:1 !ls -la | wc"},
	{"shell, all lines", "!!ls", "1:1 !!ls"},
	{"magic after code", "x := 1\n%who\ny := 2", "2:1 %who; 1:1 :=; 3:1 :="},
	{"magic in a block is code", "{\n%who\n}", "1:1 block; error 2:1: syntax error: unexpected %, expected }"},
	{"magic after an open operator is code", "x := 1 +\n!a", "1:1 :="},
	{"magic and CRLF", "%time\r\nx := 1\r\n", "1:1 %time; 2:1 :="},
	{"block", "%%native -race\nfunc main() {}\n", "1:1 %%native -race {func main() {}\n}"},
	{"block after blank lines and comments", "\n// c\n%%bash\necho { `", "3:1 %%bash {echo { `}"},
	{"block without a body", "%%html", "1:1 %%html {}"},
	{"block and CRLF", "%%bash\r\nls\r\n", "1:1 %%bash {ls\r\n}"},
	{"block too late", "x := 1\n%%bash\ny := 2", "1:1 :=; 3:1 :=; error 2:1: a %% magic must be the first line of its cell"},
	{"help", "fmt.Println?", "1:1 ?fmt.Println"},
	{"help with source", "x??", "1:1 ??x"},
	{"help in front", "?x", "1:1 ?x"},
	{"help with source in front", "  ??a.b.c", "1:3 ??a.b.c"},
	{"help about a keyword", "select?", "1:1 ?select"},
	{"help between statements", "x := 1\nx?\ny := 2", "2:1 ?x; 1:1 :=; 3:1 :="},
	{"help about a call is none", "f()?", "1:1 expr; error 1:4: invalid character U+003F '?'"},

	{"missing closing brace", "func f() {\n\tx()", "1:1 func f; incomplete; error 2:5: syntax error: unexpected EOF, expected }"},
	{"missing closing parenthesis", "f(1,", "1:1 expr; incomplete; error 1:5: syntax error: unexpected EOF, expected expression"},
	{"unterminated raw string", "s := `abc\nfunc f() {}", "1:1 :=; incomplete; error 1:6: string not terminated"},
	{"unterminated comment", "x := 1\n/* abc", "1:1 :=; incomplete; error 2:1: comment not terminated"},
	{"unterminated string", "s := \"abc\nx := 2", "1:1 :=; 2:1 :=; error 1:10: newline in string"},
	{"dangling operator", "x := 1 +", "1:1 :=; incomplete; error 1:9: syntax error: unexpected EOF, expected expression"},
	{"dangling assignment", "x :=", "1:1 :=; incomplete; error 1:5: syntax error: unexpected EOF, expected expression"},
	{"stray brace", "x := 1\n}\ny := 2", "1:1 :=; error 2:1: syntax error: unexpected }"},
	{"stray parenthesis", "x := 1)\n", "1:1 :=; error 1:7: syntax error: unexpected ) at end of statement"},
	{"two errors", "f(1 2)\ng(3 4)", "1:1 expr; 2:1 expr; error 1:5: syntax error: unexpected literal 2 in argument list; possibly missing comma or ); error 2:5: syntax error: unexpected literal 4 in argument list; possibly missing comma or )"},
	{"brace on the next line", "func f()\n{\n}", "1:1 func f; 2:1 block; error 2:1: syntax error: unexpected semicolon or newline before {"},
	{"code after a function", "func f() {} x := 1", "1:1 func f; error 1:13: syntax error: unexpected name x after top level declaration"},
	{"func alone", "func", "1:1 expr; incomplete; error 1:5: syntax error: unexpected EOF, expected ("},
	{"invalid character", "x := 1 # comment", "1:1 :=; error 1:8: invalid character U+0023 '#'"},
	{"NUL", "x := \x00", "1:1 :=; incomplete; error 1:6: invalid NUL character"},
}

func TestTrickyCells(t *testing.T) {
	for _, tt := range tricky {
		if got := outline(Parse(7, tt.src)); got != tt.want {
			t.Errorf("%s: %q\n got %s\nwant %s", tt.name, tt.src, got, tt.want)
		}
	}
}

// outline lists the parts of a cell with their positions.
func outline(c *Cell) string {
	var parts []string
	add := func(format string, args ...any) { parts = append(parts, fmt.Sprintf(format, args...)) }
	at := func(p Pos) string { return fmt.Sprintf("%d:%d", p.Line, p.Col) }
	if c.HasPackage {
		add("package")
	}
	marks := map[MagicKind]string{Line: "%", Shell: "!", ShellLines: "!!", Help: "?", HelpSource: "??"}
	for _, m := range c.Magics {
		add("%s %s%s", at(m.Pos), marks[m.Kind], strings.Trim(m.Name+" "+m.Args, " "))
	}
	for _, m := range c.Timed {
		add("%s timed to %s", at(m.Pos), at(m.End))
	}
	if m := c.Block; m != nil {
		add("%s %%%%%s {%s}", at(m.Pos), strings.Trim(m.Name+" "+m.Args, " "), m.Body)
	}
	for _, d := range c.File.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			doc := ""
			if s := strings.Join(strings.Fields(d.Doc.Text()), " "); s != "" {
				doc = " (" + s + ")"
			}
			add("%s func %s%s", at(c.Pos(d.Pos())), d.Name.Name, doc)
		case *ast.GenDecl:
			for _, s := range d.Specs {
				p := s.Pos()
				if !d.Lparen.IsValid() {
					p = d.Pos()
				}
				add("%s import %s", at(c.Pos(p)), s.(*ast.ImportSpec).Path.Value)
			}
		}
	}
	for _, s := range c.Stmts {
		if _, bad := s.(*ast.BadStmt); bad {
			continue
		}
		add("%s %s", at(c.Pos(s.Pos())), stmtName(s))
	}
	if c.Silent {
		add("silent")
	}
	if c.Incomplete {
		add("incomplete")
	}
	for _, d := range c.Diagnostics {
		add("error %s: %s", at(d.Pos), d.Message)
	}
	return strings.Join(parts, "; ")
}

func stmtName(s ast.Stmt) string {
	switch s := s.(type) {
	case *ast.AssignStmt:
		return s.Tok.String()
	case *ast.ExprStmt:
		return "expr"
	case *ast.DeclStmt:
		return s.Decl.(*ast.GenDecl).Tok.String()
	case *ast.LabeledStmt:
		return "label " + s.Label.Name
	}
	name := strings.TrimSuffix(fmt.Sprintf("%T", s), "Stmt")
	return strings.ToLower(strings.TrimPrefix(name, "*ast."))
}

// Every token that the trees have must stand in the cell where its position says.
func TestPositionsAreExact(t *testing.T) {
	for _, tt := range tricky {
		c := Parse(3, tt.src)
		checkPositions(t, c)
		if c.Block != nil {
			checkPositions(t, c.Rest())
		}
	}
}

func checkPositions(t *testing.T, c *Cell) {
	t.Helper()
	check := func(n ast.Node) bool {
		var pos token.Pos
		var text string
		switch n := n.(type) {
		case *ast.Ident:
			pos, text = n.NamePos, n.Name
		case *ast.BasicLit:
			pos, text = n.ValuePos, n.Value
			if strings.Contains(c.Source, "\r") && text[0] == '`' {
				return true // carriage returns are not part of raw strings
			}
		default:
			return true
		}
		p := c.Pos(pos)
		if !pos.IsValid() || text == "_" && p.Col == 1 {
			return true // made by the parser for what is missing
		}
		rest := c.Source[c.Offset(p):] // an unterminated string goes beyond it
		if !strings.HasPrefix(rest, text) && !strings.HasPrefix(text, rest) {
			t.Errorf("%q: %q is said to be at %v", c.Source, text, p)
		}
		return true
	}
	for _, d := range c.File.Decls {
		ast.Inspect(d, check)
	}
	for _, s := range c.Stmts {
		ast.Inspect(s, check)
	}
}

func TestRest(t *testing.T) {
	c := Parse(2, "%%native -race\nx := 1\nfunc f() {}")
	if got, want := outline(c.Rest()), "3:1 func f; 2:1 :="; got != want {
		t.Errorf("Rest of a block = %s, want %s", got, want)
	}
	if got := outline(Parse(2, "x").Rest()); got != "1:1 expr" {
		t.Errorf("Rest of a cell without block = %s", got)
	}
}

func TestTooLarge(t *testing.T) {
	c := Parse(1, strings.Repeat("\n", MaxSource+1))
	if len(c.Diagnostics) != 1 || c.Diagnostics[0].Message != "the cell is larger than 4 MB" {
		t.Errorf("a cell of %d bytes: %v", MaxSource+1, c.Diagnostics)
	}
}

func TestAtMostTenErrors(t *testing.T) {
	for _, tt := range []struct{ lines, want int }{{MaxErrors, MaxErrors}, {30, MaxErrors + 1}} {
		ds := Parse(1, strings.Repeat("f(1 2)\n", tt.lines)).Diagnostics
		if len(ds) != tt.want || (ds[len(ds)-1].Message == TooMany(1).Message) != (tt.lines > MaxErrors) {
			t.Errorf("%d wrong lines give %d errors, want %d: the last is %v", tt.lines, len(ds), tt.want, ds[len(ds)-1])
		}
	}
}

func TestFree(t *testing.T) {
	for _, tt := range []struct{ src, want string }{
		{"x := y\nz(x)", "y z"},
		{"x := x", "x"},
		{"func f(a int) int { return a + b }\nf(1)", "int int b f"},
		{"f(x)\nx := 1\nx", "f x"},
		{"for i := range n { i := i; _ = i }", "n"},
		{"a.b.c(T{d: e})", "a T e"},
	} {
		var got []string
		for _, id := range Parse(1, tt.src).Free {
			got = append(got, id.Name)
		}
		if strings.Join(got, " ") != tt.want {
			t.Errorf("%q: free %v, want %s", tt.src, got, tt.want)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, tt := range tricky {
		f.Add(tt.src)
	}
	f.Fuzz(func(t *testing.T, src string) {
		c := Parse(9, src)
		lines := strings.Count(src, "\n") + 1
		inside := func(p Pos) {
			if p.Cell != 9 || p.Line < 1 || p.Line > lines || p.Col < 1 || p.Col > len(lineText(src, p.Line))+2 {
				t.Fatalf("%q: position %v", src, p)
			}
		}
		for _, d := range c.Diagnostics {
			if d.Message != TooMany(9).Message {
				inside(d.Pos)
			}
			Render(d, src, true)
		}
		for _, m := range c.Magics {
			inside(m.Pos)
			inside(m.End)
		}
		for _, m := range c.Timed {
			inside(m.Pos)
			inside(m.Mark)
			inside(m.End)
		}
		for _, id := range c.Free {
			inside(c.Pos(id.Pos()))
		}
		for _, s := range c.Stmts {
			if p := c.Pos(s.Pos()); len(c.Diagnostics) == 0 {
				inside(p)
			}
		}
		c.Rest()
		Completeness(src)
	})
}
