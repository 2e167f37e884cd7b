package std

import (
	"os"
	"path/filepath"
	"testing"
)

// maxEmbedded is the room for what is embedded beside the symbol tables, in bytes.
const maxEmbedded = 3 << 20

// What is committed to be embedded, for all platforms together, is small; a binary has a part of it.
func TestEmbeddedDataAreSmall(t *testing.T) {
	var total int64
	for _, pattern := range []string{"export*.bin", "generic/*/*.go"} {
		files, err := filepath.Glob(pattern)
		if err != nil || len(files) == 0 {
			t.Fatalf("no %s: %v", pattern, err)
		}
		for _, file := range files {
			info, err := os.Stat(file)
			if err != nil {
				t.Fatal(err)
			}
			total += info.Size()
		}
	}
	if total > maxEmbedded {
		t.Errorf("%d bytes of embedded data, at most %d are wanted", total, maxEmbedded)
	}
}
