package cell

import "testing"

func TestCompleteness(t *testing.T) {
	for _, tt := range []struct{ src, status, indent string }{
		{"", "complete", ""},
		{"x := 1", "complete", ""},
		{"x := 1\n", "complete", ""},
		{"for i := range 3 {", "incomplete", "\t"},
		{"for i := range 3 {\n\tif x {", "incomplete", "\t\t"},
		{"for i := range 3 {\n\tif x {\n\t}", "incomplete", "\t"},
		{"x := ", "incomplete", ""},
		{"fmt.Println(", "incomplete", "\t"},
		{"f(func() {", "incomplete", "\t"},
		{"s := `abc", "incomplete", ""},
		{"/* c", "incomplete", ""},
		{"func f() {\n}", "complete", ""},
		{"func f()", "complete", ""},
		{"x := 1 +", "incomplete", ""},
		{"if true {\n}", "complete", ""},
		{"if true {\n} else", "incomplete", ""},
		{"a,", "incomplete", ""},
		{"type T struct {", "incomplete", "\t"},
		{"import (", "incomplete", "\t"},
		{"switch x {\ncase 1:", "incomplete", "\t"},
		{"}", "invalid", ""},
		{"f(1 2)", "invalid", ""},
		{"f(1 2)\nfor {", "invalid", ""},
		{"\"abc", "invalid", ""},
		{"%time", "complete", ""},
		{"!ls (", "complete", ""},
		{"%%bash\necho {", "complete", ""},
		{"x?", "complete", ""},
		{"goto L\nL:", "incomplete", ""},
	} {
		status, indent := Completeness(tt.src)
		if status != tt.status || indent != tt.indent {
			t.Errorf("Completeness(%q) = %s, %q; want %s, %q", tt.src, status, indent, tt.status, tt.indent)
		}
	}
}
