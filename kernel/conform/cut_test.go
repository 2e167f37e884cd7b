package conform

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestCut(t *testing.T) {
	for _, tt := range []struct {
		name, src string
		mode      Mode
		want      string // cells with lines of --- between them; or why not
	}{
		{"imports, a function, statements", `import "fmt"
func f() int { return 1 }
func main() { x := f(); fmt.Println(x) }`, Cells, `import "fmt"
---
func f() int { return 1 }
---
x := f(); fmt.Println(x)
{}`},
		{"what is needed comes first", `func main() { g() }
// g calls f.
func g() { f() }
func f() { _ = v }
var v = T{n: c}
type T struct { n int }
const c = 2`, Cells, `type T struct { n int }
---
const c = 2
---
var v = T{n: c}
---
func f() { _ = v }
---
// g calls f.
func g() { f() }
---
g()
{}`},
		{"what needs each other stays together", `func even(n int) bool { return n == 0 || odd(n-1) }
func other() {}
func odd(n int) bool { return n != 0 && even(n-1) }
func main() { println(even(4)); return }`, Cells, `func even(n int) bool { return n == 0 || odd(n-1) }
func odd(n int) bool { return n != 0 && even(n-1) }
---
func other() {}
---
func main() { println(even(4)); return }`},
		{"variables in the order of initialization", `var (
	a = say(b)
	b = say(1)
	c = say(2)
)
func say(n int) int { println(n); return n }
func main() {}`, Cells, `func say(n int) int { println(n); return n }
---
var b = say(1)
---
var a = say(b)
---
var c = say(2)
---
func main() {}`},
		{"methods before a value may become one of an interface", `type T int
func show(t T) { print(any(t).(interface{ M() }) != nil) }
func (t T) M() {}
func (t T) N() { t.M() }
func main() { show(1) }`, Cells, `type T int
---
func (t T) M() {}
---
func (t T) N() { t.M() }
---
func show(t T) { print(any(t).(interface{ M() }) != nil) }
---
show(1)
{}`},
		{"init after all variables", `func init() { println(v) }
var v = 1
func main() { v++ }
func init() { println(-v) }`, Cells, `var v = 1
---
func init() { println(v) }
---
func init() { println(-v) }
---
v++
{}`},
		{"a name that hides another", "var x = 1\nfunc main() { x := 2; _ = x }", Cells, "var x = 1\n---\nfunc main() { x := 2; _ = x }"},
		{"a defer of main", "func main() { defer print() }", Cells, "func main() { defer print() }"},
		{"a defer of a literal", "func main() { func() { defer print() }() }", Cells, "func() { defer print() }()\n{}"},
		{"main calls itself", "func main() { _ = main }", Cells, "func main() { _ = main }"},
		{"each statement", `func main() {
	x := 1
	println(x)
	x, y := 2, 3
	println(x, y)
}`, Lines, "x := 1\n\tprintln(x)\n\tx, y := 2, 3\n{}\n---\nprintln(x, y)\n{}"},
		{"with an earlier definition", "type T int\nvar v = f[T]()\nfunc f[P any]() (p P) { return }\nfunc main() {}", Again, `type T int
---
func f[P any]() (p P) { panic("an earlier definition ran") }
---
type T int
---
func f[P any]() (p P) { return }
---
var v = f[T]()
---
func main() {}`},
		{"no earlier definition", "var v [3]int\nconst n = len(v)\nfunc main() {}", Again, "a constant or type in it is made of a variable"},
		{"a directive", "//go:embed x\nvar s string\nfunc main() {}", Cells, "it has directives for the compiler that belong to a file"},
		{"a wrong program", "func main() { x }", Cells, "it cannot be checked alone: program.go:2:15: undefined: x"},
		{"no program", "func f() {}", Cells, "it has no func main"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			cells, uncut := Cut("package main\n"+tt.src, tt.mode)
			got := uncut
			for i, c := range cells {
				if i > 0 {
					got += "---\n"
				}
				got += c
			}
			if d := cmp.Diff(tt.want, strings.TrimSuffix(got, "\n")); d != "" {
				t.Error(d)
			}
		})
	}
}
