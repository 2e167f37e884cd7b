package lowertest

import (
	"go/token"
	"strings"
	"testing"

	"weft/kernel/golang/cell"
	"weft/kernel/golang/check"
	"weft/kernel/golang/lower"
	"weft/kernel/golang/std"
)

// TestRefused: what cannot be lowered exactly is refused before anything runs, with its place and a way out.
func TestRefused(t *testing.T) {
	for _, tt := range []struct{ name, src, want, hint string }{
		{"recursive array", "type board [2]*board\nvar b board",
			"cell [1] 1:6: error: unsupported here: the recursive array type board",
			"rewrite: put it into a struct: type board struct { ... }"},
		{"unsafe", "import \"unsafe\"\nvar x int\nprintln(unsafe.Pointer(&x))",
			"cell [1] 3:1: error: unsupported here: unsafe.Pointer", "rewrite: work without package unsafe"},
		{"reflecting package", "import \"encoding/xml\"\ntype P struct{ X any }\nxml.Marshal(P{1})",
			"cell [1] 3:13: error: unsupported here: xml.Marshal of a value whose type is declared in a cell",
			"rewrite: pass values of predeclared or standard types"},
		{"flag.TextVar", "import \"flag\"\ntype L int\nfunc (L) MarshalText() ([]byte, error) { return nil, nil }\nfunc (*L) UnmarshalText([]byte) error { return nil }\nvar l L\nflag.TextVar(&l, \"l\", l, \"\")",
			"cell [1] 6:1: error: unsupported here: flag.TextVar of a value whose type is declared in a cell",
			"rewrite: give the type the methods String and Set, and use Var"},
		{"scanning function as a value", "import \"fmt\"\nf := fmt.Sscan",
			"cell [1] 2:10: error: unsupported here: fmt.Sscan as a function value", "rewrite: call it in a function literal"},
		{"generic type in a generic function", "func f[T any]() { type t[U any] struct{ v U }; var x t[T]; _ = x }\nfunc g() { f[int]() }",
			"cell [1] 1:24: error: unsupported here: a generic type declared in a generic function",
			"rewrite: declare it outside"},
		{"finalizer", "import \"runtime\"\nx := new(int)\nruntime.SetFinalizer(x, func(*int) {})",
			"cell [1] 3:9: error: unsupported here: runtime.SetFinalizer, since the program is interpreted",
			"rewrite: clean up in a deferred call"},
		{"plugin", "import \"plugin\"\np, err := plugin.Open(\"tides.so\")",
			"cell [1] 2:18: error: unsupported here: plugin.Open, since the program is interpreted",
			"rewrite: put what it has into a module, which compiled cells can import"},
		{"deep statements", "x := 1\n" + strings.Repeat("if x == 1 {\n", 300) + strings.Repeat("}\n", 300),
			"cell [1] 242:1: error: unsupported here: statements as deep inside each other as here",
			"rewrite: put a part into a function, or an if-else chain into a switch"},
		{"compiled interface", "import \"go/ast\"\ntype V struct{ ast.Visitor }\nvar v ast.Visitor = V{}",
			"cell [1] 3:5: error: unsupported here: a value of type main.V as ast.Visitor",
			"rewrite: wrap a value of the standard library instead of a type of your own"},
		{"function of a method", "import \"reflect\"\ntype T int\nfunc (T) M() {}\nm := reflect.TypeOf(T(1)).Method(0)\nm.Func.Call(nil)",
			"cell [1] 5:3: error: unsupported here: reflect.Method.Func in a program that declares types",
			"rewrite: call the method of the value: reflect.ValueOf(x).Method(i).Call(...)"},
		{"method of reflect.Type as a value", "import \"reflect\"\ntype T int\nf := reflect.Type.NumMethod",
			"cell [1] 3:19: error: unsupported here: reflect.Type.NumMethod as a function value in a program that declares types",
			"rewrite: call the method of the value: reflect.ValueOf(x).Method(i).Call(...)"},
		{"reflect.Type as an interface", "import \"reflect\"\ntype N interface{ NumMethod() int }\nvar n N = reflect.TypeOf(1)",
			"cell [1] 3:11: error: unsupported here: a reflect.Type as an interface with the method NumMethod in a program that declares types",
			"rewrite: declare the variable as a reflect.Type"},
		{"name of a function value", "import (\"reflect\"; \"runtime\")\nfunc f() {}\npc := reflect.ValueOf(f).Pointer()\nruntime.FuncForPC(pc).Name()",
			"cell [1] 4:1: error: unsupported here: the name of a function value, since the program is interpreted",
			"rewrite: pass the name with the function"},
		{"weak pointer", "import \"weak\"\nvar p weak.Pointer[int]",
			"cell [1] 2:5: error: unsupported here: the generic type weak.Pointer", "rewrite: keep a plain pointer"},
		{"weak.Make", "import \"weak\"\nfunc f(x *int) bool { return weak.Make(x).Value() == x }",
			"cell [1] 2:35: error: unsupported here: the generic function weak.Make", "rewrite: keep a plain pointer"},
		{"cleanup", "import \"runtime\"\nx := new(int)\nruntime.AddCleanup(x, func(int) {}, 3)",
			"cell [1] 3:9: error: unsupported here: the generic function runtime.AddCleanup", "rewrite: clean up in a deferred call"},
		{"sql.Null", "import \"database/sql\"\nvar n sql.Null[int]",
			"cell [1] 2:5: error: unsupported here: the generic type sql.Null", "rewrite: use sql.NullString, sql.NullInt64 and the like"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			u := check.NewSession(std.NewImporter(token.NewFileSet())).Check(cell.Parse(1, tt.src))
			if !u.OK() {
				t.Fatal(u.Diagnostics)
			}
			p, refused := lower.NewSession().Lower(u)
			if len(refused) == 0 {
				t.Fatalf("not refused:\n%s", p.Source())
			}
			if len(refused) > 1 {
				t.Errorf("told %d times: %v", len(refused), refused)
			}
			if got := refused[0]; got.String() != tt.want || got.Hint != tt.hint {
				t.Errorf("got  %v (%s)\nwant %s (%s)", got, got.Hint, tt.want, tt.hint)
			}
		})
	}
}
