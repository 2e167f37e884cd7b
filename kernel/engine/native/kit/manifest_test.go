package kit

import (
	"path/filepath"
	"slices"
	"testing"
)

func TestClosure(t *testing.T) {
	m := &manifest{Packages: map[string]compiled{
		"fmt": {Imports: []string{"io", "unsafe"}}, "io": {Imports: []string{"sync"}}, "sync": {},
		"half": {Imports: []string{"absent"}},
	}}
	for _, tt := range []struct {
		paths, closure, lacks []string
	}{
		{nil, []string{}, nil},
		{[]string{"fmt"}, []string{"fmt", "io", "sync"}, nil},
		{[]string{"sync", "io", "unsafe"}, []string{"io", "sync"}, nil},
		{[]string{"new", "io"}, []string{"io", "new", "sync"}, []string{"new"}},
		{[]string{"half"}, []string{"absent", "half"}, []string{"half"}},
	} {
		if got := m.closure(tt.paths); !slices.Equal(got, tt.closure) {
			t.Errorf("closure(%v) = %v, want %v", tt.paths, got, tt.closure)
		}
		if got := m.lacks(tt.paths); !slices.Equal(got, tt.lacks) {
			t.Errorf("lacks(%v) = %v, want %v", tt.paths, got, tt.lacks)
		}
	}
	if got := (*manifest)(nil).lacks([]string{"fmt"}); !slices.Equal(got, []string{"fmt"}) {
		t.Errorf("no manifest lacks %v", got)
	}
}

func TestImportConfig(t *testing.T) {
	dir := t.TempDir()
	k := &Kit{dir: dir, variants: map[variant]*manifest{
		plain: {Packages: map[string]compiled{
			"runtime": {File: "runtime.a"}, "fmt": {File: "fmt.a", Imports: []string{"io"}}, "io": {File: "io.a"}, "net": {File: "net.a"},
		}},
		race: {Packages: map[string]compiled{"runtime": {File: "runtime-race.a"}, "runtime/race": {File: "race.a"}, "runtime/cgo": {File: "cgo.a"}, libgcc: {File: "libgcc.a"}}},
	}}
	file := func(name string) string { return filepath.Join(dir, "lib", name) }
	for _, tt := range []struct {
		variant variant
		paths   []string
		want    string
	}{
		{plain, nil, "packagefile runtime=" + file("runtime.a") + "\n"},
		{plain, []string{"fmt"}, "packagefile fmt=" + file("fmt.a") + "\npackagefile io=" + file("io.a") + "\npackagefile runtime=" + file("runtime.a") + "\n"},
	} {
		if got := string(k.importConfig(&plan{variant: tt.variant, paths: tt.paths})); got != tt.want {
			t.Errorf("importConfig(%s, %v) = %q, want %q", tt.variant, tt.paths, got, tt.want)
		}
	}
	want := "packagefile runtime=" + file("runtime-race.a") + "\npackagefile runtime/race=" + file("race.a") + "\n"
	if race.cgo() == "1" {
		want = "packagefile runtime=" + file("runtime-race.a") + "\npackagefile runtime/cgo=" + file("cgo.a") + "\npackagefile runtime/race=" + file("race.a") + "\n"
	}
	if got := string(k.importConfig(&plan{variant: race})); got != want {
		t.Errorf("importConfig for the race detector = %q, want %q", got, want)
	}
}
