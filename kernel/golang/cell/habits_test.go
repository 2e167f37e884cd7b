package cell

import "testing"

// TestHabits holds what is said to those who forget a bracket, or bring along the words of another language.
func TestHabits(t *testing.T) {
	for _, tt := range []struct{ src, want string }{
		{"func f() {\n\treturn\n\nf()", "no } closes the { in line 1"},
		{"func f() {\n\tfor {\n\t\tx()\n\n\ty()\n}", "no } closes the { in line 2"},
		{"func f() {\n\tif a {\n\t\tx()\n}\n\nfunc g() {\n}", "no } closes the { in line 2"},
		{"fmt.Println(\"hi\"", "no ) closes the ( in line 1"},
		{"x := [3]int{1, 2, 3", "no } closes the { in line 1"},
		{"x := f(\n\t1,\n\t2\n)", "a line of a list ends with a comma, also the last one if the ) stands below it"},
		{"for i := 0; i < 3; i++\n{\n}", "the { stands in the same line as for"},
		{"for i := range 3\n\tprint(i)", "the body of a for stands in braces { ... }"},
		{"if x > 2\n{\n}", "the { stands in the same line as if"},
		{"if x := 3; x > 2\n\tprint(x)", "the body of an if stands in braces: if condition { ... }"},
		{"func f()\n{\n}", "the { stands in the same line as func"},
		{"func main() {\n\timport \"fmt\"\n}", "an import stands outside of functions"},
		{"import (\n\t\"fmt\",\n\t\"os\"\n)", "there is no comma between imports: import ( ... ) has a line for each"},
		{"import 'fmt'", "single quotes hold one character; text stands between double quotes: \"...\""},
		{"from fmt import Println", "a package is imported with import \"fmt\""},
		{"#include <stdio.h>", "a comment begins with //, an import is written import \"fmt\""},
		{"go func() { ch <- 1 }", "the function is called by the () behind its }: go func() { ... }()"},
		{"go fmt.Println", "a call has parentheses, with or without arguments: go f()"},
		{"go run main.go", "a line for the shell begins with !: !go run ..."},
		{"go get github.com/ferry/tide", "a line for the shell begins with !: !go get ..."},
		{"git status", "a line for the shell begins with !: !git ..."},
		{"print \"x\"", "a call has its arguments in parentheses: print(\"x\")"},
		{"function f() {}", "a variable is declared with x := value, a function with func"},
		{"public static void main() {}", "a variable is declared with x := value, a function with func"},
		{"foreach x in xs {}", "Go's only loop is for: for condition { ... }"},
		{"try { x() } catch (e) {}", "Go has no exceptions: a function returns an error, and its caller looks at it: if err != nil { ... }"},
		{"throw \"x\"", "Go has no exceptions: a function returns an error, and its caller looks at it: if err != nil { ... }"},
		{"enum Color { Red }", "Go has constants in place of an enum: const ( Red = iota; Green; Blue )"},
		{"type Color enum { Red }", "Go has constants in place of an enum: const ( Red = iota; Green; Blue )"},
		{"x := [1,2,3]", "a slice is written with its type and braces: []int{1, 2}"},
		{"x := {1,2,3}", "in front of { stands the type: []int{1, 2}, map[string]int{\"a\": 1}"},
		{"x := {\"a\": 1}", "in front of { stands the type: []int{1, 2}, map[string]int{\"a\": 1}"},
		{"x := new []int", "new and make are called: new(T), make([]T, n)"},
		{"y := i++", "x++ is a statement of its own and has no value"},
		{"++i", "++ and -- stand behind the name: x++"},
		{"1 in a", "slices.Contains(list, x) looks into a slice, _, ok := m[x] into a map"},
		{"not true", "not is written !"},
		{"true and false", "and is written &&"},
		{"if a or b {}", "or is written ||"},
		{"if i == 1: print(1)", "the body of an if stands in braces: if condition { ... }"},
		{"for (int i = 0; i < 3; i++) {}", "for has no parentheses: for i := 0; i < n; i++ { ... }"},
		{"for i in range(3) {}", "a loop is written with := range: for i := range 3, or for i, x := range list"},
		{"for i in range(3):\n\tprint(i)", "a loop is written with := range: for i := range 3, or for i, x := range list"},
		{"lambda x: x", "a function without a name is func(x int) int { return x }"},
		{"(x) => x", "a function without a name is func(x int) int { return x }"},
		{"func f() int, error { return 1, nil }", "several results stand in parentheses: (int, error)"},
		{"func f(x int = 3) {}", "parameters have no default values"},
		{"var x", "a variable has a type or a value: var x int, or x := 0"},
		{"float x = 3", "the type comes after the name: var x float64"},
		{"do { } while (true)", "Go's only loop is for: for condition { ... }"},
		{"f() break", "each statement has a line of its own, or a ; before the next one"},
		{"x := 1 y := 2", "each statement has a line of its own, or a ; before the next one"},
		{"print('hi')", "single quotes hold one character; text stands between double quotes: \"...\""},
		{"print(\"\\d\")", "a backslash is written \\\\ in text, or as it is between backquotes: `...`"},
		{"x := ‘a’", "quotes are typed plain: ' or \""},
		{"elif x {}", "it is written else if, in the same line as the } before it"},
		{"type T struct { a int, b int }", "each field has a line of its own, or a ; before the next one"},
		{"defer mu.Unlock", "a call has parentheses, with or without arguments: defer f()"},
		{"if x = 3 { }", "comparison is written =="},
		{"for i := 0, i < 3, i++ { }", "between the parts of a for stand semicolons: for i := 0; i < n; i++ { ... }"},
	} {
		ds := Parse(1, tt.src).Diagnostics
		if len(ds) == 0 {
			t.Errorf("%q: no error", tt.src)
			continue
		}
		if ds[0].Hint != tt.want {
			t.Errorf("%q: %s\n got %s\nwant %s", tt.src, ds[0], ds[0].Hint, tt.want)
		}
	}
}
