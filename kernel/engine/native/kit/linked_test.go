package kit

import (
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"testing"
)

func TestFoldersBehindLinks(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("links need a privilege there")
	}
	root, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	image, own := filepath.Join(root, "image", "lib"), filepath.Join(root, "own", "lib")
	for _, dir := range []string{image, own} {
		if err := os.MkdirAll(dir, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	if got := linkedFolders(filepath.Dir(own)); len(got) > 0 {
		t.Errorf("without packages: %v", got)
	}
	for _, name := range []string{"fmt.a", "io.a"} {
		if err := os.WriteFile(filepath.Join(image, name), nil, 0o644); err != nil {
			t.Fatal(err)
		}
		if err := os.Symlink(filepath.Join(image, name), filepath.Join(own, name)); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(own, "made.a"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(filepath.Join(image, "gone.a"), filepath.Join(own, "gone.a")); err != nil {
		t.Fatal(err)
	}
	if got := linkedFolders(filepath.Dir(own)); !slices.Equal(got, []string{image}) {
		t.Errorf("folders behind links: %v, want %s alone", got, image)
	}
}
