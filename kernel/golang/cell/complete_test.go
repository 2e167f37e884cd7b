package cell

import (
	"strings"
	"testing"
)

func TestCompleteness(t *testing.T) {
	const c, i, x = "complete", "incomplete", "invalid"
	for _, tt := range []struct{ src, status, indent string }{
		// Whole.
		{"", c, ""},
		{"\n\n", c, ""},
		{"x := 1", c, ""},
		{"x := 1\n", c, ""},
		{"x := 1;", c, ""},
		{"x++", c, ""},
		{"6 * 7", c, ""},
		{"func f() {\n}", c, ""},
		{"func f()", c, ""},
		{"if true {\n}", c, ""},
		{"if true {\n} else {\n}", c, ""},
		{"if true {\n} else if x {\n}", c, ""},
		{"for i := range 3 {\n\tprintln(i)\n}", c, ""},
		{"for i := 0; i < 3; i++ {}", c, ""},
		{"import \"fmt\"", c, ""},
		{"import (\n\t\"fmt\"\n)", c, ""},
		{"type T struct{}", c, ""},
		{"type T[K comparable, V any] map[K]V", c, ""},
		{"func F[T any](v T) T { return v }", c, ""},
		{"x := Pair[int, string]{}", c, ""},
		{"switch x {\ncase 1:\n}", c, ""},
		{"select {}", c, ""},
		{"s := `abc`", c, ""},
		{"s := `a\nb`", c, ""},
		{"/* c */", c, ""},
		{"// c", c, ""},
		{"x := 1 // c +", c, ""},
		{"s := \"{(\"", c, ""},
		{"r := '{'", c, ""},
		{"L: for {\n}", c, ""},
		{"go func() {}()", c, ""},
		{"return", c, ""},
		{"ch <- 1", c, ""},
		{"x := a +\n\tb", c, ""},
		{"f(a,\n\tb,\n)", c, ""},
		{"package main\nfunc main() {}", c, ""},
		{"世界 := \"x\"", c, ""},
		{"if true {\r\n}\r\n", c, ""},
		{"#!/usr/bin/env weft\nx := 1", c, ""},
		// Brackets.
		{"for i := range 3 {", i, "\t"},
		{"for i := range 3 {\n\tif x {", i, "\t\t"},
		{"for i := range 3 {\n\tif x {\n\t}", i, "\t"},
		{"for i := range 3 {\n\tif x {\n\t} else {", i, "\t\t"},
		{"func f() {", i, "\t"},
		{"func f() {\n", i, "\t"},
		{"func f() {\n\n\n", i, "\t"},
		{"func f() { // note", i, "\t"},
		{"func f() {\n\tfor {\n\t\tg()", i, "\t\t"},
		{"func f() {\nfor {", i, "\t\t"},
		{"func f(", i, "\t"},
		{"func f(a int,", i, "\t"},
		{"func (s *T) f(", i, "\t"},
		{"func F[T any,", i, "\t"},
		{"func F[T any](v T) {", i, "\t"},
		{"x := Pair[int,", i, "\t"},
		{"x := List[", i, "\t"},
		{"type T struct {", i, "\t"},
		{"type T struct {\n\tX int", i, "\t"},
		{"type I interface {", i, "\t"},
		{"type T[K comparable,", i, "\t"},
		{"import (", i, "\t"},
		{"import (\n\t\"fmt\"", i, "\t"},
		{"var (", i, "\t"},
		{"const (\n\ta = iota", i, "\t"},
		{"fmt.Println(", i, "\t"},
		{"fmt.Println(\n", i, "\t"},
		{"fmt.Println(a,", i, "\t"},
		{"fmt.Println(a,\n\tb,", i, "\t"},
		{"f(func() {", i, "\t"},
		{"f(func() {\n\tg(func() {", i, "\t\t"},
		{"f(\n\tfunc() {", i, "\t\t"},
		{"wg.Go(func() {\n\tx++\n", i, "\t"},
		{"go func() {", i, "\t"},
		{"defer func() {\n\trecover()", i, "\t"},
		{"x := []int{", i, "\t"},
		{"x := []int{\n\t1,", i, "\t"},
		{"x := []T{{", i, "\t"},
		{"m := map[string]int{\n\t\"a\": 1,", i, "\t"},
		{"x := T{\n\tA: 1,\n\tB: f(", i, "\t\t"},
		{"x[", i, "\t"},
		{"x := (", i, "\t"},
		{"{", i, "\t"},
		{"f(1", i, "\t"},
		// Cases stand below their switch.
		{"switch x {", i, ""},
		{"switch x {\ncase 1:", i, "\t"},
		{"switch x {\ncase 1:\n\tf()", i, "\t"},
		{"switch x {\ncase 1,", i, "\t"},
		{"switch {\ndefault:", i, "\t"},
		{"select {", i, ""},
		{"select {\ncase v := <-ch:", i, "\t"},
		{"func f() {\n\tswitch x {", i, "\t"},
		{"func f() {\n\tswitch x {\n\tcase 1:", i, "\t\t"},
		{"func f() {\n\tswitch x {\n\tcase 1:\n\t\tif y {", i, "\t\t\t"},
		{"func f() {\n\tswitch x {\n\tcase 1:\n\t}", i, "\t"},
		{"switch f(func() {", i, "\t"},
		{"switch x := v.(type) {\ncase int:", i, "\t"},
		{"for {\n\tselect {\n\tcase <-done:\n\t\treturn", i, "\t\t"},
		// Something is due.
		{"x := ", i, "\t"},
		{"x := 1 +", i, "\t"},
		{"x := 1 +\n\t2 *", i, "\t"},
		{"x := 1 + // c", i, "\t"},
		{"1 +", i, "\t"},
		{"x := a &&", i, "\t"},
		{"x := !", i, "\t"},
		{"x =", i, "\t"},
		{"x +=", i, "\t"},
		{"ch <-", i, "\t"},
		{"x := <-", i, "\t"},
		{"x := &", i, "\t"},
		{"a,", i, "\t"},
		{"a, b :=", i, "\t"},
		{"var a,", i, "\t"},
		{"x.", i, "\t"},
		{"x.\n", i, "\t"},
		{"strings.NewReplacer().", i, "\t"},
		{"func f() {\n\tx := 1 +", i, "\t\t"},
		{"func f() {\n\treturn a,", i, "\t\t"},
		{"fmt.Println(\n\ta +", i, "\t\t"},
		{"if", i, ""},
		{"if x &&", i, "\t"},
		{"if x :=", i, "\t"},
		{"if true {\n} else", i, ""},
		{"if true {\n} else if", i, ""},
		{"for", i, ""},
		{"for i := 0;", i, ""},
		{"for i := 0; i < 3;", i, ""},
		{"for i :=", i, "\t"},
		{"for i := range", i, ""},
		{"if x := f();", i, ""},
		{"switch", i, ""},
		{"select", i, ""},
		{"func", i, ""},
		{"type", i, ""},
		{"var", i, ""},
		{"const", i, ""},
		{"import", i, ""},
		{"go", i, ""},
		{"defer", i, ""},
		{"goto", i, ""},
		{"var x chan", i, ""},
		{"var x map", i, ""},
		{"type T struct", i, ""},
		{"switch x {\ncase", i, ""},
		{"L:", i, ""},
		{"goto L\nL:", i, ""},
		{"s := `abc", i, ""},
		{"s := `abc\n{", i, ""},
		{"f(`abc", i, ""},
		{"/* c", i, ""},
		{"x := 1 /* c", i, ""},
		{"func f() { /* c", i, ""},
		{"if x {\n  y()", i, "  "},
		{"if x {\n    if y {", i, "        "},
		{"x := 1 +\r\n", i, "\t"},
		// Nothing can help.
		{"}", x, ""},
		{")", x, ""},
		{"x := )", x, ""},
		{"f(1 2)", x, ""},
		{"f(1 2)\nfor {", x, ""},
		{"f(1 2", x, ""},
		{"f(]", x, ""},
		{"\"abc", x, ""},
		{"x := \"abc\nfor {", x, ""},
		{"'a", x, ""},
		{"\\", x, ""},
		{"x := 1 \\", x, ""},
		{"@decorator", x, ""},
		{"x := $y", x, ""},
		{"x++ +", x, ""},
		{"x++ + {", x, ""},
		{"else {", x, ""},
		{"else", x, ""},
		{"if true {\n}\nelse {", x, ""},
		{"case 1:", x, ""},
		{"default:", x, ""},
		{"if x\n{", x, ""},
		{"for i := 0; i < 3", x, ""},
		{"func f()\n{", x, ""},
		{"var x", x, ""},
		{"type T", x, ""},
		{"x := := 1", x, ""},
		{"x = = ", x, ""},
		{"1 + * /", x, ""},
		{"a b", x, ""},
		{"while x {", x, ""},
		{"func f() { case 1:", x, ""},
		{"} `abc", x, ""},
		{"f(1 2) `abc", x, ""},
		{"x := 08", x, ""},
		{"\x00", x, ""},
		// What is not Go.
		{"%time", c, ""},
		{"%time\nfor {", i, "\t"},
		{"%time\nf()", c, ""},
		{"%", x, ""},
		{"!ls (", c, ""},
		{"!!ls", c, ""},
		{"x?", c, ""},
		{"fmt.Println??", c, ""},
		{"%%bash", i, ""},
		{"%%bash\n", i, ""},
		{"%%bash\necho {", i, ""},
		{"%%bash\necho {\n", i, ""},
		{"%%bash\necho {\n\n", c, ""},
		{"%%bash\necho {\n  \n", c, ""},
		{"%%bash\necho\n\necho", i, ""},
		{"%%writefile a.txt\ntext\n\n", c, ""},
	} {
		status, indent := Completeness(tt.src)
		if status != tt.status || indent != tt.indent {
			t.Errorf("Completeness(%q) = %s, %q; want %s, %q", tt.src, status, indent, tt.status, tt.indent)
		}
	}
}

// FuzzCompleteness holds that complete text parses, and that a frontend which runs what is complete and
// goes on with what is not gets an indent of white space only.
func FuzzCompleteness(f *testing.F) {
	for _, src := range []string{
		"", "x := 1", "for {", "switch x {\ncase 1:", "f(func() {", "`a", "/* a", "x.", "L:", "%%bash\n", "%time\n", "x?", "\\", "else {", "a,", "\r\n{\r\n", "世(",
		"if x := f(); ", "type T[K", "go func() {", "//", "#!", "\ufeffx", "\xff", "x := 1 + // c\n// d", "case", "select {\ndefault:", "}{", "import (", "!ls {",
	} {
		f.Add(src)
	}
	f.Fuzz(func(t *testing.T, src string) {
		if len(src) > 2<<10 {
			return
		}
		status, indent := Completeness(src)
		c := Parse(1, src)
		switch status {
		case "complete":
			if len(c.Diagnostics) > 0 {
				t.Fatalf("%q is complete, but %v", src, c.Diagnostics)
			}
		case "incomplete":
		case "invalid":
			if len(c.Diagnostics) == 0 && !c.Incomplete {
				t.Fatalf("%q is invalid, but parses", src)
			}
		default:
			t.Fatalf("%q is %q", src, status)
		}
		if strings.Trim(indent, " \t") != "" || indent != "" && status != "incomplete" {
			t.Fatalf("%q: %s with indent %q", src, status, indent)
		}
	})
}
