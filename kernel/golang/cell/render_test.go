package cell

import (
	"strings"
	"testing"
)

func TestRender(t *testing.T) {
	at := func(line, col int) Pos { return Pos{3, line, col} }
	for _, tt := range []struct {
		name, src string
		d         Diagnostic
		want      string
	}{
		{
			"a place", "x := 1\nfmt.Println(y)",
			Diagnostic{Pos: at(2, 13), Message: "undefined: y"},
			"cell [3] 2:13: error: undefined: y\n    fmt.Println(y)\n                ^",
		},
		{
			"an extent, a hint and a pass", "\tfmt.Printf(\"%d\", s)",
			Diagnostic{Pos: at(1, 13), End: at(1, 17), Severity: Warning, Source: "printf", Message: "wrong type", Hint: "use %s"},
			"cell [3] 1:13: warning: wrong type [printf]\n        fmt.Printf(\"%d\", s)\n                   ^~~~\n    hint: use %s",
		},
		{
			"wide runes", "世界 := é + x",
			Diagnostic{Pos: at(1, 16), Message: "m"},
			"cell [3] 1:16: error: m\n    世界 := é + x\n                ^",
		},
		{
			"several lines and related places", "f(1,\n\t2)",
			Diagnostic{Pos: at(1, 1), End: at(2, 4), Message: "not enough\n\thave (a)\n\twant (b)", Related: []Related{{Pos{1, 4, 6}, "f is declared here"}}},
			"cell [3] 1:1: error: not enough\n    have (a)\n    want (b)\n    f(1,\n    ^~~~\n    cell [1] 4:6: f is declared here",
		},
		{
			"at the end of a CRLF line", "x :=\r\n",
			Diagnostic{Pos: at(1, 5), Message: "m"},
			"cell [3] 1:5: error: m\n    x :=\n        ^",
		},
		{"no such line", "x", Diagnostic{Pos: at(9, 1), Message: "m"}, "cell [3] 9:1: error: m"},
		{"no place", "x", Diagnostic{Pos: Pos{Cell: 3}, Severity: Note, Message: "m"}, "cell [3]: note: m"},
		{"control characters", "a\x1b[2Jb", Diagnostic{Pos: at(1, 6), Message: "m"}, "cell [3] 1:6: error: m\n    a?[2Jb\n         ^"},
	} {
		if got := Render(tt.d, tt.src, false); got != tt.want {
			t.Errorf("%s: got\n%s\nwant\n%s", tt.name, got, tt.want)
		}
		coloured := Render(tt.d, tt.src, true)
		for _, c := range []string{bold, Red, Yellow, Blue, dim, plain} {
			coloured = strings.ReplaceAll(coloured, c, "")
		}
		if coloured != tt.want {
			t.Errorf("%s: in colour the text differs:\n%s", tt.name, coloured)
		}
	}
}

func TestRuneCol(t *testing.T) {
	src := "a\r\n世界 := 1"
	for col, want := range map[int]int{1: 1, 4: 2, 7: 3, 8: 4, 99: 8} {
		if got := (Pos{1, 2, col}).RuneCol(src); got != want {
			t.Errorf("byte column %d is rune column %d, want %d", col, got, want)
		}
	}
}

func TestExcerptOfLongLines(t *testing.T) {
	for _, tt := range []struct {
		name     string
		src      string
		col, end int
		at       string // what the caret stands under
		most     int    // runes
	}{
		{"short", "x := y", 6, 7, "y", 6},
		{"begin of a long line", "y" + strings.Repeat("a", 100000), 1, 2, "y", 161},
		{"middle", strings.Repeat("a", 50000) + "y" + strings.Repeat("b", 50000), 50001, 50002, "y", 162},
		{"end", strings.Repeat("a", 100000) + "y", 100001, 100002, "y", 161},
		{"behind the end", strings.Repeat("a", 100000), 100001, 0, "", 162},
		{"all of it", strings.Repeat("a", 100000), 1, 100001, "a", 161},
		{"runes", strings.Repeat("ä", 50000) + "y" + strings.Repeat("ß", 50000), 100001, 100002, "y", 162},
	} {
		shown, caret := Excerpt(tt.src, Pos{1, 1, tt.col}, Pos{1, 1, tt.end})
		line := []rune(shown)
		at := strings.Index(caret, "^")
		under := ""
		if at < len(line) {
			under = string(line[at])
		}
		if under != tt.at || len(line) > tt.most || len(caret) > tt.most {
			t.Errorf("%s: the caret is under %q of %d runes, %d long", tt.name, under, len(line), len(caret))
		}
	}
}
