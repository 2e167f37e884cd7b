package complete

import (
	"go/token"
	"slices"
	"strings"
	"testing"

	"weft/kernel/golang/cell"
	"weft/kernel/golang/check"
	"weft/kernel/golang/std"
)

// harbour is a session with a few declarations.
func harbour(t testing.TB) *check.Session {
	t.Helper()
	s := check.NewSession(std.NewImporter(token.NewFileSet()))
	for i, src := range []string{
		"import (\"fmt\"; \"sync\")\ntype Ship struct { Name string; mu sync.Mutex; berth }\ntype berth struct { Number int }\n" +
			"func (s *Ship) Moor(at int) error { return nil }\nfunc (berth) Free() bool { return true }\nconst tides = 2",
		"ships := map[string][]*Ship{}\naurora := &Ship{Name: \"Aurora\"}\nfmt.Sprint(aurora)",
	} {
		u := s.Check(cell.Parse(i+1, src))
		if !u.OK() {
			t.Fatalf("cell %d: %v", i+1, u.Diagnostics)
		}
		s.Commit(u)
	}
	return s
}

func TestCandidates(t *testing.T) {
	s := harbour(t)
	for _, tt := range []struct {
		src  string // the cursor is at its end
		want string // some of the candidates, in order
		not  string // none of these
	}{
		{"fmt.Printl", "Println", "Printf Fprintln"},
		{"fmt.prin", "Print Printf Println", "Sprint"},
		{"x := strings.ToU", "ToUpper", ""},
		{"auro", "aurora", ""},
		{"aurora.", "Free Moor Name Number berth mu", ""},
		{"ships[\"a\"][0].Mo", "Moor", ""},
		{"fmt.Println(aurora.N", "Name Number", ""},
		{"fo", "for", "func"},
		{"ti", "tides time", ""},
		{"aurora.Moor(1).Err", "Error", ""},
		{"nothing.", "", ""},
		{"", "aurora ships tides", ""},
	} {
		list, start := Candidates(s, tt.src, len(tt.src))
		var names []string
		for _, c := range list {
			names = append(names, c.Text)
		}
		at := 0
		for _, want := range strings.Fields(tt.want) {
			i := slices.Index(names[at:], want)
			if i < 0 {
				t.Errorf("%q: no %q in order among %q", tt.src, want, names)
				break
			}
			at += i
		}
		for _, not := range strings.Fields(tt.not) {
			if slices.Contains(names, not) {
				t.Errorf("%q offers %q", tt.src, not)
			}
		}
		if want := strings.LastIndexAny(tt.src, ". (") + 1; start != want {
			t.Errorf("%q replaces from %d, want %d", tt.src, start, want)
		}
	}
}

func TestAt(t *testing.T) {
	s := harbour(t)
	for _, tt := range []struct {
		src  string // | is the cursor
		want string // part of the signature; "" means unknown
	}{
		{"fmt.Prin|tln", "func Println(a ...any) (n int, err error)"},
		{"fmt|", "package fmt"},
		{"aurora|", "var aurora *Ship"},
		{"aurora.Moor|", "func (*Ship).Moor(at int) error"},
		{"aurora.Moor(1, |", "func (*Ship).Moor(at int) error"},
		{"tides|", "const tides untyped int"},
		{"len|", "builtin len"},
		{"Ship|", "type Ship struct"},
		{"unknown|", ""},
		{"|", ""},
	} {
		before, after, _ := strings.Cut(tt.src, "|")
		info, ok := At(s, before+after, len(before))
		if ok != (tt.want != "") || !strings.Contains(info.Signature, tt.want) {
			t.Errorf("%q: %q, %v; want %q", tt.src, info.Signature, ok, tt.want)
		}
	}
}
