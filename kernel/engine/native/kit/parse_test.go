package kit

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestParseDiagnostics(t *testing.T) {
	for _, tt := range []struct {
		name, printed string
		want          []Diagnostic
		mistake       bool
	}{
		{"nothing", "", nil, false},
		{"one", "main.go:3:4: undefined: x\n", []Diagnostic{{"main.go", 3, 4, "undefined: x"}}, true},
		{"no end of line", "./main.go:3:4: undefined: x", []Diagnostic{{"main.go", 3, 4, "undefined: x"}}, true},
		{"no column", "cell[2]:3: unreachable", []Diagnostic{{"cell[2]", 3, 0, "unreachable"}}, true},
		{"a colon in the message", "a.go:1:2: x: y:3:4: z", []Diagnostic{{"a.go", 1, 2, "x: y:3:4: z"}}, true},
		{"a drive", `C:\x\a.go:1:2: bad`, []Diagnostic{{`C:\x\a.go`, 1, 2, "bad"}}, true},
		{"more lines", "a.go:1:2: too many arguments\n\thave (int)\n\twant ()\nb.go:7:1: other\n",
			[]Diagnostic{{"a.go", 1, 2, "too many arguments\n\thave (int)\n\twant ()"}, {"b.go", 7, 1, "other"}}, true},
		{"the go command's header", "# weftprogram\n./a.go:1:2: bad\n", []Diagnostic{{"a.go", 1, 2, "bad"}}, true},
		{"an indented line of nobody", "\twant ()\na.go:1:2: bad\n", []Diagnostic{{"a.go", 1, 2, "bad"}}, true},
		{"indented lines after noise", "a.go:1:2: bad\nnoise\n\tnot its own\n", []Diagnostic{{"a.go", 1, 2, "bad"}}, true},
		{"the limit", "a.go:1:2: bad\na.go:9:2: too many errors\n", []Diagnostic{{"a.go", 1, 2, "bad"}}, true},
		{"a damaged package", "a.go:3:8: could not import fmt (not a package file)\n", []Diagnostic{{"a.go", 3, 8, "could not import fmt (not a package file)"}}, false},
		{"the compiler's own failure", "a.go:3:8: internal compiler error: x\n", []Diagnostic{{"a.go", 3, 8, "internal compiler error: x"}}, false},
		{"no place", "<unknown line number>: internal compiler error: x\n", nil, false},
		{"no diagnostic", "open x.cfg: no such file or directory\n", nil, false},
		{"a number beyond bounds", "a.go:99999999999999999999:1: bad\n", []Diagnostic{{"a.go", 9223372036854775807, 1, "bad"}}, true},
	} {
		got := parseDiagnostics(tt.printed)
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.name, diff)
		}
		if isMistake(got) != tt.mistake {
			t.Errorf("%s: isMistake = %v", tt.name, !tt.mistake)
		}
	}
}

func FuzzParseDiagnostics(f *testing.F) {
	f.Add("a.go:1:2: bad\n\tmore\n# x\n")
	f.Add(":1:: \n\t")
	f.Fuzz(func(t *testing.T, printed string) {
		for _, d := range parseDiagnostics(printed) {
			if d.File == "" || d.Line < 0 || d.Col < 0 {
				t.Errorf("%q gave %+v", printed, d)
			}
		}
	})
}

func TestLinkMistake(t *testing.T) {
	p := &plan{units: []unit{{Package: Package{Path: "main"}, main: true}}}
	for _, tt := range []struct {
		printed string
		want    []Diagnostic
	}{
		{"", nil},
		{"runtime.main_main·f: function main is undeclared in the main package\n", []Diagnostic{{Text: "function main is undeclared in the main package"}}},
		{"link: main: invalid reference to runtime.gcStart\n", []Diagnostic{{Text: "invalid reference to runtime.gcStart"}}},
		{"main.main: relocation target main.f not defined\n", []Diagnostic{{Text: "relocation target main.f not defined"}}},
		{"sync.f: relocation target __popcountdi2 not defined\n", nil}, // a C library is missing
		{"link: cannot open file x.a: open x.a: no such file or directory\n", nil},
		{"link: fingerprint mismatch: fmt has 1, import from main expecting 2\n", nil},
	} {
		if diff := cmp.Diff(tt.want, linkMistake(tt.printed, p)); diff != "" {
			t.Errorf("%q (-want +got):\n%s", tt.printed, diff)
		}
	}
}

func TestMapImports(t *testing.T) {
	replaced := map[string]string{"sync": "weft/bubble/sync", "math/rand": "weft/rand2"}
	for _, tt := range []struct{ text, want string }{
		{"package x\n\nimport \"fmt\"\n", "package x\n\nimport \"fmt\"\n"},
		{"package x\nimport (\"fmt\"; \"sync\"); var x sync.Mutex\n", "package x\nimport (\"fmt\"; \"weft/bubble/sync\"); var x sync.Mutex\n"},
		{"package x\nimport s `sync`\nimport \"math/rand\"\n", "package x\nimport s \"weft/bubble/sync\"\nimport rand \"weft/rand2\"\n"},
		{"package x\nimport . \"sync\" // sync\n", "package x\nimport . \"weft/bubble/sync\" // sync\n"},
		{"no package", "no package"},
	} {
		if got := mapImports(File{"x.go", tt.text}, replaced); got != tt.want {
			t.Errorf("mapImports(%q) = %q, want %q", tt.text, got, tt.want)
		}
	}
	if got := mapImports(File{"x.go", "package x\nimport \"sync\"\n"}, nil); got != "package x\nimport \"sync\"\n" {
		t.Errorf("without a map: %q", got)
	}
}

func TestCleaned(t *testing.T) {
	p := &plan{units: []unit{{Package: Package{Path: "weft/lib"}}, {Package: Package{Path: "a/b"}}, {Package: Package{Path: "main"}, main: true}}}
	const printed = "# weftprogram\n./main.go:1:2: x\nweft/lib/l.go:1:1: y\npackages/a/b/cell[3]:2:2: z\n\t/tmp/dir/q\n"
	const want = "main.go:1:2: x\nl.go:1:1: y\ncell[3]:2:2: z\n\t/tmp/dir/q\n"
	if got := cleaned(printed, "/tmp/dir", p); got != want {
		t.Errorf("cleaned = %q, want %q", got, want)
	}
}
