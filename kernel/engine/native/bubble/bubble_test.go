package bubble_test

import (
	"strings"
	"testing"

	"weft/kernel/engine/native/bubble"
)

// TestPackages holds that the packages are complete, in order and without tests.
func TestPackages(t *testing.T) {
	for _, race := range []bool{false, true} {
		packages, err := bubble.Packages(race)
		if err != nil {
			t.Fatal(err)
		}
		seen := map[string]bool{}
		for _, p := range packages {
			for _, i := range p.Imports {
				if strings.HasPrefix(i, "weft/") && !seen[i] {
					t.Errorf("%s imports %s, which comes later or is missing", p.Path, i)
				}
			}
			if len(p.Files) == 0 {
				t.Errorf("%s has no files", p.Path)
			}
			for name := range p.Files {
				if strings.HasSuffix(name, "_test.go") || strings.Contains(name, "race_on") != race && strings.Contains(name, "race_o") {
					t.Errorf("race %v: %s has %s", race, p.Path, name)
				}
			}
			seen[p.Path] = true
		}
		for _, path := range bubble.Schedule() {
			if !seen[path] {
				t.Errorf("%s is in the map but not among the packages", path)
			}
		}
	}
}

func TestSelected(t *testing.T) {
	for _, tt := range []struct{ names, want string }{
		{"dsync", "hook dsync"},
		{"run dsync", "hook dsync run"},
		{"schedule", "hook schedule"},
		{"memhttp", "memhttp"},
	} {
		packages, err := bubble.Packages(false, strings.Fields(tt.names)...)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, p := range packages {
			got = append(got, strings.TrimPrefix(p.Path, bubble.Path+"/"))
		}
		if strings.Join(got, " ") != tt.want {
			t.Errorf("%s needs %v, want %s", tt.names, got, tt.want)
		}
	}
	if _, err := bubble.Packages(false, "sync"); err == nil {
		t.Error("an unknown package was found")
	}
}
