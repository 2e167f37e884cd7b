package release

import (
	"bytes"
	"strings"
	"testing"
)

// What is released is a valid notebook without outputs, is opened again, and stays as it is when it is released again.
func FuzzMake(f *testing.F) {
	for _, cells := range [][]string{
		{"func f() int {\n\t// BEGIN SOLUTION\n\treturn 42\n\t// END SOLUTION\n}", "f() // BEGIN HIDDEN TESTS"},
		{"md:# A\n### BEGIN SOLUTION\nx\n### END SOLUTION\n", "// BEGIN MARK SCHEME\n// END MARK SCHEME\r\n", "%%native\nx"},
		{"// exercise: workers\n// BEGIN SOLUTION\n// END SOLUTION\nvar x = \"\u2028\""},
	} {
		f.Add(bytesOf(f, notebook(f, cells...)))
	}
	f.Add([]byte(`{"nbformat":4,"nbformat_minor":2,"metadata":{"weft":{"release":{"version":1}}},"cells":[{"cell_type":"x","source":["// BEGIN SOLUTION\n","// END SOLUTION"],"metadata":{"nbgrader":{"points":1e999}}}]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		r, err := Make(data)
		if err != nil {
			return
		}
		nb, _, err := Open(r.Notebook)
		if err != nil {
			t.Fatalf("what was released is none: %v\n%s", err, r.Notebook)
		}
		for _, c := range nb.Cells {
			if len(c.Outputs) > 0 || strings.Contains(c.Source, "// BEGIN SOLUTION\n") {
				t.Fatalf("outputs or a marker are left: %+v", c)
			}
		}
		second, err := Make(r.Notebook)
		if err != nil || !bytes.Equal(second.Notebook, r.Notebook) {
			t.Fatalf("released again it is another one: %v\n%s\n%s", err, r.Notebook, second.Notebook)
		}
	})
}
