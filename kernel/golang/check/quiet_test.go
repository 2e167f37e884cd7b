package check

import (
	"os"
	"strings"
	"testing"

	"weft/kernel/golang/cell"
)

// Right code gets no warnings: each session of testdata/quiet (# title, cells with --- between them) is
// one that a course has.
func TestNoFalseAlarms(t *testing.T) {
	text, err := os.ReadFile("testdata/quiet/course.txt")
	if err != nil {
		t.Fatal(err)
	}
	sessions := strings.Split("\n"+string(text), "\n# ")[1:]
	if len(sessions) < 60 {
		t.Errorf("only %d sessions", len(sessions))
	}
	for _, session := range sessions {
		title, body, _ := strings.Cut(session, "\n")
		s := newSession()
		for i, src := range strings.Split(body, "\n---\n") {
			u := s.Check(cell.Parse(i+1, src))
			if !u.OK() {
				t.Errorf("%s, cell %d: %v", title, i+1, u.Diagnostics)
				break
			}
			for _, d := range append(s.Vet(u), u.Diagnostics...) {
				if len(u.Lost) == 0 {
					t.Errorf("%s, cell %d: %v", title, i+1, d)
				}
			}
			s.Commit(u)
		}
	}
}

// What was said about a cell is not said again about cells that have its functions emitted anew.
func TestWarningsAreNotRepeated(t *testing.T) {
	s := newSession()
	u := run(t, s, 1, "import (\"fmt\"; \"sync\")\nfunc limit() int { return 3 }\nvar mu sync.Mutex\nfunc show() { fmt.Printf(\"%s\\n\", limit()); m := mu; _ = &m }\nfunc first[T any](xs []T) T { fmt.Printf(\"%d\\n\", \"x\"); return xs[0] }")
	if n := len(s.Vet(u)); n != 3 {
		t.Fatalf("the first cell has %d warnings, want 3: %v", n, s.Vet(u))
	}
	for i, src := range []string{"func limit() int { return 4 }", "show()", "first([]int{limit()})", "limit() + 1"} {
		u = run(t, s, i+2, src)
		if found := s.Vet(u); len(found) > 0 {
			t.Errorf("%q repeats %v", src, found)
		}
	}
	if u = s.Check(cell.Parse(9, "func limit() int { return 5 }")); len(u.Redo) == 0 || len(s.Vet(u)) > 0 {
		t.Errorf("redo %v, warnings %v", u.Redo, s.Vet(u))
	}
}
