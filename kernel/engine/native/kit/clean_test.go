package kit

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"
)

// Two versions of weft share what they have in common, and what is used no more goes.
func TestEditions(t *testing.T) {
	dir := t.TempDir()
	k := own(t, Options{Dir: dir, Cache: t.TempDir()})
	if err := k.Prepare(t.Context(), false, "weft/display"); err != nil {
		t.Fatal(err)
	}
	ours := k.manifest(plain).Packages["weft/display"].File

	next := own(t, Options{Dir: dir, Cache: t.TempDir()})
	next.edition = "next"
	m, err := next.readManifest(plain)
	if err != nil {
		t.Fatal(err)
	}
	if missing := m.lacks([]string{"fmt", "weft/display"}); !slices.Equal(missing, []string{"weft/display"}) {
		t.Errorf("another version of weft lacks %v, want weft/display only", missing)
	}

	stray := filepath.Join(k.dir, "lib", "stray.a")
	if err := os.WriteFile(stray, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	other := filepath.Join(dir, "kit-of-another-go")
	if err := os.MkdirAll(other, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(other, "plain-x.json"), []byte("{}"), 0o644); err != nil {
		t.Fatal(err)
	}
	exists := func(name string) bool {
		_, err := os.Stat(name)
		return err == nil
	}
	for _, step := range []struct {
		after                  time.Duration
		ours, src, stray, kits bool
	}{
		{0, true, true, true, true},
		{2 * time.Hour, true, true, false, true},
		{31 * 24 * time.Hour, false, false, false, true},
		{91 * 24 * time.Hour, false, false, false, false},
	} {
		now := time.Now().Add(step.after)
		if err := next.writeManifest(plain, &manifest{Packages: map[string]compiled{"fmt": m.Packages["fmt"]}}); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(next.manifestFile(plain), now, now); err != nil {
			t.Fatal(err)
		}
		if err := next.clean(now); err != nil {
			t.Fatal(err)
		}
		got := []bool{exists(filepath.Join(k.dir, "lib", ours)), exists(k.sourceDir()), exists(stray), exists(other)}
		if want := []bool{step.ours, step.src, step.stray, step.kits}; !slices.Equal(got, want) {
			t.Errorf("after %v there are a package, sources, a stray file, another kit: %v, want %v", step.after, got, want)
		}
		if !exists(next.archive(m.Packages["fmt"])) {
			t.Errorf("after %v: a package in use was removed", step.after)
		}
	}
}
