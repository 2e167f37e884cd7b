package cell

import (
	"fmt"
	"go/ast"
	"go/scanner"
	"go/token"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"
)

// more are further cells for TestEveryToken; they need no outline.
var more = []string{
	"const (\r\n\tA, B = iota, iota * 10\r\n\t_, _\r\n\tC, D\r\n)\r\n",
	"type (\n\tA = int\n\tB[T any] struct{ next *B[T]; v T `json:\"v\"` }\n\tC interface{ ~int | ~string; M(int) (string, error) }\n)",
	"func (b *B[T]) Push(v ...T) *B[T] { b.v = v[0]; return b }\nfunc (b *B[T]) Push2(v T) { *b = B[T]{v: v} }",
	"func Map[T, U any](xs []T, f func(T) U) (out []U) { for _, x := range xs { out = append(out, f(x)) }; return }\nMap([]int{1}, func(i int) string { return `ä` + string(rune(i)) })",
	"func (p P) Norm() int { return 0 }\nfunc (p P) Norm() int { return 1 }",
	"import . \"strings\"\nimport _ \"embed\"\nimport (\n\tm \"math\"; \"os\"\n)\nToUpper(\"a\")[1:2:3]",
	"var a = b\nvar b, c = f(), func() int { return 1 }()\nfunc f() int { return c }\nfunc init() { a++ }",
	"outer:\n\tfor i := range 10 {\n\t\tswitch { case i > 3: break outer; default: continue outer }\n\t}\n\tgoto end\nend:\n\tprintln()",
	"package main; import \"fmt\"; type T struct{}; func (T) M() {}; func main() { fmt.Println(T{}) }",
	"\uFEFFpackage main\r\n\r\nimport \"fmt\"\r\n\r\nfunc main() {\r\n\tfmt.Println(`a\r\nb`, 'ß', \"\\u00e4\")\r\n}\r\n",
	"%time\n!ls\n\tx := 1 // ä\n\tx?\n\ty := x << 2 &^ 3\n!echo\n\tz := &y",
	"//go:build linux\n\npackage main\n\n// main runs.\nfunc main() { defer func() { recover() }() }",
	"/* nested /* not */ größe := map[string][]chan<- int{\"日本語\": {nil}}\n/* */ größe[\"é\"] = nil /* ) */; /* ( */ println(größe)",
	"a, b := 0x1F, 1_000.5e-3i; c := 'x'; _ = `raw\n\t{(`\n_, _, _ = a, b, c;",
	"select {\ncase v, ok := <-in:\n\tout <- v\ncase out <- 1:\ndefault:\n}\nif v, ok := x.(interface{ M() }); !ok && v == nil {\n} else if true {\n} else {\n}",
	"switch x := v.(type) {\ncase nil, *int:\ncase []string, map[int]bool, func(...int) (a, b int):\n\t_ = x\n}",
	"for i, j := 0, 10; i < j && !done; i, j = i+1, j-1 {\n\t*p.q[i], m[j] = ^i, -j\n\tfor ; ; { break }\n}",
	"var _ interface{} = struct { A, B int; *C }{A: 1, B: 2}\nvar arr = [...]int{2: 1, 5}\nvar fn func(a int, _ ...string) (n int, err error)",
	"世界 := \"🙂🙂\"; 世界 += \"e\u0301\"; println(世界[0:], len(世界))",
	"\t\t// ein Kommentar\n\t\tfunc ä(ö int) (ü int) {\t\treturn ö\t+ 1 }\n\tä( 1 )\t",
	"x := 1;;y := 2;\n;;z := 3",
	"{ x := 1; { y := x; _ = y } }\nfunc() { defer close(c); go f(); c <- 1 }()",
	"type Num interface{ ~int|~float64 }; func Sum[T Num](xs ...T) (s T) { for _, x := range xs { s += x }; return }; Sum[int](1, 2)\n",
	"func f(yield func(int) bool) { if !yield(1) { return } }\nfor x := range f { println(x) }\nfor range 3 { }",
	"s[1:]; s[:2]; s[:]; *p++; p.x--; a |= 1; a &^= 2; a <<= 1; b = a == 1 || a != 2 && a >= 3",
	"x := [][]int{{1}, {2}}; y := []*P{{1, 2}}; z := map[P]string{{1, 2}: \"a\"}; w := (*P)(nil); v := (<-chan int)(c)",
}

// TestEveryToken compares, for every cell, what go/scanner finds in its text with what the trees say: a
// node has a token of its kind where it says that it has one, and each token that trees keep is there.
func TestEveryToken(t *testing.T) {
	cells := append([]string(nil), more...)
	for _, tt := range tricky {
		cells = append(cells, tt.src)
	}
	checked := 0
	for _, src := range cells {
		c := Parse(5, src)
		if len(c.Diagnostics) > 0 || c.Block != nil {
			continue // TestPositionsAreExact
		}
		checked++
		compareTokens(t, c)
	}
	if checked < 90 {
		t.Errorf("only %d cells", checked)
	}
}

func compareTokens(t *testing.T, c *Cell) {
	raw, kept := rawTokens(c), treeTokens(c)
	for off, k := range kept {
		if r, ok := raw[off]; !ok || !fits(k, r) {
			t.Errorf("%q: a node has %q at offset %d, the text has %q", c.Source, k.lit, off, r.lit)
		}
	}
	for off, r := range raw {
		if _, ok := kept[off]; !ok && inTrees(r.kind) {
			t.Errorf("%q: no node has the token %q at offset %d", c.Source, r.lit, off)
		}
		p := c.PosAt(off)
		before := c.Source[strings.LastIndexByte(c.Source[:off], '\n')+1 : off]
		if want := utf8.RuneCountInString(before) + 1; p.RuneCol(c.Source) != want || p.Col != len(before)+1 || c.Offset(p) != off {
			t.Errorf("%q: offset %d is at %v, rune %d, want column %d, rune %d", c.Source, off, p, p.RuneCol(c.Source), len(before)+1, want)
		}
	}
}

// fits reports whether a node's idea of a token is the token; a bracket or keyword has no text of its own.
func fits(k, r tok) bool {
	if k.lit == "." && r.kind == token.PERIOD {
		return true // the name of a dot import
	}
	return k.kind == token.ILLEGAL || k.kind == r.kind && (!k.kind.IsLiteral() || k.lit == r.lit)
}

// inTrees reports whether syntax trees keep the places of all tokens of a kind.
func inTrees(k token.Token) bool {
	switch k {
	case token.CHAN: // the arrow of <-chan is kept
		return false
	case token.COMMA, token.SEMICOLON, token.PERIOD, token.COLON, token.ASSIGN, token.ELSE, token.TYPE, token.LBRACK, token.RBRACK, token.PACKAGE:
		return false
	}
	return true
}

// rawTokens are the tokens of the cell's text without magics and package clause, by offset.
func rawTokens(c *Cell) map[int]tok {
	src := []byte(c.Source)
	for _, m := range c.Magics {
		blank(src, c.Offset(m.Pos), c.Offset(m.End))
	}
	for _, m := range c.Timed {
		blank(src, c.Offset(m.Pos), c.Offset(m.Mark))
	}
	if strings.HasPrefix(c.Source, "#!") {
		blank(src, 0, lineEnd(src, 0))
	}
	file := token.NewFileSet().AddFile("", -1, len(src))
	var s scanner.Scanner
	s.Init(file, src, nil, 0)
	toks := map[int]tok{}
	for {
		pos, kind, lit := s.Scan()
		if kind == token.EOF {
			return toks
		}
		if kind == token.PACKAGE {
			s.Scan() // its name
			continue
		}
		if off := file.Offset(pos); kind != token.SEMICOLON || lit == ";" {
			if _, again := toks[off]; !again {
				toks[off] = tok{off, kind, cmpOr(lit, kind.String())}
			}
		}
	}
}

func cmpOr(a, b string) string {
	if a == "" {
		return b
	}
	return a
}

// treeTokens are the tokens that the trees know the places of, by offset. Where a node does not say
// which token it is, the kind is ILLEGAL.
func treeTokens(c *Cell) map[int]tok {
	toks := map[int]tok{}
	visit := func(n ast.Node) bool {
		if n == nil {
			return false
		}
		v := reflect.ValueOf(n).Elem()
		for i := range v.NumField() {
			pos, ok := v.Field(i).Interface().(token.Pos)
			if name := v.Type().Field(i).Name; !ok || !pos.IsValid() || !keptPos(n, name) {
				continue
			}
			off := c.Offset(c.Pos(pos))
			kind, lit := named(n, v.Type().Field(i).Name)
			if old, ok := toks[off]; !ok || old.kind == token.ILLEGAL {
				toks[off] = tok{off, kind, lit}
			}
		}
		return true
	}
	for _, d := range c.File.Decls {
		ast.Inspect(d, visit)
	}
	for _, s := range c.Stmts {
		ast.Inspect(s, visit)
	}
	return toks
}

// keptPos leaves out places that are not of tokens of the text.
func keptPos(n ast.Node, field string) bool {
	switch n := n.(type) {
	case *ast.Comment, *ast.CommentGroup:
		return false
	case *ast.EmptyStmt:
		return !n.Implicit
	case *ast.ImportSpec:
		return field != "EndPos"
	case *ast.BasicLit:
		return field != "ValueEnd"
	}
	return true
}

// named is the token that a field of a node is the place of.
func named(n ast.Node, field string) (token.Token, string) {
	switch n := n.(type) {
	case *ast.Ident:
		return token.IDENT, n.Name
	case *ast.BasicLit:
		return n.Kind, n.Value
	case *ast.BinaryExpr:
		return n.Op, n.Op.String()
	case *ast.UnaryExpr:
		return n.Op, n.Op.String()
	case *ast.AssignStmt:
		return n.Tok, n.Tok.String()
	case *ast.IncDecStmt:
		return n.Tok, n.Tok.String()
	case *ast.BranchStmt:
		return n.Tok, n.Tok.String()
	case *ast.StarExpr:
		return token.MUL, "*"
	}
	kinds := map[string]token.Token{
		"Lbrace": token.LBRACE, "Rbrace": token.RBRACE, "Lparen": token.LPAREN, "Rparen": token.RPAREN, "Lbrack": token.LBRACK, "Rbrack": token.RBRACK,
		"If": token.IF, "For": token.FOR, "Go": token.GO, "Defer": token.DEFER, "Return": token.RETURN, "Func": token.FUNC, "Struct": token.STRUCT,
		"Interface": token.INTERFACE, "Map": token.MAP, "Range": token.RANGE, "Select": token.SELECT, "Switch": token.SWITCH, "Arrow": token.ARROW,
		"Ellipsis": token.ELLIPSIS, "Colon": token.COLON, "Assign": token.ASSIGN, "Semicolon": token.SEMICOLON,
	}
	if _, ok := n.(*ast.TypeSwitchStmt); ok && field == "Assign" {
		return token.ILLEGAL, field
	}
	if k, ok := kinds[field]; ok {
		return k, k.String()
	}
	return token.ILLEGAL, fmt.Sprintf("%T.%s", n, field)
}
