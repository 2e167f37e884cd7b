package memory

import (
	"os"
	"path/filepath"
	"testing"
)

func TestLeast(t *testing.T) {
	for _, tt := range []struct {
		name, groups string
		files        map[string]string
		want         int64
	}{
		{"no groups", "", nil, 0},
		{"version 2", "0::/a/b\n", map[string]string{"a/b/memory.max": "max\n", "a/memory.max": "4096000\n"}, 4096000},
		{"version 2, the smallest counts", "0::/a/b\n", map[string]string{"a/b/memory.max": "3000\n", "a/memory.max": "2000\n"}, 2000},
		{"version 2, in a container", "0::/\n", map[string]string{"memory.max": "1000\n"}, 1000},
		{"version 2, a namespace above", "0::/../x\n", map[string]string{"memory.max": "1000\n"}, 1000},
		{"version 1", "4:memory:/x\n0::/\n", map[string]string{"memory/x/memory.limit_in_bytes": "5000\n"}, 5000},
		{"version 1 with others", "4:cpu,memory:/x\n", map[string]string{"memory/x/memory.limit_in_bytes": "5000\n"}, 5000},
		{"version 1, no limit", "4:memory:/\n", map[string]string{"memory/memory.limit_in_bytes": "9223372036854771712\n"}, 0},
		{"another controller", "4:cpu:/x\n", map[string]string{"memory/x/memory.limit_in_bytes": "5000\n"}, 0},
		{"garbage", "x\n::\n0::/a\n", map[string]string{"a/memory.max": "many\n"}, 0},
	} {
		root := t.TempDir()
		for name, text := range tt.files {
			name = filepath.Join(root, name)
			if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		if got := least(root, tt.groups); got != tt.want {
			t.Errorf("%s: %d, want %d", tt.name, got, tt.want)
		}
	}
}

func TestHere(t *testing.T) {
	if m := Here(); m.Bytes < 1<<20 || m.From == "" || Default() != m.Bytes/2 {
		t.Errorf("%+v, Default() = %d", m, Default())
	}
}

func TestUsed(t *testing.T) {
	before := Used()
	b := make([]byte, 64<<20)
	for i := range b {
		b[i] = 1
	}
	if grown := Used() - before; grown < 32<<20 || before <= 0 || b[5] != 1 {
		t.Errorf("%d bytes, then %d more", before, grown)
	}
}

func TestSize(t *testing.T) {
	for n, want := range map[int64]string{0: "0 kB", 35_200_000: "35 MB", 3_949_000_000: "3.9 GB", 80_000_000_000: "80.0 GB", 2_000_000_000_000: "2.0 TB"} {
		if got := Size(n); got != want {
			t.Errorf("Size(%d) = %s, want %s", n, got, want)
		}
	}
}
