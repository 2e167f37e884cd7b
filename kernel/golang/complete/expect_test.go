package complete

import (
	"slices"
	"strings"
	"testing"
)

func TestExpectedTypes(t *testing.T) {
	run(t, []tableRow{
		{"count = |", "^count", ""},
		{"label = |", "^label", ""},
		{"var x string = |", "^label", ""},
		{"var x *Ship = |", "^aurora crew find", ""},
		{"aurora = |", "^aurora", ""},
		{"aurora.Moor(|", "^count", ""},
		{"aurora.Moor(|)", "^count", ""},
		{"crew(1, |", "^label", ""},
		{"crew(1, label, |", "^label", ""},
		{"find(|)", "^label", ""},
		{"done <- |", "^false true", ""},
		{"arrivals <- |", "^aurora", ""},
		{"if label == |", "^label", ""},
		{"if count < |", "^count", ""},
		{"func f(at, b int, name string) error { return aurora.Moor(|", "^at b count", ""},
		{"func f(s string, n int) int { return |", "^n count", ""},
		{"func f() (int, string) { return 1, |", "^label", ""},
		{"ships[|", "^label", ""},
		{"lengths[|", "^count", ""},

		{"x := Ship{Name: |}", "^label", ""},
		{"x := []string{|}", "^label", ""},
		{"time.Sleep(|", "^pause", ""},

		{"switch label {\ncase |", "^label", ""},
		{"var ok bool = |", "^false true", ""},
		{"go |", "Map crew find", ""},
		{"defer wg.|", "^Add Done Go Wait", ""},
		{"var m Mooring = |", "^aurora", ""},
		{"x := &|", "^Queue Ship", ""},
		{"var g sync.|", "^Cond Mutex", "NewCond OnceFunc"},
		{"g := &sync.|", "^Cond Mutex WaitGroup Locker NewCond", ""},
		{"func f(r *http.Req|", "^Request", ""},
		{"x := []time.|", "^Duration", "After"},
		{"time.Sleep(10 * time.|", "^Hour Second Duration", ""},
		{"time.Sleep(10 * |", "^pause time.Second", ""},
		{"time.Sleep(|", "^pause time.Hour time.Second", ""},
		{"time.Sleep(Sec|", "^time.Second", ""},
		{"ctx, cancel := context.WithCancel(|", "^context.Background() context.TODO()", ""},
		{"x := count + len(|", "ships", ""},
		{"aurora.Moor(|", "^count tides cap copy len append", "iota"},
		{"const a = io|", "^iota", ""},
		{"var m map[string]int = |", "map aurora", ""},
		{"f(10 * aurora.|", "^Number", ""},
		{"fmt.Println(\"abc\naurora.|", "Moor", ""},
	})
}

func TestLiteralKeysLabelsAndImports(t *testing.T) {
	run(t, []tableRow{
		{"s := Ship{|}", "^Name mu berth", "Number Moor"},
		{"s := Ship{|", "^Name mu berth", ""},
		{"s := &Ship{Na|", "^Name", ""},
		{"s := &Ship{Name: \"x\", |}", "^mu berth", "Name aurora"},
		{"s := &Ship{\n\tName: \"x\",\n\t|\n}", "^mu berth", "Name aurora"},
		{"s := &Ship{\n\t|\n\tName: \"x\",\n}", "^mu berth", "Name"},
		{"s := []Ship{{|", "^Name mu berth", ""},
		{"s := map[string]*Ship{\"a\": {|", "^Name mu berth", ""},
		{"s := []*Ship{{Name: \"x\", |}}", "^mu berth", "Name"},
		{"c := http.Client{|", "^Transport CheckRedirect", ""},
		{"c := &http.Server{Addr: \"x\", Han|", "^Handler", ""},
		{"w := sync.WaitGroup{|", "fmt", "noCopy state"},
		{"q := Queue[int]{|", "^Items Limit", ""},
		{"crew(1, Ship{Na|", "^Name", ""},
		{"func f() {\nouter:\n\tfor {\n\t\tfor {\n\t\t\tbreak |", "^outer", ""},
		{"outer:\nfor {\n\tfor {\n\t\tcontinue ou|\n\t}\n}", "^outer", ""},
		{"outer:\nfor {\n\tselect {\n\tcase <-done:\n\t\tbreak o|", "^outer", ""},
		{"sw:\nswitch {\ncase true:\n\tbreak |", "^sw", ""},
		{"sw:\nswitch {\ncase true:\n\tfor { continue |", "", ""},
		{"outer:\nfor {\n\tgo func() { break |", "", ""},
		{"func f() {\n\tgoto |\nend:\n}", "^end", ""},
		{"goto en|\nfmt.Println()\nend:\n", "^end", ""},
		{"other:\nfor {\n}\nfor { break | }", "", ""},
		{"import \"|", "^archive/tar", ""},
		{"import \"net/ht|\"", "^net/http net/http/httptest", "fmt"},
		{"import \"math/r|", "^math/rand math/rand/v2", ""},
		{"import (\n\t\"fmt\"\n\t\"enc|", "^encoding encoding/ascii85", ""},
		{"import (\n\t\"fmt\"\n\tj \"encoding/js|\"\n)", "^encoding/json", ""},
		{"import . \"st|", "^strconv strings", ""},
		{"import \"weft/d|", "^weft/display", ""},
	})
}

func TestDetails(t *testing.T) {
	s := harbour(t)
	for _, tt := range []struct {
		src    string // the cursor is at its end
		text   string
		kind   Kind
		detail string
	}{
		{"fmt.Println", "Println", Function, "func(a ...any) (n int, err error)"},
		{"aurora.Mo", "Moor", Method, "func(at int) error"},
		{"aurora.Na", "Name", Field, "string"},
		{"http.Ge", "Get", Function, "func(url string) (resp *http.Response, err error)"},
		{"aur", "aurora", Variable, "*Ship"},
		{"tid", "tides", Constant, "untyped int"},
		{"Shi", "Ship", Struct, "struct{"},
		{"Moori", "Mooring", Interface, "interface{Length() float64; Moor(at int) error}"},
		{"time.Dur", "Duration", Type, "int64"},
		{"fm", "fmt", Package, "fmt"},
		{"jso", "json", Package, "encoding/json"},
		{"rand", "rand", Package, "math/rand/v2, math/rand, crypto/rand"},
		{"rand.IntN", "IntN", Function, "func(n int) int (math/rand/v2)"},
		{"rand.Perm", "Perm", Function, "func(n int) []int (math/rand/v2); func(n int) []int (math/rand)"},
		{"rand.Int", "Int", Function, "func() int (math/rand/v2); func() int (math/rand); func(rand io.Reader, max *big.Int)"},
		{"appe", "append", Function, "func(slice []Type, elems ...Type) []Type"},
		{"tru", "true", Constant, "untyped bool"},
		{"ni", "nil", Constant, ""},
		{"erro", "error", Interface, "interface{Error() string}"},
		{"func f() { ret", "return", Keyword, ""},
		{"l: for { break ", "l", Label, ""},
		{"queue.Pu", "Push", Method, "func(v *Ship)"},
		{"Map", "Map", Function, "func[T, U any](list []T, f func(T) U) []U"},
	} {
		list, _ := Candidates(s, tt.src, len(tt.src))
		i := slices.IndexFunc(list, func(c Candidate) bool { return c.Text == tt.text })
		if i < 0 {
			t.Errorf("%q: no %s", tt.src, tt.text)
			continue
		}
		if c := list[i]; c.Kind != tt.kind || !strings.HasPrefix(c.Detail, tt.detail) || tt.detail == "" && c.Detail != "" {
			t.Errorf("%q: %+v, want %s %q", tt.src, c, tt.kind, tt.detail)
		}
	}
}
