package slice

import (
	"fmt"
	"go/token"
	"strings"
	"testing"

	"weft/kernel/golang/cell"
	"weft/kernel/golang/check"
	"weft/kernel/golang/std"
)

// TestRefused: what cannot be compiled is refused where it stands, with the reason and the way out.
func TestRefused(t *testing.T) {
	const session = `
import ("bytes"; "context"; "io"; "os"; "strings"; "sync"; "sync/atomic"; "time"; "unsafe")
type queue struct { name string; jobs chan int }
type counter struct { mu sync.Mutex; n int }
type board struct { rows [][]cell2 }
type cell2 struct { owner *counter }
type int8 struct { x float64 }
ch := make(chan int)
q := &queue{}
c := map[string]*counter{}
b := board{}
hook := func() {}
var hits atomic.Int64
ctx := context.Background()
out := io.Writer(os.Stdout)
file := os.Stdout
var text strings.Builder
var buf bytes.Buffer
var once sync.Once
addr := uintptr(3)
raw := unsafe.Pointer(nil)
ticker := time.NewTimer(0)
small := int8{}
func push() { deeper() }
func deeper() { ch <- 1 }
func total(a, b int) int { return a + b }
`
	for _, tt := range []struct{ src, want string }{
		{"ch <- 1", "1:1: ch cannot be passed to a compiled cell: ch is a channel | create the channel in the compiled cell, or pass what it holds in a slice"},
		{"println(1)\npush()", "2:1: ch cannot be passed to a compiled cell: ch is a channel; it is used by push | create the channel in the compiled cell, or pass what it holds in a slice"},
		{"x := 1; println(x, q.name)", "1:20: q cannot be passed to a compiled cell: q.jobs is a channel | create the channel in the compiled cell, or pass what it holds in a slice"},
		{"len(c)", "1:5: c cannot be passed to a compiled cell: c[k].mu is a sync.Mutex | a lock or counter of another process protects nothing: declare it in the compiled cell, with what it guards"},
		{"len(b.rows)", "1:5: b cannot be passed to a compiled cell: b.rows[i][i].owner.mu is a sync.Mutex | a lock or counter of another process protects nothing: declare it in the compiled cell, with what it guards"},
		{"hook()", "1:1: hook cannot be passed to a compiled cell: hook is a function value | declare the function with func and call it by its name"},
		{"hits.Add(1)", "1:1: hits cannot be passed to a compiled cell: hits is an atomic.Int64 | a lock or counter of another process protects nothing: declare it in the compiled cell, with what it guards"},
		{"ctx.Err()", "1:1: ctx cannot be passed to a compiled cell: ctx is a context.Context, and what stands behind it cannot leave this process | create it in the compiled cell"},
		{"out.Write(nil)", "1:1: out cannot be passed to a compiled cell: out is an io.Writer, and what stands behind it cannot leave this process | create it in the compiled cell"},
		{"file.Close()", "1:1: file cannot be passed to a compiled cell: *file is an os.File | create it in the compiled cell, or pass what the cell needs of it"},
		{"text.Len()", "1:1: text cannot be passed to a compiled cell: text is a strings.Builder | pass its String()"},
		{"buf.Len()", "1:1: buf cannot be passed to a compiled cell: buf is a bytes.Buffer | pass its Bytes()"},
		{"once.Do(nil)", "1:1: once cannot be passed to a compiled cell: once is a sync.Once | a lock or counter of another process protects nothing: declare it in the compiled cell, with what it guards"},
		{"addr + 1", "1:1: addr cannot be passed to a compiled cell: addr is an address of this process | pass what it points to"},
		{"_ = raw", "1:5: raw cannot be passed to a compiled cell: raw is an address of this process | pass what it points to"},
		{"<-ticker.C", "1:3: ticker cannot be passed to a compiled cell: *ticker is a time.Timer | create it in the compiled cell, or pass what the cell needs of it"},
		{"small.x = 1", "1:1: unsupported here: the type int8 takes the name of a predeclared one | give it another name"},
		{"total := total(1, 2)", "1:10: total is a function here and something else after it, which compiled cells do not support | give the variable another name"},
	} {
		s := check.NewSession(std.NewImporter(token.NewFileSet()))
		u := s.Check(cell.Parse(1, session))
		if !u.OK() {
			t.Fatal(u.Diagnostics)
		}
		s.Commit(u)
		u = s.Check(cell.Parse(2, tt.src))
		if !u.OK() {
			t.Fatalf("%s: %v", tt.src, u.Diagnostics)
		}
		p, refused := Of(u, Options{Show: true})
		var got []string
		for _, d := range refused {
			got = append(got, fmt.Sprintf("%d:%d: %s | %s", d.Pos.Line, d.Pos.Col, d.Message, d.Hint))
		}
		if g := strings.Join(got, "\n"); p != nil || g != tt.want {
			t.Errorf("%s: got\n%s\nwant\n%s", tt.src, g, tt.want)
		}
	}
}

// TestFunctionsRefused: what a cell of compiled functions cannot have.
func TestFunctionsRefused(t *testing.T) {
	for _, tt := range []struct{ src, want string }{
		{"func f() {}\nx := 1", "2:1: a cell of compiled functions has declarations of functions, types and constants only"},
		{"func f() { total++ }", "1:12: compiled functions cannot use the session's variable total: they run in a process of their own"},
		{"func f() { count() }", "1:12: compiled functions cannot use the session's variable total: they run in a process of their own; it is used by count"},
		{"func init() {}\nfunc f() {}", "1:1: a cell of compiled functions has no func init"},
		{"type t int", "1:1: there is no function to compile"},
	} {
		s := check.NewSession(std.NewImporter(token.NewFileSet()))
		s.Commit(s.Check(cell.Parse(1, "total := 1; func count() { total++ }")))
		u := s.Check(cell.Parse(2, tt.src))
		if !u.OK() {
			t.Fatalf("%s: %v", tt.src, u.Diagnostics)
		}
		p, refused := Of(u, Options{Kind: Func})
		var got []string
		for _, d := range refused {
			got = append(got, fmt.Sprintf("%d:%d: %s", d.Pos.Line, d.Pos.Col, d.Message))
		}
		if g := strings.Join(got, "\n"); p != nil || g != tt.want {
			t.Errorf("%s: got\n%s\nwant\n%s", tt.src, g, tt.want)
		}
	}
}
