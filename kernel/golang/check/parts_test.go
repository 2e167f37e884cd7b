package check

import (
	"fmt"
	"strings"
	"testing"

	"weft/kernel/golang/cell"
)

func TestParts(t *testing.T) {
	s := newSession()
	for i, source := range []string{
		"import \"fmt\"\nimport m \"math\"\n\ntype (\n\tLevel int\n\tOther int\n)\nfmt.Println(\"a statement\")",
		"const (\n\tlow Level = iota\n\tmiddle\n\thigh\n)\nvar limit float64 = 9\nvar names, spare = map[Level]string{low: \"Ⓛ\", high: \"H\"}, 2; var root = m.Sqrt(limit)",
		"// Job is given.\ntype Job struct{ ID int; Level Level }\ntype Unused struct{}\nfunc (l Level) String() string { return names[l] }",
		"func Process(js []Job) float64 {\n\ttotal := root\n\treturn total\n}",
		"total := 1\nfunc Count() int { return total }",
		"const middle = \"redeclared\"",
	} {
		u := s.Check(cell.Parse(i+1, source))
		if !u.OK() {
			t.Fatalf("cell %d: %v", i+1, u.Diagnostics)
		}
		s.Commit(u)
	}
	for _, tt := range []struct {
		names string
		want  []string // "CELL IMPORTS|TEXT": runs of blanks as one, lines of blanks as none
	}{
		{"Nobody", nil},
		{"Process", []string{
			"1 []|4: type ( 5: Level int 7: )",
			"2 [{m math}]|1: const ( 2: low Level = iota 3: _ 4: high 5: ) 6: var limit float64 = 9 7: var names, spare = map[Level]string{low: \"Ⓛ\", high: \"H\"}, 2; var root = m.Sqrt(limit)",
			"3 []|2: type Job struct{ ID int; Level Level } 4: func (l Level) String() string { return names[l] }",
			"4 []|1: func Process(js []Job) float64 { 2: total := root 3: return total 4: }",
		}},
		{"Count", []string{"5 []|2: func Count() int { return total } refused 1:1"}},
	} {
		var got []string
		for _, p := range s.Parts(strings.Fields(tt.names)...) {
			text := fmt.Sprintf("%d %v|", p.Cell, p.Imports)
			for i, l := range strings.Split(p.Text, "\n") {
				if words := strings.Fields(l); len(words) > 0 {
					text += fmt.Sprintf("%d: %s ", i+1, strings.Join(words, " "))
				}
			}
			for _, d := range p.Refused {
				text += fmt.Sprintf("refused %d:%d", d.Pos.Line, d.Pos.Col)
			}
			got = append(got, strings.TrimSpace(text))
		}
		if fmt.Sprintf("%q", got) != fmt.Sprintf("%q", tt.want) {
			t.Errorf("Parts(%s):\n%s\nwant:\n%s", tt.names, strings.Join(got, "\n"), strings.Join(tt.want, "\n"))
		}
	}
}
