package complete

import (
	"strings"
	"testing"
)

func TestAt(t *testing.T) {
	s := harbour(t)
	for _, tt := range []struct {
		src  string // | is the cursor
		want string // the declaration begins so; "" means that nothing is known
		more string // parts of the text, separated by |
	}{
		{"fmt.Prin|tln", "func Println(a ...any) (n int, err error)", "Println formats using the default formats|package fmt"},
		{"fmt.|Println", "func Println", ""},
		{"fmt.Println|", "func Println", ""},
		{"|fmt.Println", "package fmt", ""},
		{"fmt|", "package fmt", "import \"fmt\"|func Println(a ...any)|type Stringer interface { ... }"},
		{"strings|", "package strings", "func ToUpper(s string) string"},
		{"strings.ToUpper|", "func ToUpper(s string) string", "package strings"},
		{"rand|", "package rand", "import \"math/rand/v2\", or math/rand, crypto/rand"},
		{"rand.IntN|", "func IntN(n int) int", "package math/rand/v2"},
		{"rand.Intn|", "func Intn(n int) int", "package math/rand"},
		{"time.Second|", "const Second Duration = 1000000000", "package time"},
		{"http.StatusOK|", "const StatusOK = 200", ""},
		{"os.Args|", "var Args []string", "Args hold the command-line"},
		{"sync.WaitGroup|", "type WaitGroup struct {\n\t// has unexported fields\n}", "func (wg *WaitGroup) Add(delta int)|A WaitGroup is a counting semaphore"},
		{"wg.Add|", "func (wg *WaitGroup) Add(delta int)", "Add adds delta|package sync"},
		{"http.Client|", "type Client struct {", "Timeout|func (c *Client) Get(url string) (resp *Response, err error)"},
		{"http.DefaultClient.Timeout|", "field Timeout time.Duration", "Timeout specifies|package net/http"},
		{"var r http.Request\nr.Header|", "field Header Header", "Header contains"},
		{"error|", "type error interface {\n\tError() string\n}", "predeclared"},
		{"int|", "type int", "predeclared"},
		{"rune|", "type rune = int32", "predeclared"},
		{"byte|", "type byte = uint8", "predeclared"},
		{"math.Pi|", "const Pi = 3.141592653589793", "package math"},
		{"strings.Replace|", "func Replace(s, old, new string, n int) string", ""},
		{"strings.Cut|", "func Cut(s, sep string) (before, after string, found bool)", ""},
		{"fmt.Sscanf|", "func Sscanf(str, format string, a ...any) (n int, err error)", ""},
		{"filepath.Join|", "func Join(elem ...string) string", ""},
		{"atomic.AddInt64|", "func AddInt64(addr *int64, delta int64) (new int64)", ""},
		{"slices.SortFunc|", "func SortFunc[S ~[]E, E any](x S, cmp func(a E, b E) int)", ""},
		{"maps.Copy|", "func Copy[M1 ~map[K]V, M2 ~map[K]V, K comparable, V any](dst M1, src M2)", ""},
		{"any|", "type any = interface{}", "predeclared"},
		{"len|", "func len(v Type) int", "predeclared"},
		{"append|", "func append(slice []Type, elems ...Type) []Type", "The append built-in"},
		{"nil|", "var nil Type", "predeclared"},
		{"true|", "const true = true", "predeclared"},
		{"for|", "for condition { }", "Go's only loop"},
		{"sele|ct", "select {", "picks one at random"},
		{"aurora|", "var aurora *Ship", "cell [2]"},
		{"aurora.Moor|", "func (s *Ship) Moor(at int) error", "Moor makes the ship fast.|cell [1]"},
		{"aurora.Name|", "field Name string", "as it is painted on the bow|cell [1]"},
		{"aurora.Number|", "field Number int", "cell [1]"},
		{"aurora.Free|", "func (berth) Free() bool", "cell [1]"},
		{"Ship|", "type Ship struct {\n\tName string // as it is painted", "A Ship is moored|func (s *Ship) Moor(at int) error|func (s Ship) Length() float64|cell [1]"},
		{"Mooring|", "type Mooring interface {", "Moor(at int) error"},
		{"Queue|", "type Queue[T any] struct {", "func (q *Queue[T]) Push(v T)"},
		{"queue.Push|", "func (q *Queue[T]) Push(v T)", "cell [1]"},
		{"queue.Items|", "field Items []T", "cell [1]"},
		{"Map|", "func Map[T, U any](list []T, f func(T) U) []U", "cell [1]"},
		{"tides|", "const tides = 2", "are how many there are|cell [1]"},
		{"aurora.Moor(1, |", "func (s *Ship) Moor(at int) error", ""},
		{"aurora.Moor(|)", "func (s *Ship) Moor(at int) error", ""},
		{"aurora.Moor(1|)", "func (s *Ship) Moor(at int) error", ""},
		{"fmt.Println(\"he|llo\")", "func Println", ""},
		{"fmt.Println(aurora|)", "var aurora *Ship", "argument of func Println(a ...any)"},
		{"fmt.Println(1, aurora.Name|, 2)", "field Name string", "argument of func Println"},
		{"fmt.Println(aurora.Moor(|", "func (s *Ship) Moor", ""},
		{"wg.Go(func() { fmt.Println(|", "func Println", ""},
		{"wg.Go(func() {\n\t|", "", ""},
		{"fmt.Sprint(1)|", "func Sprint", ""},
		{"Map[*Ship, int](|", "func Map[T, U any]", ""},
		{"func f(depth int) { depth|", "var depth int", "this cell"},
		{"// Sink is the end.\nfunc Sink() {}\nSink|()", "func Sink()", "Sink is the end.|this cell"},
		{"x := 1\nx|", "var x int", "this cell"},
		{"switch x := any(1).(type) {\ncase int:\n\tx|", "var x int", ""},
		{"switch x|x := any(1).(type) {\ncase int:\n\t_ = xx\n}", "", ""},
		{"if aurora.Name|", "field Name string", ""},
		{"if aurora.Name| == \"x\" {\n}", "field Name string", ""},
		{"for _, v := range ships|", "var ships map[string][]*Ship", ""},
		{"go aurora.Moor|", "func (s *Ship) Moor", ""},
		{"import \"fm|t\"", "package fmt", ""},
		{"import \"fm|", "", ""},
		{"import \"fmt|\"", "package fmt", ""},
		{"L:\nfor { break L| }", "", ""},
		{"unknown|", "", ""},
		{"unknown.x|", "", ""},
		{"fmt.Unknown|", "", ""},
		{"x := 1 + |", "", ""},
		{"// fmt|", "", ""},
		{"12|", "", ""},
		{"%time|", "", ""},
		{"|", "", ""},
	} {
		before, after, _ := strings.Cut(tt.src, "|")
		info, ok := At(s, before+after, len(before), Brief)
		if ok != (tt.want != "") || !strings.HasPrefix(info.Declaration, tt.want) {
			t.Errorf("%q: %q, %v; want %q", tt.src, info.Declaration, ok, tt.want)
			continue
		}
		for part := range strings.SplitSeq(tt.more, "|") {
			if !strings.Contains(info.Text(), part) {
				t.Errorf("%q: no %q in\n%s", tt.src, part, info.Text())
			}
		}
	}
}

func TestSources(t *testing.T) {
	s := harbour(t)
	for _, tt := range []struct{ src, begins, ends string }{
		{"aurora.Moor", "func (s *Ship) Moor(at int) error {", "return nil }"},
		{"Ship", "type Ship struct {", "}"},
		{"aurora", "aurora := &Ship{Name: \"Aurora\"}", "}"},
		{"fmt.Println", "func Println(a ...any) (n int, err error) {\n\treturn Fprintln", "}"},
		{"wg.Add", "func (wg *WaitGroup) Add(delta int) {", "}"},
		{"sync.WaitGroup", "type WaitGroup struct {\n\tnoCopy noCopy", "}"},
		{"os.Args", "var Args []string", ""},
		{"slices.Sort", "func Sort[S ~[]E, E cmp.Ordered](x S) {", "}"},
	} {
		info, ok := At(s, tt.src, len(tt.src), Full)
		if !ok || !strings.HasPrefix(info.Source, tt.begins) || !strings.HasSuffix(info.Source, tt.ends) {
			t.Errorf("%s: source %q, want %q ... %q", tt.src, info.Source, tt.begins, tt.ends)
		}
		if brief, _ := At(s, tt.src, len(tt.src), Brief); brief.Source != "" {
			t.Errorf("%s: source without being asked for", tt.src)
		}
	}
}

// What a name's value can be read from without changing anything.
func TestVariables(t *testing.T) {
	s := harbour(t)
	for _, tt := range []struct{ src, want string }{
		{"aurora", "aurora"},
		{"aurora.Name", "aurora.Name"},
		{"aurora.berth.Number", "aurora.berth.Number"},
		{"aurora.Number", "aurora.Number"},
		{"aurora.Moor", ""},
		{"find(\"x\")", ""},
		{"ships[\"a\"]", ""},
		{"tides", ""},
		{"os.Args", ""},
		{"x := 1\nx", ""},
		{"func f(aurora int) { aurora", ""},
		{"len", ""},
	} {
		info, _ := At(s, tt.src, len(tt.src), Brief)
		if info.Variable != tt.want {
			t.Errorf("%q: variable %q, want %q", tt.src, info.Variable, tt.want)
		}
	}
}

func TestMarkdown(t *testing.T) {
	s := harbour(t)
	info, _ := At(s, "fmt.Println(aurora", len("fmt.Println(aurora"), Brief)
	info.Value = "&{Name: \"```\"}\n"
	const want = "```go\nvar aurora *Ship\n```\n\n**Value**\n\n````\n&{Name: \"```\"}\n````\n\nArgument of\n\n```go\nfunc Println(a ...any) (n int, err error)\n```\n\n*cell [2]*"
	if got := info.Markdown(); got != want {
		t.Errorf("Markdown = %s\nwant %s", got, want)
	}
	info, _ = At(s, "context.WithCancel", len("context.WithCancel"), Brief)
	if got := info.Markdown(); !strings.Contains(got, "[Context](https://pkg.go.dev/context#Context)") && !strings.Contains(got, "func WithCancel(parent Context)") {
		t.Errorf("Markdown = %s", got)
	}
}
