package complete

import (
	"go/token"
	"slices"
	"strings"
	"testing"
	"unicode"

	"weft/kernel/golang/cell"
	"weft/kernel/golang/check"
	"weft/kernel/golang/std"
)

// harbour is a session with a few declarations.
func harbour(t testing.TB) *check.Session {
	t.Helper()
	s := check.NewSession(std.NewImporter(token.NewFileSet()))
	for i, src := range []string{
		`import ("fmt"; "sync"; "time"; "os"; "net/http")

// A Ship is moored at a berth.
type Ship struct {
	Name string // as it is painted on the bow
	mu sync.Mutex
	berth
}
type berth struct { Number int }

// Moor makes the ship fast.
// It fails if somebody is there already.
func (s *Ship) Moor(at int) error { return nil }
func (s Ship) Length() float64 { return 0 }
func (berth) Free() bool { return true }
// tides are how many there are in a day.
const tides = 2
type Mooring interface { Moor(at int) error; Length() float64 }
type Queue[T any] struct { Items []T; Limit int }
func (q *Queue[T]) Push(v T) {}
func (q *Queue[T]) Pop() (T, bool) { var z T; return z, false }
func Map[T, U any](list []T, f func(T) U) []U { return nil }
func find(name string) (*Ship, error) { return nil, nil }
func crew(n int, names ...string) *Ship { return nil }`,
		`ships := map[string][]*Ship{}
aurora := &Ship{Name: "Aurora"}
var done chan bool
wg := &sync.WaitGroup{}
lengths := []float64{1}
count, label := 3, "x"
queue := &Queue[*Ship]{}
arrivals := make(chan *Ship)
var pause time.Duration
fmt.Sprint(aurora)`,
	} {
		u := s.Check(cell.Parse(i+1, src))
		if !u.OK() {
			t.Fatalf("cell %d: %v", i+1, u.Diagnostics)
		}
		s.Commit(u)
	}
	return s
}

// A tableRow is a text with | at the cursor.
type tableRow struct {
	src  string
	want string // some of the candidates, in order; ^ before the first: it is the first of all
	not  string // none of these
}

func run(t *testing.T, rows []tableRow) {
	t.Helper()
	s := harbour(t)
	for _, tt := range rows {
		before, after, found := strings.Cut(tt.src, "|")
		if !found {
			t.Fatalf("%q has no cursor", tt.src)
		}
		list, start := Candidates(s, before+after, len(before))
		var names []string
		for _, c := range list {
			names = append(names, c.Text)
		}
		want, first := strings.CutPrefix(tt.want, "^")
		at := 0
		for i, want := range strings.Fields(want) {
			j := slices.Index(names[at:], want)
			if j < 0 || i == 0 && first && j > 0 {
				t.Errorf("%q: no %q in its place among %.300q", tt.src, want, names)
				break
			}
			at += j
		}
		if tt.want == "" && len(names) > 0 {
			t.Errorf("%q: %.100q, want nothing", tt.src, names)
		}
		for _, not := range strings.Fields(tt.not) {
			if slices.Contains(names, not) {
				t.Errorf("%q offers %q", tt.src, not)
			}
		}
		inName := func(r rune) bool { return r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r) }
		if want := len(strings.TrimRightFunc(before, inName)); start != want && tt.want != "" && !strings.Contains(before, "import") {
			t.Errorf("%q replaces from %d, want %d", tt.src, start, want)
		}
	}
}

func TestSelectors(t *testing.T) {
	run(t, []tableRow{
		{"fmt.Printl|", "^Println", "Printf Fprintln"},
		{"fmt.prin|", "^Print Printf Println", "Sprint"},
		{"fmt.|", "Errorf Println", "newPrinter"},
		{"aurora.|", "Free Length Moor Name Number berth mu", ""},
		{"aurora.Mo|", "^Moor", "Free"},
		{"aurora.Mo|or(1)", "^Moor", "Free"},
		{"aurora.\n\tMo|", "^Moor", ""},
		{"ships[\"a\"][0].Mo|", "^Moor", ""},
		{"find(\"x\").|", "", ""},
		{"s, err := find(\"x\")\ns.Mo|", "^Moor", ""},
		{"s, err := find(\"x\")\nerr.|", "^Error", "Moor"},
		{"crew(1).Moor(1).|", "^Error", ""},
		{"crew(1).|", "Moor Name", ""},
		{"aurora.berth.|", "Free Number", "Name"},
		{"aurora.mu.|", "Lock Unlock", "state sema"},
		{"wg.|", "Add Done Go Wait", "noCopy sem state"},
		{"(*aurora).|", "Moor Name", ""},
		{"(<-arrivals).|", "Moor Name", ""},
		{"time.Now().Sub(time.Now()).|", "Hours Seconds", ""},
		{"queue.|", "Items Limit Pop Push", ""},
		{"queue.Items[0].|", "Moor", ""},
		{"v, ok := queue.Pop()\nv.|", "Moor", ""},
		{"Map(queue.Items, func(s *Ship) float64 { return s.|", "^Length Free", ""},
		{"Map(queue.Items, func(s *Ship) float64 { return 1 })[0:].|", "", ""},
		{"Map(queue.Items, func(s *Ship) *Ship { return s })[0].|", "Moor", ""},
		{"var m Mooring\nm.|", "Length Moor", "Name"},
		{"Ship.|", "Free Length", "Moor Name"},
		{"(*Ship).|", "Free Length Moor", "Name"},
		{"Ship{}.|", "Length Name", "Moor"},
		{"strings.ToU|", "^ToUpper", ""},
		{"x := strings.ToU|\ny := 1", "^ToUpper", ""},
		{"strings.NewReader(\"x\").|", "Len Read", "s"},
		{"rand.In|", "Int IntN Intn", ""},
		{"template.Ht|", "HTMLEscape", ""},
		{"import \"math/rand\"\nrand.|", "Intn", "IntN"},
		{"import r \"math/rand\"\nr.|", "Intn", "IntN"},
		{"http.Ge|", "^Get", ""},
		{"http.DefaultClient.Ge|", "^Get", ""},
		{"nothing.|", "", ""},
		{"aurora.Name.|", "", ""},
		{"count.|", "", ""},
		{"a.b.c.|", "", ""},
		{"func f(s *Ship) {\n\ts.|\n}", "Moor Name", ""},
		{"func (s *Ship) Sail() {\n\ts.|\n}", "Moor Name Sail", ""},
		{"type T struct{ X, y int }\nvar t T\nt.|", "X y", ""},
		{"type T struct{ X int }\nfunc f() { var t T; t.|", "X", ""},
		{"func f() { var t T; t.| }\ntype T struct{ X int }", "X", ""},
		{"switch x := any(aurora).(type) {\ncase *Ship:\n\tx.|", "Moor", ""},
		{"for _, s := range ships {\n\ts[0].|\n}", "Moor", ""},
		{"type Ship struct { Flag string }\nvar s Ship\ns.|", "Flag", "Name"},
		{"func (s *Ship) Sink() {}\naurora.|", "Moor Sink", ""},
		{"func F[S interface{ Moor(int) error }](s S) { s.|", "Moor", "Name"},
		{"aurora := 1\naurora.|", "", ""},
		{"aurora := aurora.|", "Moor", ""},
		{"os.Args[0:].|", "", ""},
		{"var p **Ship\np.|", "", ""},
		{"aurora.Moor.|", "", ""},
		{"fmt.Println(größe, aurora.|)", "Moor", ""},
	})
}

func TestUnfinishedCode(t *testing.T) {
	run(t, []tableRow{
		{"if aurora.|", "^Free Moor", ""},
		{"if aurora.|\ncount = 2", "Moor", ""},
		{"if aurora.| {\n}", "Moor", ""},
		{"if x := aurora; x.|", "Moor", ""},
		{"if err := aurora.|", "Moor", ""},
		{"if err := aurora.Moor(1); err.|", "^Error", ""},
		{"if count > 1 && aurora.|", "^Free", ""},
		{"if count > 1 {\n} else if aurora.|", "^Free", ""},
		{"for _, v := range aurora.|", "Name", ""},
		{"for _, v := range aurora.|\nfmt.Println(1)", "Name", ""},
		{"for i := 0; i < aurora.|", "^Number", ""},
		{"for i := aurora.|", "Number", ""},
		{"for i := 0; i < 3; aurora.|", "Moor", ""},
		{"for aurora.|", "Free", ""},
		{"for i := range ships {\n\tfmt.Println(i)\n\taurora.|", "Moor", ""},
		{"func f() {\n\tfor {\n\t\tif true {\n\t\t\taurora.|", "Moor", ""},
		{"func f() {\n\taurora.|\n\nfunc g() {\n}", "Moor", ""},
		{"func f() {\n\tg(2).|\n\nfunc g(n int) *Ship {\n\treturn nil\n}", "Moor", ""},
		{"go aurora.|", "^Free Length Moor", ""},
		{"defer aurora.mu.|", "Lock Unlock", ""},
		{"defer func() { aurora.|", "Moor", ""},
		{"go func() {\n\taurora.|\n}()", "Moor", ""},
		{"go func(s *Ship) {\n\ts.|", "Moor", ""},
		{"wg.Go(func() {\n\taurora.|", "Moor", ""},
		{"wg.Go(func() { aurora.| })", "Moor", ""},
		{"switch aurora.|", "Name", ""},
		{"switch n := aurora.|", "Name", ""},
		{"switch count {\ncase aurora.|", "^Number", ""},
		{"switch count {\ncase 1:\n\taurora.|", "Moor", ""},
		{"switch {\ncase aurora.|\n}", "^Free", ""},
		{"select {\ncase <-time.|", "After", ""},
		{"select {\ncase s := <-arrivals:\n\ts.|", "Moor", ""},
		{"select {\ncase arrivals <- aur|", "^aurora", ""},
		{"fmt.Println(aurora.|", "Moor", ""},
		{"fmt.Println(aurora.Name, aurora.|)", "Moor", ""},
		{"fmt.Println(aurora.Name,\n\taurora.|", "Moor", ""},
		{"x := []string{aurora.|", "^Name", ""},
		{"x := map[string]int{aurora.|", "^Name", ""},
		{"x := map[string]int{\"a\": aurora.|", "^Number", ""},
		{"x := Ship{Name: aurora.|", "^Name", ""},
		{"return aurora.|", "Moor", ""},
		{"func f() int { return aurora.|", "^Number", ""},
		{"x, y := aurora.|", "Name", ""},
		{"func f() {\n\tx, anchor := 1, 2\n\tx, an|", "^anchor", ""},
		{"func f() {\n\tvar ok bool\n\tselect { case x, o|", "^ok", ""},
		{"defer func(s Sh|", "^Ship", ""},
		{"switch any(1).(type) { case ni|", "^nil", ""},
		{"x := (aurora.|", "Name", ""},
		{"x := aurora.|\n}\n)", "Name", ""},
		{"lengths[aurora.|", "^Number", ""},
		{"lengths[0:aurora.|]", "Number", ""},
		{"f := func() { aurora.|", "Moor", ""},
		{"f := func() error {\n\treturn aurora.|", "^Moor", ""},
		{"if f(func() { aurora.|", "Moor", ""},
		{"L:\nfor {\n\taurora.|", "Moor", ""},
		{"{\n\taurora.|", "Moor", ""},
		{"aurora.Moor(aurora.|", "^Number", ""},
		{"done <- aurora.|", "^Free", ""},
		{"x := 1 +\naurora.|", "Number", ""},
		{"fmt.Println(\"a\"\naurora.|", "Moor", ""},
		{"var x = [3]int{1,2\nif aurora.|", "Moor", ""},
		{"\r\nif true {\r\n\taurora.|\r\n", "Moor", ""},
		{"x := \"世界\"; aurora.|", "Moor", ""},
		{"// note\naurora.| // more", "Moor", ""},
		{"/* a */ aurora.|", "Moor", ""},
		{"if v, ok := any(aurora).(interface{ Free() bool }); ok && v.|", "^Free", ""},
		{"func f() (s *Ship, err error) { s.|", "Moor", ""},
		{"%time\naurora.|", "Moor", ""},
		{"!ls\naurora.|", "Moor", ""},
		{"%%lower\naurora.|", "Moor", ""},
	})
}

func TestNames(t *testing.T) {
	run(t, []tableRow{
		{"auro|", "^aurora", ""},
		{"|", "arrivals aurora fmt append for", ""},
		{"fo|", "^for", "func"},
		{"ti|", "^tides time", ""},
		{"string|", "string strings", ""},
		{"Strin|", "string strings", ""},
		{"fmt.Println(au|", "^aurora", ""},
		{"func f(anchor int) { an|", "^anchor any", ""},
		{"func f() {\n\tanchor := 1\n\tif an| {\n}", "^anchor", ""},
		{"func f() {\n\tif an| {\n\t}\n\tanchor := 1\n}", "^any", "anchor"},
		{"for anchor := range 3 {\n\tan|", "^anchor", ""},
		{"go func(anchor int) { an|", "^anchor", ""},
		{"an|\nanchor := 1", "^any", "anchor"},
		{"anchor := 1\nan|", "^anchor", ""},
		{"anchor := an|", "^any", "anchor"},
		{"func f() { an| }\nvar anchor = 1", "^anchor", ""},
		{"func (ship *Ship) Sail() { shi|", "^ship ships", ""},
		{"switch anchor := any(1).(type) {\ncase int:\n\tan|", "^anchor", ""},
		{"select {\ncase anchor := <-done:\n\tan|", "^anchor", ""},
		{"for range 3 {\n\tcon|", "const continue context", ""},
		{"con|", "const", "continue"},
		{"bre|", "", "break"},
		{"switch {\ncase true:\n\tfall|", "^fallthrough", ""},
		{"ret|", "", ""},
		{"func f() { ret|", "^return", ""},
		{"x := fu|", "^func", ""},
		{"x := fo|", "format", "for"},
		{"for i := ra|", "range rand", ""},
		{"for ra|", "range", ""},
		{"if true {\n} el|", "^else", ""},
		{"imp|", "^import", ""},
		{"func f() { imp|", "importer", "import"},
		{"stri|ngs.ToUpper(\"x\")", "string strings", ""},
		{"enc|", "encoding", "encoding/json"},
		{"jso|", "^json", ""},
		{"temp|", "^template", ""},
		{"var x Sh|", "^Ship", ""},
		{"var x shi|", "^Ship", "ships"},
		{"func f(s *Sh|", "^Ship", ""},
		{"func f(s *Ship, q []Qu|) {}", "^Queue", "queue"},
		{"x := []Sh|", "^Ship", ""},
		{"x := make(chan Sh|", "^Ship", ""},
		{"x := make(ma|", "map", "main"},
		{"x := map[str|", "^string", "strings.Builder"},
		{"type T struct {\n\tmu sy|", "sync", ""},
		{"type T struct { Ship *Sh|", "^Ship", "ships"},
		{"any(1).(Sh|", "^Ship", "ships"},
		{"switch any(1).(type) {\ncase *Sh|", "^Ship", "ships"},
		{"Map[Sh|", "^Ship", "ships"},
		{"var q Queue[Sh|", "^Ship", "ships"},
		{"func (s *Sh|", "^Ship", ""},
		{"x := 12|", "", ""},
		{"x := 1.|", "", ""},
		{"\"fmt.|", "", ""},
		{"`a\nfmt.|", "", ""},
		{"x := \"fmt.|\"", "", ""},
		{"// fmt.|", "", ""},
		{"/* fmt.| */", "", ""},
		{"'|", "", ""},
		{"%tim|", "", ""},
		{"!ls fm|", "", ""},
		{"fmt.Println?|", "", ""},
		{"func fo|", "", ""},
		{"type Sh|", "", ""},
		{"var co|", "", ""},
		{"func (s *Ship) Mo|", "", ""},
		{"x := 世|", "", "aurora"},
		{"ᐧ|", "", ""},
		{"fmt.Println(\"größe\", auro|)", "^aurora", ""},
	})
}
