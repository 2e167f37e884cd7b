package submission

import (
	"fmt"
	"strings"
	"testing"

	"weft/kernel/golang/cell"
	"weft/kernel/golang/check"
)

func TestNames(t *testing.T) {
	if got := strings.Join(Names(starter), " "); got != "Job Pool Pool.Submit Process" {
		t.Errorf("Names = %s", got)
	}
}

func TestLatest(t *testing.T) {
	cells := []Cell{
		{1, "type Job int\nfunc (j *Job) Do() {}"}, {2, "func f() {}"}, {3, "const a, b = 1, 2"}, {4, "// again\nfunc f() { broken"}, {5, "%check pool\nfunc f() int { return 1 }"}, {6, "var b = 1"},
	}
	var got []int
	for _, c := range Latest(cells) {
		got = append(got, c.Number)
	}
	if fmt.Sprint(got) != "[1 5 6]" {
		t.Errorf("Latest = %v, want cells 1, 5 and 6", got)
	}
}

func TestFromParts(t *testing.T) {
	files, err := FromParts([]check.Part{
		{Cell: 2, Text: "type Job struct { ID int; Do func(ctx context.Context) error }", Imports: []check.Import{{Name: "context", Path: "context"}}},
		{Cell: 7, Text: "\ntype Pool struct{}\nfunc (p *Pool) Submit(j Job) error { f.Print(); return 1 }", Imports: []check.Import{{Name: "f", Path: "fmt"}}},
	})
	if err != nil {
		t.Fatal(err)
	}
	s := Submission{Files: files}
	if found := s.Check(Rules{Packages: []string{"fmt", "context"}, Starter: starter}); len(found) != 1 || !strings.HasPrefix(found[0].String(), "cell 7:3:56: cannot use 1") {
		t.Errorf("Check: %v", found)
	}
	if found := s.Check(Rules{Packages: []string{"context"}, Starter: starter}); len(found) != 1 || found[0].String() != "cell 7: package fmt is not allowed in this exercise (allowed are context)" {
		t.Errorf("an import of another cell: %v", found)
	}
	refused := []cell.Diagnostic{{Pos: cell.Pos{Cell: 3, Line: 4, Col: 1}, Message: "x is declared by a statement", Hint: "declare it with var"}}
	if _, err := FromParts([]check.Part{{Cell: 3, Refused: refused}}); err == nil || err.Error() != "cell 3 is not read: line 4: x is declared by a statement: declare it with var" {
		t.Errorf("a refused part: %v", err)
	}
}

// What the starter gives is part of a solution too, and who leaves it out is told so.
func TestGivenHint(t *testing.T) {
	s := Submission{Files: []File{{Name: "cell 4", Text: "type Pool struct{}\nfunc (p *Pool) Submit(j Job) error { return nil }", Cell: true}}}
	found := s.Check(Rules{Packages: []string{"context"}, Starter: starter})
	if len(found) == 0 || !strings.Contains(found[0].String(), "cell 4:2:25: undefined: Job (the exercise's starter declares it, and a solution contains that too: mark the cell") {
		t.Errorf("Check: %v", found)
	}
}
