package exercise

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestNew(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "exercises")
	for _, tt := range []struct{ name, folder, err string }{
		{"two-pools", "01-two-pools", ""},
		{"07-queue", "07-queue", ""},
		{"next", "08-next", ""},
		{"queue", "", "there is 07-queue already"},
		{"7-other", "", "there is 07-queue already"},
		{"Queue", "", "not a name of small letters"},
		{"../up", "", "not a name of small letters"},
		{"00-zero", "", "a number above 0"},
		{"99999999999999999999-big", "", "a number above 0"},
		{"", "", "not a name of small letters"},
	} {
		folder, err := New(dir, tt.name)
		if (err == nil) != (tt.err == "") || err != nil && !strings.Contains(err.Error(), tt.err) || folder != tt.folder {
			t.Errorf("New(%q) = %q, %v; want %q, %q", tt.name, folder, err, tt.folder, tt.err)
		}
	}
	e, err := Load(os.DirFS(dir), "01-two-pools")
	if err != nil {
		t.Fatal(err)
	}
	if e.ID != 1 || e.Name != "two-pools" || e.Title != "Two pools" || len(e.Wrong) != 2 || len(e.Accepted) != 1 {
		t.Errorf("made exercise %d %q %q with %d wrong and %d accepted", e.ID, e.Name, e.Title, len(e.Wrong), len(e.Accepted))
	}
}

func TestLocate(t *testing.T) {
	root := t.TempDir()
	if got := Locate(root); got != "" {
		t.Errorf("found %s where there are none", got)
	}
	dir := filepath.Join(root, "exercises")
	if _, err := New(dir, "one"); err != nil {
		t.Fatal(err)
	}
	// A nearer folder of that name without exercises is not meant.
	deep := filepath.Join(root, "a", "b")
	if err := os.MkdirAll(filepath.Join(deep, "exercises"), 0o755); err != nil {
		t.Fatal(err)
	}
	if got := Locate(deep); got != dir {
		t.Errorf("found %q, want %q", got, dir)
	}
}
